// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { ReasonField } from './reason-field.tsx';

afterEach(cleanup);

function Held({ errorMessage }: { errorMessage?: string }) {
  const [value, setValue] = useState('');
  return <ReasonField value={value} onChange={setValue} errorMessage={errorMessage} />;
}

function field(): HTMLElement {
  return screen.getByRole('textbox', { name: /Reason/ });
}

describe('the field for a reason', () => {
  it('takes what is typed, has to be filled in, and says where it is kept', async () => {
    render(<Held />);
    await userEvent.type(field(), 'Ticket 12');
    expect(field()).toHaveProperty('value', 'Ticket 12');
    expect(field().getAttribute('aria-required') ?? field().hasAttribute('required')).toBeTruthy();
    expect(describedBy(field())).toContain('Kept in the audit trail, where others read it.');
  });

  it('ends at 500 characters, and counts down before', async () => {
    render(<Held />);
    await userEvent.click(field());
    await userEvent.paste('x'.repeat(490));
    expect(describedBy(field())).toContain('10 characters left.');
    await userEvent.paste('y'.repeat(20));
    expect(field()).toHaveProperty('value', 'x'.repeat(490) + 'y'.repeat(10));
    expect(describedBy(field())).toContain('0 characters left.');
  });

  it('says what is wrong with it, to screen readers too', () => {
    render(<Held errorMessage="Give a reason." />);
    expect(field().getAttribute('aria-invalid')).toBe('true');
    expect(describedBy(field())).toContain('Give a reason.');
  });
});

/** What a screen reader tells of an element beside its name. */
function describedBy(element: HTMLElement): string {
  const ids = element.getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
}
