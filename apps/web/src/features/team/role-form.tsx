import { allPermissions, type Permission } from '@rollcall/shared/access/permissions.ts';
import { refuseRole } from '@rollcall/shared/access/rank.ts';
import type { HeldGrant } from '@rollcall/shared/access/grants.ts';
import type { Row } from '@rollcall/shared/contract/row.ts';
import { type FormEvent, type ReactNode, useMemo, useState } from 'react';
import { z } from 'zod';
import { ProblemError } from '../../lib/problem-error.ts';
import { useKeeping, useKept } from '../../lib/kept-form.ts';
import { Button } from '../../ui/button.tsx';
import { LeaveGuard } from '../../ui/leave-guard.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useActFields } from './act-fields.tsx';
import frame from './frame.module.css';
import { PermissionList } from './permission-list.tsx';

/** A team role as it is typed. */
export interface RoleValues {
  title: string;
  permissions: Permission[];
}

const Kept = z.object({ title: z.string(), permissions: z.array(z.enum(allPermissions)) });

interface RoleFormProps {
  /** Under which what was typed is kept while one signs in again. */
  keptKey: string;
  row: Row;
  initial: RoleValues;
  own: readonly HeldGrant[];
  action: string;
  isPending: boolean;
  error: Error | null;
  onSubmit: (values: RoleValues, reason: string | undefined) => void;
  /** Stands beside the button that saves. */
  children?: ReactNode;
}

/** The name of a team role and what it allows. What one does not have oneself cannot be chosen. */
export function RoleForm(props: RoleFormProps) {
  const { keptKey, row, initial, own, action, isPending, error, onSubmit } = props;
  const kept = useKept(keptKey, Kept);
  const [title, setTitle] = useState(kept?.title ?? initial.title);
  const [given, setGiven] = useState<Permission[]>(kept?.permissions ?? initial.permissions);
  const act = useActFields(row);
  const permissions = useMemo(() => allPermissions.filter((one) => given.includes(one)), [given]);
  const isDirty = title !== initial.title || permissions.join() !== inOrder(initial.permissions).join();
  useKeeping(
    keptKey,
    useMemo(() => (isDirty ? { title, permissions } : undefined), [isDirty, title, permissions]),
  );
  const obstacle =
    title.trim() === ''
      ? 'Give the role a name.'
      : permissions.length === 0
        ? 'Choose at least one permission.'
        : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (obstacle === undefined && act.isReady && !isPending)
      onSubmit({ title: title.trim(), permissions }, act.reason);
  };
  return (
    <form className={frame.body} aria-label="Team role" noValidate onSubmit={submit}>
      <div className={frame.narrow}>
        <TextField
          label="Name"
          value={title}
          onChange={setTitle}
          maxLength={60}
          errorMessage={faultOfTitle(error)}
          placeholder="Helpdesk"
          autoComplete="off"
          isRequired
        />
      </div>
      <PermissionList
        given={permissions}
        onChange={setGiven}
        obstacleTo={(permission) =>
          refuseRole(own, [permission]) === undefined ? undefined : 'You do not have it yourself.'
        }
      />
      <div className={frame.foot}>
        {error !== null && <ProblemNotice error={error} />}
        {isDirty && act.fields}
        <div className={frame.buttons}>
          {isDirty && obstacle !== undefined && <output className={frame.text}>{obstacle}</output>}
          {props.children}
          <Button
            type="submit"
            variant="primary"
            isPending={isPending}
            isDisabled={!isDirty || obstacle !== undefined || !act.isReady}
          >
            {action}
          </Button>
        </div>
      </div>
      <LeaveGuard isDirty={isDirty} />
    </form>
  );
}

function inOrder(permissions: readonly Permission[]): Permission[] {
  return allPermissions.filter((one) => permissions.includes(one));
}

function faultOfTitle(error: Error | null): string | undefined {
  if (!(error instanceof ProblemError)) return undefined;
  return error.problem.errors?.find(({ field }) => field === 'title')?.detail;
}
