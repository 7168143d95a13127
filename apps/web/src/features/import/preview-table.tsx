import { mapRow } from '@rollcall/shared/import/map-row.ts';
import { shownUser } from '@rollcall/shared/import/shown-user.ts';
import { Badge } from '../../ui/badge.tsx';
import type { ImportDraft } from './draft.ts';
import styles from './import.module.css';

const shown = 5;

/** The first rows of a file as they would be sent, without what is secret. */
export function PreviewTable({ draft: { file, columns } }: { draft: ImportDraft }) {
  const rows = file.rows.slice(0, shown).map((row) => ({ line: row.line, ...mapRow(row, columns) }));
  return (
    <ul className={styles.preview} aria-label="The first rows as they will be sent">
      {rows.map(({ line, user, faults }) => (
        <li key={line}>
          <span className={styles.line}>Row {line}</span>
          <code className={styles.json}>{JSON.stringify(shownUser(user))}</code>
          {faults.length > 0 && <Badge tone="red">Cannot be read</Badge>}
        </li>
      ))}
    </ul>
  );
}
