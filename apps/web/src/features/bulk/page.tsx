import { bulkActKinds, bulkActNames, type BulkActName } from '@rollcall/shared/bulk/acts.ts';
import { bulkRows, mostBulkUsers } from '@rollcall/shared/contract/bulk.ts';
import { readEntries } from '@rollcall/shared/user/lookup-entries.ts';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { lastListSearch } from '../../api/last-list-search.ts';
import { useMay } from '../../api/me.ts';
import { useReason } from '../../api/use-reason.ts';
import { meanNobody, meantForAct } from '../../lib/acted-on.ts';
import { useKeeping, useKept } from '../../lib/kept-form.ts';
import { countOf } from '../../lib/selected-users.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LeaveGuard } from '../../ui/leave-guard.tsx';
import { Meter } from '../../ui/meter.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { ReasonField } from '../../ui/reason-field.tsx';
import { Select } from '../../ui/select.tsx';
import { Why } from '../../ui/why.tsx';
import { ActFields } from './act-fields.tsx';
import styles from './bulk.module.css';
import { actOf, Draft, emptyDraft, offeredActs } from './draft.ts';
import { startBulk, type Whom as Named } from './start.ts';
import { Whom } from './whom.tsx';

const keepKey = 'bulk.draft';

/** Says what is to be done to whom; what it would come to is found out next, and only then it is confirmed. */
export function BulkPage() {
  const may = useMay(bulkRows.startBulk);
  return (
    <div className={styles.page}>
      <PageTitle>Act on many users</PageTitle>
      <PageHeader
        title="Act on many users"
        back={
          <ButtonLink
            to="/users"
            search={lastListSearch()}
            variant="quiet"
            size="small"
            icon={<ArrowLeft aria-hidden />}
          >
            Users
          </ButtonLink>
        }
      />
      {may.allowed ? <Form /> : <EmptyState title="You cannot act on many users">{may.sentence}</EmptyState>}
    </div>
  );
}

const options = offeredActs.map((id) => ({ id, label: bulkActKinds[id].title }));

function Form() {
  const kept = useKept(keepKey, Draft);
  const [draft, setDraft] = useState(kept ?? emptyDraft);
  const [selected, setSelected] = useState(meantForAct);
  const [told, setTold] = useState(0);
  const navigate = useNavigate();
  const said = actOf(draft);
  const fields = 'act' in said ? bulkActNames.filter((name) => said.act[name] !== undefined) : [draft.name];
  const may = useMay(bulkRows.startBulk, fields);
  const entries = selected === undefined ? readEntries(draft.text) : [];
  const whom: Named = selected ?? { kind: 'entries', entries };
  const count = selected === undefined ? entries.length : countOf(selected);
  const start = useMutation({
    mutationFn: async (reason: string) => {
      if ('missing' in said) throw new Error(said.missing);
      return startBulk(said.act, whom, reason, setTold);
    },
    onSuccess: ({ id }) => {
      meanNobody();
      void navigate({ to: '/operations/$operationId', params: { operationId: id }, ignoreBlocker: true });
    },
  });
  const reason = useReason(bulkRows.startBulk, start.error, draft.reason, fields);
  const isDirty =
    draft.text !== '' || draft.picked.length > 0 || draft.user_metadata + draft.app_metadata !== '';
  useKeeping(keepKey, { ...draft, reason: reason.text });
  const change = (changes: Partial<Draft>) => setDraft((now) => ({ ...now, ...changes }));
  const isReady = 'act' in said && may.allowed && count > 0 && count <= mostBulkUsers && !reason.isMissing;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady && !start.isPending) start.mutate(reason.text);
  };
  return (
    <form className={styles.form} aria-label="Act on many users" noValidate onSubmit={submit}>
      <section className={styles.part} aria-label="To whom">
        <h2 className={styles.title}>To whom</h2>
        <Whom
          selected={selected}
          onDrop={() => {
            meanNobody();
            setSelected(undefined);
          }}
          text={draft.text}
          onText={(text) => change({ text })}
        />
      </section>
      <section className={styles.part} aria-label="What">
        <h2 className={styles.title}>What</h2>
        <Select<BulkActName>
          label="Act"
          options={options}
          selectedKey={draft.name}
          onSelectionChange={(name) => change({ name, picked: [] })}
        />
        <ActFields draft={draft} onChange={change} />
      </section>
      {reason.asks && <ReasonField value={reason.text} onChange={reason.setText} />}
      {!may.allowed && <Why sentence={may.sentence} />}
      {start.error !== null && <ProblemNotice error={start.error} />}
      {start.isPending && told > 0 && (
        <Meter label="Telling Rollcall" value={told} max={count} words={`${told} of ${count}`} />
      )}
      <div className={styles.acts}>
        <Button type="submit" variant="primary" isPending={start.isPending} isDisabled={!isReady}>
          See what it would come to
        </Button>
        <span className={styles.hint}>
          {'missing' in said ? said.missing : 'Nothing is done yet: you confirm it when you have seen that.'}
        </span>
      </div>
      <LeaveGuard isDirty={isDirty && !start.isPending && !start.isSuccess} />
    </form>
  );
}
