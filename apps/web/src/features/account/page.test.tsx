// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderApp } from '../../testing/render-app.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function open(address: string): Promise<string> {
  renderApp(address, {});
  await screen.findByRole('heading', { name: 'Sign in to Rollcall' });
  return screen.getByRole('main').textContent;
}

describe('the sign-in page', () => {
  it('greets who was invited, and says what signing in will do', async () => {
    const words = await open('/sign-in?invited=new%40rollcall.example');
    expect(words).toContain('You are invited into the team');
    expect(words).toContain('whose verified e-mail address is new@rollcall.example.');
    expect(words).toContain('belongs to that account');
    expect(words).not.toContain('signed out');
  });

  it('repeats nothing that is no e-mail address', async () => {
    const words = await open('/sign-in?invited=Call+0800-1234+now');
    expect(words).not.toContain('0800');
    expect(words).not.toContain('invited');
  });

  it('says what happened at the last try, whoever was invited', async () => {
    const words = await open('/sign-in?reason=denied&invited=new%40rollcall.example');
    expect(words).toContain('The tenant did not let you in');
  });
});
