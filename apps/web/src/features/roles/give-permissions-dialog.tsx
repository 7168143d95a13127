import { type ApiPermission, PermissionName, rolesRows } from '@rollcall/shared/contract/roles.ts';
import { assignPermissionsCall } from '@rollcall/shared/user/access-calls.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { z } from 'zod';
import { useAsksToSignIn } from '../../api/conditions.ts';
import { useMe } from '../../api/me.ts';
import { useReason } from '../../api/use-reason.ts';
import { useKeeping, useKept } from '../../lib/kept-form.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { CopyAsCurl } from '../../ui/copy-as-curl.tsx';
import { PickList, type PickOption } from '../../ui/pick-list.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Select } from '../../ui/select.tsx';
import { toast } from '../../ui/toast.tsx';
import { assignablePermissionsQuery, useAssignPermissions } from './queries.ts';

const Kept = z.object({
  api: z.string().nullable(),
  picked: z.array(z.object({ id: z.string(), label: z.string() })),
  reason: z.string(),
});

/** As many as are shown of one API; typing finds the others. */
const mostShown = 100;

interface GivePermissionsDialogProps {
  user: UserDetail;
  /** What the user has directly already. */
  held: readonly ApiPermission[];
  onClose: () => void;
}

/** Permissions of one API to be given directly, found by typing. */
export function GivePermissionsDialog({ user, held, onClose }: GivePermissionsDialogProps) {
  const { tenant } = useMe();
  const keepKey = `give permissions ${user.user_id}`;
  const kept = useKept(keepKey, Kept);
  const [api, setApi] = useState(kept?.api ?? null);
  const [picked, setPicked] = useState<PickOption[]>(kept?.picked ?? []);
  const [query, setQuery] = useState('');
  const { data: apis = [], error, isPending } = useQuery(assignablePermissionsQuery(user.user_id));
  const giving = useAssignPermissions(user.user_id);
  const reason = useReason(rolesRows.assignUserPermissions, giving.error, kept?.reason);
  useKeeping(keepKey, { api, picked: picked.map(({ id, label }) => ({ id, label })), reason: reason.text });
  const name = displayName(user);
  const chosen =
    apis.find(({ identifier }) => identifier === api) ?? (apis.length === 1 ? apis[0] : undefined);
  const what = picked.map(({ id }): PermissionName => ({
    resource_server_identifier: chosen?.identifier ?? '',
    permission_name: id,
  }));
  const words = query.trim().toLowerCase();
  const offered = (chosen?.permissions ?? []).filter(
    (permission) =>
      !held.some(
        ({ resource_server_identifier: of, permission_name: one }) =>
          of === chosen?.identifier && one === permission.name,
      ) &&
      [permission.name, permission.description].some((text) => text?.toLowerCase().includes(words) === true),
  );

  const give = () => {
    giving.mutate(
      { what, reason: reason.text },
      {
        onSuccess: () => {
          toast({ text: `${name} has ${picked.map(({ label }) => label).join(', ')}.` });
          onClose();
        },
      },
    );
  };

  return (
    <ActDialog
      title={
        <>
          Give permissions to <bdi>{name}</bdi>
        </>
      }
      action={picked.length > 1 ? `Give ${picked.length} permissions` : 'Give permission'}
      isReady={picked.length > 0}
      isPending={giving.isPending}
      reason={reason}
      asksToSignIn={useAsksToSignIn(rolesRows.assignUserPermissions)}
      error={giving.error}
      footnote={
        picked.length > 0 && (
          <CopyAsCurl tenant={tenant.domain} calls={[assignPermissionsCall(user.user_id, what)]} />
        )
      }
      onAct={give}
      onClose={onClose}
    >
      <Select
        label="API"
        placeholder={isPending ? 'Looking…' : 'Choose an API…'}
        options={apis.map(({ identifier, name: label }) => ({
          id: identifier,
          label,
          description: identifier,
        }))}
        selectedKey={chosen?.identifier ?? null}
        onSelectionChange={(identifier) => {
          setApi(identifier);
          setPicked([]);
        }}
        isDisabled={apis.length === 0}
      />
      {chosen !== undefined && (
        <PickList
          label="Permissions"
          mode="multiple"
          placeholder="A part of the name or of what it allows"
          query={query}
          onQuery={setQuery}
          options={offered
            .slice(0, mostShown)
            .map(({ name: label, description }) => ({ id: label, label, description }))}
          picked={picked}
          onPick={setPicked}
          isLoading={false}
          emptyText={
            words === ''
              ? 'The user has all permissions of this API directly.'
              : 'No other permission of this API has this in it.'
          }
          note={
            offered.length > mostShown
              ? `${offered.length - mostShown} more. Type a part of the name to find them.`
              : undefined
          }
        />
      )}
      {!isPending && error === null && apis.length === 0 && (
        <p>No API of this tenant has permissions that could be given to users.</p>
      )}
      {error !== null && <ProblemNotice error={error} />}
    </ActDialog>
  );
}
