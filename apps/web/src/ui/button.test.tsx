// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { Button } from './button.tsx';

afterEach(cleanup);

it('cannot be pressed, nor send a form, while it is pending, and keeps the focus', async () => {
  const [press, submit] = [vi.fn<() => void>(), vi.fn<() => void>()];
  const form = (isPending: boolean) => (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Button type="submit" isPending={isPending} onPress={press}>
        Save
      </Button>
    </form>
  );
  const { rerender } = render(form(false));
  const button = screen.getByRole('button', { name: 'Save' });
  await userEvent.click(button);
  expect([press.mock.calls.length, submit.mock.calls.length]).toEqual([1, 1]);
  rerender(form(true));
  await userEvent.click(button);
  await userEvent.keyboard('{Enter}');
  expect([press.mock.calls.length, submit.mock.calls.length]).toEqual([1, 1]);
  expect(document.activeElement).toBe(button);
  expect(button.getAttribute('aria-disabled')).toBe('true');
});

it('leaves nothing behind that is named after a button that is gone', async () => {
  const { rerender } = render(<Button>Reveal</Button>);
  await userEvent.tab();
  rerender(<Button isPending>Reveal</Button>);
  rerender(<p>Done</p>);
  // The library begins to read aloud after a tenth of a second.
  await new Promise((resolve) => {
    setTimeout(resolve, 200);
  });
  const named = [...document.querySelectorAll('[aria-labelledby]')];
  const gone = named.filter(
    (element) => document.getElementById(element.getAttribute('aria-labelledby') ?? '') === null,
  );
  expect(gone).toEqual([]);
});
