import { ChevronRight } from 'lucide-react';
import { Badge } from '../../ui/badge.tsx';
import { PlainTime } from '../../ui/plain-time.tsx';
import { EntryDetails } from './entry-details.tsx';
import { EntrySentence } from './entry-sentence.tsx';
import styles from './history.module.css';
import { kindWords } from './kind-words.tsx';
import type { Entry } from './timeline.ts';

interface EntryListProps {
  userId: string;
  entries: readonly Entry[];
  /** The id of the entry whose details are shown. */
  shown: string | undefined;
  onToggle: (id: string) => void;
}

/** Entries, newest first; each opens to its details. */
export function EntryList({ userId, entries, shown, onToggle }: EntryListProps) {
  return (
    <ol className={styles.list} aria-label="History">
      {entries.map((entry) => (
        <li key={entry.id} data-kind={entry.kind} data-shown={entry.id === shown ? '' : undefined}>
          <div className={styles.entry}>
            <span className={styles.sign} title={kindWords[entry.kind].label}>
              {kindWords[entry.kind].icon}
            </span>
            <p className={styles.sentence}>
              <EntrySentence entry={entry} />
            </p>
            <span className={styles.source}>
              <Badge tone={entry.source === 'log' ? 'neutral' : 'blue'}>
                {entry.source === 'log' ? 'Tenant' : 'Rollcall'}
              </Badge>
            </span>
            <button
              type="button"
              className={styles.toggle}
              aria-expanded={entry.id === shown}
              onClick={() => onToggle(entry.id)}
            >
              <PlainTime iso={entry.at} />
              <ChevronRight aria-hidden />
            </button>
          </div>
          {entry.id === shown && <EntryDetails entry={entry} userId={userId} />}
        </li>
      ))}
    </ol>
  );
}
