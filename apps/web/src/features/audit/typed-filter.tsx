import { type KeyboardEvent, useId, useState } from 'react';
import styles from './filters.module.css';

interface TypedFilterProps {
  label: string;
  hint: string;
  value: string | undefined;
  onChange: (text: string | undefined) => void;
}

/** A text to look for; it counts when one leaves the field or presses Enter. */
export function TypedFilter({ label, hint, value = '', onChange }: TypedFilterProps) {
  const id = useId();
  const [typed, setTyped] = useState({ text: value, over: value });
  // The address has changed by other means: what was typed over the old one no longer counts.
  const text = typed.over === value ? typed.text : value;
  const commit = () => {
    const trimmed = text.trim();
    if (trimmed !== value) onChange(trimmed === '' ? undefined : trimmed);
  };
  return (
    <div className={styles.filter}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        className={styles.input}
        value={text}
        placeholder={hint}
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        data-set={value === '' ? undefined : ''}
        onChange={(event) => setTyped({ text: event.target.value, over: value })}
        onBlur={commit}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key === 'Enter') commit();
        }}
      />
    </div>
  );
}
