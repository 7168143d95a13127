// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { ProblemNotice } from './problem-notice.tsx';

afterEach(cleanup);

it.each([
  'Failed to fetch dynamically imported module: https://rollcall.example/assets/raw-1a2b.js',
  'error loading dynamically imported module: https://rollcall.example/assets/raw-1a2b.js',
  'Importing a module script failed.',
])('says of “%s” that Rollcall has been updated', (message) => {
  render(<ProblemNotice error={new TypeError(message)} />);
  expect(screen.getByText('Rollcall has been updated')).toBeDefined();
});

it('does not say so of other failures', () => {
  render(<ProblemNotice error={new TypeError('x is undefined')} />);
  expect(screen.getByText('This page failed')).toBeDefined();
});
