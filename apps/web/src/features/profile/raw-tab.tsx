import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ChevronDown, ChevronUp, Copy, Search } from 'lucide-react';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { userQuery } from '../../api/user.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { copyAndTell } from '../../ui/copy-and-tell.ts';
import { copiedValue, rawLines, rawMatches } from './raw-lines.ts';
import { rawUser } from './raw-user.ts';
import { RawView } from './raw-view.tsx';
import styles from './raw.module.css';

const route = getRouteApi('/shell/users/$userId');

/** The user as JSON, as far as it leaves Rollcall's server: searched, and copied in parts. */
export function RawTab() {
  const { userId } = route.useParams();
  const { data: answer } = useSuspenseQuery(userQuery(userId));
  const [query, setQuery] = useState('');
  const [selected, setSelected] = useState(0);
  const [at, setAt] = useState(0);
  const lines = useMemo(() => rawLines(rawUser(answer.data)), [answer.data]);
  const matches = useMemo(() => rawMatches(lines, query), [lines, query]);
  const current = matches[at];
  const line = lines[Math.min(selected, lines.length - 1)];

  const look = (text: string) => {
    setQuery(text);
    setAt(0);
    const first = rawMatches(lines, text)[0];
    if (first !== undefined) setSelected(first.line);
  };
  const go = (step: 1 | -1) => {
    const next = (at + step + matches.length) % matches.length;
    setAt(next);
    setSelected(matches[next]?.line ?? 0);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || matches.length === 0) return;
    event.preventDefault();
    go(event.shiftKey ? -1 : 1);
  };
  return (
    <section className={styles.raw} aria-label="Raw JSON">
      <p className={styles.note}>
        What the Management API says of this user
        {answer.data.masked.length > 0 && `, without what your grant hides: ${answer.data.masked.join(', ')}`}
        . Tokens of its connections are never here.
      </p>
      <div className={styles.tools}>
        <div className={styles.find}>
          <TextField
            label="Find in keys and values"
            type="search"
            value={query}
            onChange={look}
            onKeyDown={press}
            prefix={<Search aria-hidden />}
            autoComplete="off"
            spellCheck="false"
          />
          <IconButton
            label="Previous match"
            icon={<ChevronUp aria-hidden />}
            isDisabled={matches.length === 0}
            onPress={() => go(-1)}
          />
          <IconButton
            label="Next match"
            icon={<ChevronDown aria-hidden />}
            isDisabled={matches.length === 0}
            onPress={() => go(1)}
          />
          <output className={styles.count}>{countWords(query, at, matches.length)}</output>
        </div>
        <Button
          size="small"
          icon={<Copy aria-hidden />}
          onPress={() => void copyAndTell(copiedValue(rawUser(answer.data)), 'all of it')}
        >
          Copy all
        </Button>
      </div>
      <RawView
        lines={lines}
        matches={matches}
        length={query.length}
        current={current}
        selected={selected}
        onSelect={setSelected}
      />
      {line !== undefined && (
        <div className={styles.chosen}>
          <code className={styles.path}>{line.path === '' ? 'the whole user' : line.path}</code>
          <Button
            size="small"
            isDisabled={line.path === ''}
            onPress={() => void copyAndTell(line.path, 'the path')}
          >
            Copy path
          </Button>
          <Button size="small" onPress={() => void copyAndTell(copiedValue(line.value), 'the value')}>
            Copy value
          </Button>
        </div>
      )}
    </section>
  );
}

function countWords(query: string, at: number, count: number): string {
  if (query === '') return '';
  return count === 0 ? 'Nowhere' : `${at + 1} of ${count}`;
}
