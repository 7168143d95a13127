// @vitest-environment jsdom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useTypedSearch } from './use-typed-search.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function wait(milliseconds: number) {
  act(() => {
    vi.advanceTimersByTime(milliseconds);
  });
}

function start(q = '') {
  const onSearch = vi.fn<(q: string) => void>();
  const hook = renderHook(({ q: address }) => useTypedSearch(address, onSearch), { initialProps: { q } });
  const type = (text: string) => {
    act(() => {
      hook.result.current.setText(text);
    });
  };
  const submit = (text: string) => {
    act(() => {
      hook.result.current.submit(text);
    });
  };
  return { hook, onSearch, type, submit };
}

describe('useTypedSearch', () => {
  it('searches for words once typing pauses, not at each key stroke', () => {
    const { onSearch, type } = start();
    for (const text of ['a', 'ad', 'ada ']) {
      type(text);
      wait(100);
    }
    expect(onSearch).not.toHaveBeenCalled();
    wait(300);
    expect(onSearch.mock.calls).toEqual([['ada']]);
  });

  it('searches at once on Enter, and not again after the pause', () => {
    const { onSearch, type, submit } = start();
    type('ada');
    submit('ada');
    wait(1000);
    expect(onSearch.mock.calls).toEqual([['ada']]);
  });

  it('waits for Enter with a Lucene query', () => {
    const { hook, onSearch, type, submit } = start();
    type('name:ada*');
    wait(5000);
    expect(onSearch).not.toHaveBeenCalled();
    expect(hook.result.current.isWaitingForEnter).toBe(true);
    submit('name:ada*');
    expect(onSearch.mock.calls).toEqual([['name:ada*']]);
    expect(hook.result.current.isWaitingForEnter).toBe(false);
  });

  it('never searches for what cannot be read, and points the fault out after a while', () => {
    const { hook, onSearch, type } = start();
    type('name:(ada');
    wait(300);
    expect(hook.result.current.isFaultShown).toBe(false);
    wait(1000);
    expect(hook.result.current.isFaultShown).toBe(true);
    expect(onSearch).not.toHaveBeenCalled();
  });

  it('points a fault out at once on Enter, and takes it back while it is mended', () => {
    const { hook, onSearch, type, submit } = start();
    type('name:(ada');
    submit('name:(ada');
    expect(hook.result.current.isFaultShown).toBe(true);
    type('name:(ada)');
    expect(hook.result.current.isFaultShown).toBe(false);
    expect(onSearch).not.toHaveBeenCalled();
  });

  it('takes over what the address says when the back button changes it', () => {
    const { hook, onSearch, type } = start('ada');
    type('grace');
    hook.rerender({ q: 'alan' });
    expect(hook.result.current.text).toBe('alan');
    wait(1000);
    expect(onSearch).not.toHaveBeenCalled();
  });

  it('keeps and searches for what is typed while the address still catches up', () => {
    const { hook, onSearch, type } = start();
    type('ada');
    wait(300);
    type('ada l');
    expect(hook.result.current.text).toBe('ada l');
    hook.rerender({ q: 'ada' });
    expect(hook.result.current.text).toBe('ada l');
    wait(300);
    expect(onSearch.mock.calls).toEqual([['ada'], ['ada l']]);
  });
});
