import { importsRows } from '@rollcall/shared/contract/imports.ts';
import { ImportMode } from '@rollcall/shared/import/modes.ts';
import { type Connection, connectionKind } from '@rollcall/shared/user/connection.ts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ArrowLeft, Upload } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { connectionsQuery } from '../../api/connections.ts';
import { useReason } from '../../api/use-reason.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Meter } from '../../ui/meter.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { ReasonField } from '../../ui/reason-field.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { ImportDraft } from './draft.ts';
import styles from './import.module.css';
import { useUpload } from './use-upload.ts';

const count = new Intl.NumberFormat('en');

const modes: Readonly<Record<ImportMode, { label: string; detail: string }>> = {
  create: {
    label: 'Create only',
    detail: 'Whoever is there already stays as they are, and their row fails.',
  },
  merge: {
    label: 'Create, and merge into who is there',
    detail:
      'Rollcall looks each user up. Metadata are merged key by key, root attributes are set where the file has them, and everything else stays.',
  },
  upsert: {
    label: 'Create, and write over who is there',
    detail: 'Auth0’s own upsert, which is faster. It knows users by their e-mail address alone.',
  },
};

/** The third step: where the users go, and what becomes of those who are there already. */
export function TargetStep({
  draft,
  rows,
}: {
  draft: ImportDraft;
  rows: NonNullable<ImportDraft['checked']>['good'];
}) {
  const { data: connections, error, refetch } = useQuery(connectionsQuery);
  if (connections === undefined) {
    return error === null ? (
      <Skeleton width="min(100%, 480px)" height="32px" />
    ) : (
      <ProblemNotice error={error} onRetry={() => void refetch()} />
    );
  }
  const first = connections.find((connection) => whyNot(connection) === undefined);
  if (first === undefined) {
    return (
      <EmptyState title="There is no connection to import into">
        Users can be imported into database connections. This tenant has none that Rollcall can see.
      </EmptyState>
    );
  }
  return <TargetForm draft={draft} rows={rows} connections={connections} first={first} />;
}

interface TargetFormProps {
  draft: ImportDraft;
  rows: NonNullable<ImportDraft['checked']>['good'];
  connections: readonly Connection[];
  first: Connection;
}

function TargetForm({ draft, rows, connections, first }: TargetFormProps) {
  const navigate = useNavigate();
  const [name, setName] = useState(first.name);
  const [mode, setMode] = useState<ImportMode>('create');
  const [sendsEmail, setSendsEmail] = useState(false);
  const { upload, sent, error, isRunning } = useUpload();
  const reason = useReason(importsRows.beginImport, error);
  const missing = missingIdentifier(
    connections.find((connection) => connection.name === name) ?? first,
    rows,
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isRunning || reason.isMissing) return;
    void upload(rows, {
      connection: name,
      mode,
      file: draft.name,
      send_completion_email: sendsEmail,
      reason: reason.text,
    }).then((id) => (id === undefined ? undefined : navigate({ to: '/import', search: { id } })));
  };
  return (
    <form className={styles.form} aria-label="Where the users go" onSubmit={submit}>
      <Select
        label="Connection"
        options={connections.map((connection) => ({
          id: connection.name,
          label: connection.name,
          isDisabled: whyNot(connection) !== undefined,
          description: whyNot(connection),
        }))}
        selectedKey={name}
        onSelectionChange={setName}
      />
      {missing !== undefined && (
        <Notice tone="amber">
          {name} requires a {missing}, and not every row has one: Auth0 will refuse those that do not.
        </Notice>
      )}
      <RadioGroup<ImportMode>
        label="Users who are there already"
        options={(['create', 'merge', 'upsert'] as const).map((id) => ({ id, ...modes[id] }))}
        value={mode}
        onChange={setMode}
      />
      {mode === 'upsert' && (
        <Notice tone="amber" title="Auth0 replaces metadata as a whole">
          Where a row has user_metadata or app_metadata, everything else in it is gone afterwards. An address
          counts as unverified unless the row says otherwise. To keep what is there, merge instead.
        </Notice>
      )}
      {mode === 'merge' && (
        <Notice tone="neutral">
          A merge is done user by user, at the pace that the tenant’s rate limit allows. Whoever is created
          has a password that nobody knows, and no e-mail is sent to them.
        </Notice>
      )}
      <Checkbox
        isSelected={sendsEmail}
        onChange={setSendsEmail}
        description="One for each of Auth0’s jobs, 500 kB at a time."
      >
        Auth0 writes to the tenant’s owners when it is done
      </Checkbox>
      {reason.asks && <ReasonField value={reason.text} onChange={reason.setText} />}
      {isRunning && (
        <Meter
          label="Uploading"
          value={sent}
          max={rows.length}
          words={`${count.format(sent)} of ${count.format(rows.length)}`}
        />
      )}
      {error !== null && <ProblemNotice error={error} />}
      <p className={styles.hint}>Nothing is imported yet: you begin it when everything is uploaded.</p>
      <div className={styles.foot}>
        <Button
          icon={<ArrowLeft aria-hidden />}
          onPress={() => void navigate({ to: '/import', search: { step: 'check' } })}
        >
          Back
        </Button>
        <Button
          type="submit"
          variant="primary"
          icon={<Upload aria-hidden />}
          isPending={isRunning}
          isDisabled={reason.isMissing}
        >
          Upload {count.format(rows.length)} {rows.length === 1 ? 'user' : 'users'}
        </Button>
      </div>
    </form>
  );
}

/** What users of a connection sign in with, and some of the rows do not have. */
function missingIdentifier({ identifiers }: Connection, rows: TargetFormProps['rows']): string | undefined {
  const names = { username: 'username', phone_number: 'phone number' } as const;
  const missing = (['username', 'phone_number'] as const).find(
    (name) => identifiers[name] === 'required' && rows.some(({ user }) => user[name] === undefined),
  );
  return missing === undefined ? undefined : names[missing];
}

function whyNot(connection: Connection): string | undefined {
  if (connectionKind(connection.strategy) !== 'database') return 'No database: nobody is imported there.';
  return connection.custom_database
    ? 'A database of your own whose users are not imported to Auth0.'
    : undefined;
}
