import type { Condition } from '@rollcall/shared/query/builder.ts';
import { kindOf } from '@rollcall/shared/query/field-guide.ts';
import { useState } from 'react';
import { Tokens } from '../../../../ui/token-field.tsx';
import styles from './builder.module.css';

interface ValueInputsProps {
  condition: Condition;
  onChange: (values: Condition['values']) => void;
}

/** What a row asks for: as many inputs as its operator takes, of the type of its field. */
export function ValueInputs({ condition, onChange }: ValueInputsProps) {
  const { field, operator, values } = condition;
  const isFlag = field !== undefined && kindOf(field) === 'boolean' && operator === 'is';
  if (isFlag || operator === 'set' || operator === 'everybody') return null;
  if (operator === 'one_of') return <Several values={values} onChange={onChange} />;
  if (operator === 'within' || operator === 'ago') {
    return (
      <Counted
        value={values[0]}
        onChange={(value) => {
          onChange([value]);
        }}
      />
    );
  }
  const names = operator.startsWith('between') ? ['From', 'To'] : ['Value'];
  const isDate = field !== undefined && kindOf(field) === 'date';
  return names.map((name, index) => (
    <input
      key={name}
      className={styles.value}
      aria-label={name}
      // A month, a moment or a date that is counted back is no day, and stays a text.
      type={isDate && isDay(values[index]) ? 'date' : 'text'}
      inputMode={field !== undefined && kindOf(field) === 'number' ? 'numeric' : undefined}
      placeholder={operator === 'matches' ? 'a*z' : name}
      value={values[index] ?? ''}
      dir="auto"
      spellCheck="false"
      autoComplete="off"
      onChange={(event) => {
        const typed = event.target.value === '' ? undefined : event.target.value;
        onChange(names.map((_, other) => (other === index ? typed : values[other])));
      }}
    />
  ));
}

function isDay(value: string | undefined): boolean {
  return value === undefined || /^\d{4}-\d{2}-\d{2}$/.test(value);
}

const units = { m: 'minutes', h: 'hours', d: 'days', w: 'weeks', M: 'months', y: 'years' } as const;

interface CountedProps {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** A stretch of time back from now: 90 days. */
function Counted({ value, onChange }: CountedProps) {
  const [unit, setUnit] = useState(value?.slice(-1) ?? 'd');
  const shown = value?.slice(-1) ?? unit;
  return (
    <>
      <input
        className={styles.count}
        aria-label="How many"
        type="number"
        min={0}
        max={9999}
        value={value?.slice(0, -1) ?? ''}
        onChange={(event) => {
          const amount = event.target.value;
          setUnit(shown);
          onChange(/^\d{1,4}$/.test(amount) ? `${amount}${shown}` : undefined);
        }}
      />
      <select
        className={styles.select}
        aria-label="Unit"
        value={shown}
        onChange={(event) => {
          setUnit(event.target.value);
          if (value !== undefined) onChange(`${value.slice(0, -1)}${event.target.value}`);
        }}
      >
        {Object.entries(units).map(([id, words]) => (
          <option key={id} value={id}>
            {words}
          </option>
        ))}
      </select>
    </>
  );
}

interface SeveralProps {
  values: Condition['values'];
  onChange: (values: Condition['values']) => void;
}

/** Several values: each is typed and added by Enter. */
function Several({ values, onChange }: SeveralProps) {
  const [text, setText] = useState('');
  const given = values.filter((value) => value !== undefined);
  const add = () => {
    if (text !== '' && !given.includes(text)) onChange([...given, text]);
    setText('');
  };
  return (
    <div className={styles.several}>
      <input
        className={styles.value}
        aria-label="Add a value"
        placeholder="Add a value, then Enter"
        value={text}
        dir="auto"
        spellCheck="false"
        autoComplete="off"
        onChange={(event) => {
          setText(event.target.value);
        }}
        onBlur={add}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || text === '') return;
          event.preventDefault();
          add();
        }}
      />
      {given.length > 0 && (
        <Tokens
          label="Values"
          tokens={given}
          onRemove={(removed) => {
            onChange(given.filter((value) => value !== removed));
          }}
        />
      )}
    </div>
  );
}
