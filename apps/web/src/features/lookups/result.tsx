import { LookupOutcome } from '@rollcall/shared/contract/lookups.ts';
import { Copy, Download, List } from 'lucide-react';
import { useMemo, useState } from 'react';
import { saveFile } from '../../lib/save-file.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { copy } from '../../ui/copy.ts';
import { Select } from '../../ui/select.tsx';
import { toast } from '../../ui/toast.tsx';
import { LineTable } from './line-table.tsx';
import styles from './lookups.module.css';
import { csvOf, linesOf, outcomeWords, queryFor } from './outcomes.ts';
import type { Lookup } from './use-lookup.ts';

type Shown = LookupOutcome | 'all';
const none: ReadonlySet<string> = new Set();

/** What became of each entry, to look through, select, copy and export. */
export function Result({ lookup }: { lookup: Lookup }) {
  const [shown, setShown] = useState<Shown>('all');
  const [selected, setSelected] = useState(none);
  const lines = useMemo(() => linesOf(lookup.done, lookup.users), [lookup]);
  const visible = lines.filter(({ outcome }) => shown === 'all' || outcome === shown);
  const chosen = visible.filter(({ key }) => selected.has(key));
  const meant = chosen.length > 0 ? chosen : visible;
  const ids = [...new Set(meant.flatMap(({ user }) => (user === undefined ? [] : [user.user_id])))];
  const query = queryFor(ids);
  const countOf = (outcome: LookupOutcome) =>
    lookup.done.filter((looked) => looked.outcome === outcome).length;
  const options = [
    { id: 'all' as const, label: `All (${lookup.done.length})` },
    ...LookupOutcome.options
      .filter((outcome) => countOf(outcome) > 0 || outcome === shown)
      .map((outcome) => ({ id: outcome, label: `${outcomeWords[outcome].label} (${countOf(outcome)})` })),
  ];
  return (
    <section className={styles.result} aria-label="What was found">
      <div className={styles.bar}>
        <Select<Shown> label="Show" options={options} selectedKey={shown} onSelectionChange={setShown} />
        <div className={styles.acts}>
          <Button icon={<Copy aria-hidden />} isDisabled={ids.length === 0} onPress={() => void copyIds(ids)}>
            Copy user_ids
          </Button>
          <Button
            icon={<Download aria-hidden />}
            onPress={() =>
              saveFile({ name: 'users.csv', type: 'text/csv;charset=utf-8', text: csvOf(meant) })
            }
          >
            Export as CSV
          </Button>
          {chosen.length > 0 && <span className={styles.hint}>Of the {chosen.length} selected</span>}
          {query === undefined ? (
            ids.length > 0 && <span className={styles.hint}>Too many to show as a list: select fewer.</span>
          ) : (
            <ButtonLink to="/users" search={{ q: query, view: 'all' }} icon={<List aria-hidden />}>
              Show as a list
            </ButtonLink>
          )}
        </div>
      </div>
      <LineTable key={shown} lines={visible} selected={selected} onSelect={setSelected} />
    </section>
  );
}

async function copyIds(ids: readonly string[]): Promise<void> {
  if (!(await copy(ids.join('\n')))) return;
  toast({ text: ids.length === 1 ? '1 user_id copied.' : `${ids.length} user_ids copied.` });
}
