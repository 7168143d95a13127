// @vitest-environment jsdom
import { cleanup, renderHook } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { keepForms, useKeeping, useKept } from './kept-form.ts';

const Typed = z.object({ title: z.string() });
const typed = { title: 'Helpdesk' };

afterEach(() => {
  cleanup();
  sessionStorage.clear();
});

/** Types into a form, leaves the page to sign in again, and comes back. */
function leaveAndComeBack(key: string, what: unknown): void {
  renderHook(() => {
    useKeeping(key, what);
  });
  keepForms();
  cleanup();
}

const kept = (key = 'role') => renderHook(() => useKept(key, Typed), { wrapper: StrictMode }).result.current;

describe('a form', () => {
  it('comes back as it was after a fresh sign-in, once', () => {
    leaveAndComeBack('role', typed);
    expect(kept()).toEqual(typed);
    expect(kept()).toBeUndefined();
  });

  it('leaves nothing behind when the page is left in any other way', () => {
    renderHook(() => {
      useKeeping('role', typed);
    });
    cleanup();
    keepForms();
    expect(sessionStorage.length).toBe(0);
  });

  it('is not kept while nothing is typed into it', () => {
    leaveAndComeBack('role', undefined);
    expect(sessionStorage.length).toBe(0);
  });

  it('is not given to another form, nor in a shape that the form does not know', () => {
    leaveAndComeBack('role', typed);
    expect(kept('invite')).toBeUndefined();
    leaveAndComeBack('role', { name: 1 });
    expect(kept()).toBeUndefined();
  });
});
