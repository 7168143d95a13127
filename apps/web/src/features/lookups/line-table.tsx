import { displayName } from '@rollcall/shared/user/display-name.ts';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './lookups.module.css';
import { type Line, outcomeWords } from './outcomes.ts';

/** How many lines are put on the screen at a time. */
const atATime = 200;

interface LineTableProps {
  lines: readonly Line[];
  /** The keys of the lines that are selected. */
  selected: ReadonlySet<string>;
  onSelect: (keys: ReadonlySet<string>) => void;
}

/** The lines of a result; those with a user can be selected. */
export function LineTable({ lines, selected, onSelect }: LineTableProps) {
  const [most, setMost] = useState(atATime);
  const selectable = lines.filter(({ user }) => user !== undefined);
  const isAll = selectable.length > 0 && selectable.every(({ key }) => selected.has(key));
  const toggle = (keys: readonly string[], isOn: boolean) => {
    const next = new Set(selected);
    for (const key of keys) {
      if (isOn) next.add(key);
      else next.delete(key);
    }
    onSelect(next);
  };
  return (
    <>
      <table className={styles.table} aria-label="Entries">
        <thead>
          <tr>
            <th scope="col" data-column="select">
              <input
                type="checkbox"
                aria-label="Select all users that are shown"
                checked={isAll}
                disabled={selectable.length === 0}
                onChange={(event) =>
                  toggle(
                    selectable.map(({ key }) => key),
                    event.target.checked,
                  )
                }
              />
            </th>
            <th scope="col">Entry</th>
            <th scope="col" data-column="outcome">
              Outcome
            </th>
            <th scope="col">User</th>
          </tr>
        </thead>
        <tbody>
          {lines.slice(0, most).map((line) => (
            <Row
              key={line.key}
              line={line}
              isSelected={selected.has(line.key)}
              onSelect={(isOn) => toggle([line.key], isOn)}
            />
          ))}
        </tbody>
      </table>
      {lines.length > most && (
        <div>
          <Button onPress={() => setMost(most + atATime)}>
            Show {Math.min(atATime, lines.length - most)} more of {lines.length}
          </Button>
        </div>
      )}
    </>
  );
}

interface RowProps {
  line: Line;
  isSelected: boolean;
  onSelect: (isSelected: boolean) => void;
}

function Row({ line: { entry, outcome, user }, isSelected, onSelect }: RowProps) {
  const { label, tone } = outcomeWords[outcome];
  return (
    <tr data-selected={isSelected ? '' : undefined}>
      <td data-column="select">
        {user !== undefined && (
          <input
            type="checkbox"
            aria-label={`Select ${displayName(user)}`}
            checked={isSelected}
            onChange={(event) => onSelect(event.target.checked)}
          />
        )}
      </td>
      <td className={styles.entry}>
        <bdi>{entry}</bdi>
      </td>
      <td data-column="outcome">
        <Badge tone={tone}>{label}</Badge>
      </td>
      <td className={styles.entry}>
        {user !== undefined && (
          <>
            <Link to="/users/$userId" params={{ userId: user.user_id }}>
              <bdi>{displayName(user)}</bdi>
            </Link>
            <span className={styles.hint}>
              <bdi>{user.user_id}</bdi>
            </span>
          </>
        )}
      </td>
    </tr>
  );
}
