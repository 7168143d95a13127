import { type Import, importsRows } from '@rollcall/shared/contract/imports.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Play } from 'lucide-react';
import { call } from '../../api/call.ts';
import { useReason } from '../../api/use-reason.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Meter } from '../../ui/meter.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { ReasonField } from '../../ui/reason-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { keepDraft } from './draft.ts';
import { Failures } from './failures.tsx';
import styles from './import.module.css';
import { importQuery, isOver } from './queries.ts';

const count = new Intl.NumberFormat('en');
const modeWords = {
  create: 'Create only',
  merge: 'Create, and merge into who is there',
  upsert: 'Create, and write over who is there',
} as const;

/** An import that is uploaded: begun, under way, or over. */
export function RunView({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(importQuery(id));
  if (data === undefined) {
    return error === null ? (
      <Skeleton width="min(100%, 480px)" height="32px" />
    ) : (
      <ProblemNotice error={error} onRetry={() => void refetch()} />
    );
  }
  const { counts, total } = data;
  const settled = total - counts.pending - counts.sending;
  return (
    <>
      <Facts
        items={[
          { term: 'File', value: <bdi>{data.file === '' ? 'Pasted' : data.file}</bdi> },
          { term: 'Users', value: count.format(total) },
          { term: 'Connection', value: <bdi>{data.connection}</bdi> },
          { term: 'Who is there already', value: modeWords[data.mode] },
          { term: 'Done by', value: data.way === 'jobs' ? 'Auth0’s import jobs' : 'Rollcall, user by user' },
          { term: 'In the name of', value: <bdi>{data.member.name}</bdi> },
        ]}
      />
      {data.state === 'collecting' ? (
        <Begin data={data} />
      ) : (
        <>
          {!isOver(data) && (
            <Meter
              label={data.state === 'paused' ? 'Paused' : 'Importing'}
              value={settled}
              max={total}
              words={`${count.format(settled)} of ${count.format(total)}`}
            />
          )}
          {data.failure !== undefined && (
            <Notice tone={data.state === 'failed' ? 'red' : 'amber'} title={failureTitle(data)}>
              {data.failure.detail}
            </Notice>
          )}
          <Report data={data} />
          {counts.failed + counts.refused + counts.unknown > 0 && isOver(data) && <Failures data={data} />}
        </>
      )}
    </>
  );
}

function failureTitle({ state }: Import): string {
  return state === 'failed' ? 'The import could not go on' : 'It goes on as soon as it can';
}

function Begin({ data }: { data: Import }) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const begin = useMutation({
    mutationFn: async (reason: string) =>
      (await call(importsRows.beginImport, { params: { operationId: data.id }, reason })).data,
    onSuccess: (begun) => {
      queryClient.setQueryData(importQuery(data.id).queryKey, begun);
    },
  });
  const reason = useReason(importsRows.beginImport, begin.error);
  return (
    <>
      <Notice tone="blue" title="Everything is uploaded and checked">
        Nothing is imported yet. What is not begun within a day is forgotten.
      </Notice>
      {reason.asks && <ReasonField value={reason.text} onChange={reason.setText} />}
      {begin.isError && <ProblemNotice error={begin.error} />}
      <div className={styles.foot}>
        <Button
          onPress={() => {
            void navigate({ to: '/import', search: { step: 'target' } });
          }}
        >
          Not yet
        </Button>
        <Button
          variant="primary"
          icon={<Play aria-hidden />}
          isPending={begin.isPending}
          isDisabled={reason.isMissing}
          onPress={() => {
            begin.mutate(reason.text);
          }}
        >
          Import {count.format(data.total)} {data.total === 1 ? 'user' : 'users'}
        </Button>
      </div>
    </>
  );
}

function Report({ data }: { data: Import }) {
  const { counts, inserted, updated } = data;
  const failed = counts.failed + counts.refused;
  const isClean = failed + counts.unknown === 0;
  return (
    <div aria-live="polite" className={styles.report}>
      {data.state === 'done' && (
        <Notice tone={isClean ? 'green' : 'amber'} title="The import is over">
          {isClean ? 'Every row was imported.' : 'Some rows were not imported: they are listed below.'}
        </Notice>
      )}
      {data.state === 'cancelled' && <Notice tone="amber" title="The import was cancelled" />}
      <Facts
        items={[
          { term: 'Created', value: count.format(inserted) },
          { term: 'Changed', value: count.format(updated) },
          { term: 'As they should be already', value: count.format(counts.already) },
          { term: 'Failed', value: count.format(failed) },
          { term: 'Not known', value: count.format(counts.unknown) },
        ]}
      />
      {isOver(data) && (
        <div className={styles.foot}>
          <ButtonLink to="/users">To the users</ButtonLink>
          <ButtonLink
            to="/import"
            onClick={() => {
              keepDraft(undefined);
            }}
          >
            Import another file
          </ButtonLink>
        </div>
      )}
    </div>
  );
}
