import { csvLine } from '@rollcall/shared/csv.ts';
import type { Import, ImportFailure } from '@rollcall/shared/contract/imports.ts';
import { failingFile } from '@rollcall/shared/import/failing-rows.ts';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { saveFile } from '../../lib/save-file.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { currentDraft } from './draft.ts';
import { FaultTable } from './fault-table.tsx';
import styles from './import.module.css';
import { failuresQuery } from './queries.ts';

const atATime = 100;

/** The rows that were not imported, to look through, and as a file to be mended and sent again. */
export function Failures({ data }: { data: Import }) {
  const [most, setMost] = useState(atATime);
  const [isSaving, setSaving] = useState(false);
  const queryClient = useQueryClient();
  const {
    data: pages,
    error,
    refetch,
    hasNextPage,
    fetchNextPage,
  } = useInfiniteQuery(failuresQuery(data.id));
  if (pages === undefined) {
    return error === null ? (
      <Skeleton width="60%" />
    ) : (
      <ProblemNotice error={error} onRetry={() => void refetch()} />
    );
  }
  const all = pages.pages.flatMap(({ failures }) => failures);
  const save = async () => {
    setSaving(true);
    try {
      const found = await queryClient.fetchInfiniteQuery({
        ...failuresQuery(data.id),
        pages: Number.MAX_SAFE_INTEGER,
      });
      saveFile(
        fileOf(
          data,
          found.pages.flatMap(({ failures }) => failures),
        ),
      );
    } finally {
      setSaving(false);
    }
  };
  const isMore = all.length > most || hasNextPage;
  return (
    <section className={styles.part} aria-labelledby="failures">
      <div className={styles.summary}>
        <h2 id="failures">Rows that were not imported</h2>
        <Button size="small" icon={<Download aria-hidden />} isPending={isSaving} onPress={() => void save()}>
          Save these rows
        </Button>
      </div>
      <FaultTable
        label="Rows that were not imported"
        where="User"
        faults={all.slice(0, most).map(({ line, email, code, detail }) => ({
          line,
          where: email,
          detail: `${detail} (${code})`,
        }))}
      />
      {isMore && (
        <span>
          <Button
            onPress={() => {
              setMost(most + atATime);
              if (all.length <= most + atATime && hasNextPage) void fetchNextPage();
            }}
          >
            Show more
          </Button>
        </span>
      )}
    </section>
  );
}

/** With the columns of the file while that is at hand; otherwise with what is known of each row. */
function fileOf({ file }: Import, failures: readonly ImportFailure[]): Parameters<typeof saveFile>[0] {
  const stem = file.replace(/(?:\.\w{1,6}){1,2}$/, '');
  const name = `${stem === '' ? 'users' : stem}-not-imported`;
  const draft = currentDraft();
  if (draft?.name === file) {
    const rows = new Map(draft.file.rows.map((row) => [row.line, row]));
    const failed = failures.flatMap(({ line, code, detail }) => {
      const row = rows.get(line);
      return row === undefined ? [] : [{ row, error: `${detail} (${code})` }];
    });
    const { extension, type, text } = failingFile(draft.file, failed);
    return { name: `${name}.${extension}`, type, text };
  }
  const lines = failures.map(({ line, email, code, detail }) => [String(line), email, code, detail]);
  const text = [['row', 'email', 'code', 'error'], ...lines].map((cells) => csvLine(cells)).join('');
  return { name: `${name}.csv`, type: 'text/csv;charset=utf-8', text: `\uFEFF${text}` };
}
