import { exportsRows, type UserExport } from '@rollcall/shared/contract/exports.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useMemo } from 'react';
import { download } from '../../api/download.ts';
import { useEvents } from '../../api/use-events.ts';
import { useNow } from '../../lib/now.ts';
import { relativeTime } from '../../lib/time.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import styles from './exports.module.css';
import { cancelExport, exportsQuery } from './queries.ts';

const number = new Intl.NumberFormat('en');
const over = new Set<UserExport['state']>(['done', 'failed', 'cancelled']);

/** The files that one has had made, and how far those are that are not whole yet. */
export function OwnExports() {
  const { data: exports = [], error } = useQuery(exportsQuery);
  if (error !== null) return <ProblemNotice error={error} />;
  if (exports.length === 0) return null;
  return (
    <section className={styles.own} aria-labelledby="own-exports">
      <h3 id="own-exports" className={styles.title}>
        Your exports
      </h3>
      <ul className={styles.list}>
        {exports.map((one) => (
          <OwnExport key={one.id} one={one} />
        ))}
      </ul>
    </section>
  );
}

function OwnExport({ one }: { one: UserExport }) {
  const queryClient = useQueryClient();
  const isOver = over.has(one.state);
  const watched = useMemo(() => (isOver ? undefined : { params: { exportId: one.id } }), [isOver, one.id]);
  const keep = (now: UserExport) => {
    queryClient.setQueryData(exportsQuery.queryKey, (before = []) =>
      before.map((other) => (other.id === now.id ? now : other)),
    );
  };
  const { isCutOff, failure } = useEvents(exportsRows.watchExport, watched, ({ data }) => {
    keep(data);
  });
  const cancelling = useMutation({
    mutationFn: () => cancelExport(one.id),
    onSettled: () => queryClient.invalidateQueries({ queryKey: exportsQuery.queryKey }),
  });
  const downloading = useMutation({
    mutationFn: () => download(exportsRows.downloadExport, { params: { exportId: one.id } }),
  });
  const error = downloading.error ?? cancelling.error ?? failure ?? null;
  return (
    <li className={styles.item}>
      <div className={styles.words}>
        <span className={styles.name}>{one.title}</span>
        <output className={styles.state}>
          {isCutOff ? 'The connection is lost. It is tried again.' : <State one={one} />}
        </output>
      </div>
      {!isOver && (
        <>
          <progress
            className={styles.bar}
            aria-label={`Progress of ${one.title}`}
            {...(one.expected === null || one.expected === 0 ? {} : { max: one.expected, value: one.count })}
          />
          <Button
            size="small"
            isPending={cancelling.isPending}
            onPress={() => {
              cancelling.mutate();
            }}
          >
            Cancel
          </Button>
        </>
      )}
      {one.file !== null && (
        <Button
          size="small"
          icon={<Download aria-hidden />}
          isPending={downloading.isPending}
          aria-label={`Download ${one.file.name}`}
          onPress={() => {
            downloading.mutate();
          }}
        >
          Download
        </Button>
      )}
      {error !== null && (
        <div className={styles.error}>
          <ProblemNotice error={error} />
        </div>
      )}
    </li>
  );
}

function State({ one }: { one: UserExport }) {
  const now = useNow();
  const { state, phase, count, expected, file, failure } = one;
  const of = expected === null ? '' : ` of ${number.format(expected)}`;
  if (file !== null) {
    const gone = relativeTime(new Date(file.expires_at), now);
    return `${usersOf(file.rows)}, ${sizeOf(file.size)} · gone ${gone}`;
  }
  if (state === 'failed') return failure?.detail ?? 'It failed.';
  if (state === 'cancelled') return 'Cancelled';
  if (state === 'done') return 'The file is gone: files are kept for an hour.';
  if (state === 'paused') return `Paused at ${usersOf(count)}`;
  if (failure !== undefined) return `Waits for another try: ${failure.detail}`;
  if (phase === 'waiting') return 'Auth0 makes the file…';
  if (phase === 'finding') return `${number.format(count)}${of} found…`;
  return `${number.format(count)}${of} written…`;
}

function usersOf(count: number): string {
  return `${number.format(count)} ${count === 1 ? 'user' : 'users'}`;
}

function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
