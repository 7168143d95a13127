import { useEffect, useRef } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { classNames } from '../../lib/class-names.ts';
import type { RawLine, RawMatch } from './raw-lines.ts';
import styles from './raw.module.css';

interface RawViewProps {
  lines: readonly RawLine[];
  matches: readonly RawMatch[];
  /** How long what is looked for is. */
  length: number;
  /** The match that was gone to. */
  current: RawMatch | undefined;
  selected: number;
  onSelect: (line: number) => void;
}

/** JSON line by line; one line is chosen, by a click or with the arrow keys. */
export function RawView({ lines, matches, length, current, selected, onSelect }: RawViewProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children.item(selected)?.scrollIntoView({ block: 'nearest' });
  }, [selected]);

  return (
    <ListBox
      ref={list}
      className={classNames(styles.view)}
      aria-label="The user as JSON"
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={[selected]}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : keys;
        if (typeof key === 'number') onSelect(key);
      }}
      items={lines.map((line, id) => ({ id, line }))}
      dependencies={[matches, current, length]}
    >
      {({ id, line }) => (
        <ListBoxItem id={id} textValue={`${line.key ?? ''} ${line.text}`} className={classNames(styles.line)}>
          {'  '.repeat(line.depth)}
          {line.key !== undefined && (
            <>
              <span className={styles.key}>
                <Marked text={line.key} {...marksIn('key', id)} />
              </span>
              {': '}
            </>
          )}
          <span className={styles.value} data-type={line.value === null ? 'null' : typeof line.value}>
            <Marked text={line.text} {...marksIn('text', id)} />
          </span>
          {line.hasComma && ','}
        </ListBoxItem>
      )}
    </ListBox>
  );

  function marksIn(part: RawMatch['part'], line: number) {
    const here = matches.filter((match) => match.line === line && match.part === part);
    const at = current !== undefined && here.includes(current) ? current.start : undefined;
    return { starts: here.map(({ start }) => start), length, current: at };
  }
}

interface MarkedProps {
  text: string;
  starts: readonly number[];
  length: number;
  current: number | undefined;
}

function Marked({ text, starts, length, current }: MarkedProps) {
  return (
    <>
      {text.slice(0, starts[0] ?? text.length)}
      {starts.map((start, index) => (
        <span key={start}>
          <mark data-current={start === current ? '' : undefined}>{text.slice(start, start + length)}</mark>
          {text.slice(start + length, starts[index + 1] ?? text.length)}
        </span>
      ))}
    </>
  );
}
