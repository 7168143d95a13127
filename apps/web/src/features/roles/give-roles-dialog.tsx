import { type Role, rolesRows } from '@rollcall/shared/contract/roles.ts';
import { assignRolesCall } from '@rollcall/shared/user/access-calls.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { z } from 'zod';
import { assignableRolesQuery } from '../../api/assignable-roles.ts';
import { useAsksToSignIn } from '../../api/conditions.ts';
import { useMe } from '../../api/me.ts';
import { useReason } from '../../api/use-reason.ts';
import { useDebounced } from '../../lib/debounced.ts';
import { useKeeping, useKept } from '../../lib/kept-form.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { CopyAsCurl } from '../../ui/copy-as-curl.tsx';
import { PickList, type PickOption } from '../../ui/pick-list.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { toast } from '../../ui/toast.tsx';
import { useAssignRoles } from './queries.ts';

/** How long typing rests before the tenant is asked, in milliseconds. */
const pause = 250;
const Kept = z.object({
  picked: z.array(z.object({ id: z.string(), label: z.string() })),
  reason: z.string(),
});

interface GiveRolesDialogProps {
  user: UserDetail;
  /** What the user has already. */
  held: readonly Role[];
  onClose: () => void;
}

/** Roles to be given, found by typing. */
export function GiveRolesDialog({ user, held, onClose }: GiveRolesDialogProps) {
  const { tenant } = useMe();
  const keepKey = `give roles ${user.user_id}`;
  const kept = useKept(keepKey, Kept);
  const [picked, setPicked] = useState<PickOption[]>(kept?.picked ?? []);
  const [query, setQuery] = useState('');
  const asked = useDebounced(query.trim(), pause);
  const { data, error, isFetching } = useQuery({
    ...assignableRolesQuery(user.user_id, asked),
    placeholderData: keepPreviousData,
  });
  const giving = useAssignRoles(user.user_id);
  const reason = useReason(rolesRows.assignUserRoles, giving.error, kept?.reason);
  useKeeping(keepKey, { picked: picked.map(({ id, label }) => ({ id, label })), reason: reason.text });
  const name = displayName(user);
  const offered = (data?.roles ?? []).filter(({ id }) => !held.some((role) => role.id === id));

  const give = () => {
    giving.mutate(
      { what: picked.map(({ id }) => id), reason: reason.text },
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
          Give roles to <bdi>{name}</bdi>
        </>
      }
      action={picked.length > 1 ? `Give ${picked.length} roles` : 'Give role'}
      isReady={picked.length > 0}
      isPending={giving.isPending}
      reason={reason}
      asksToSignIn={useAsksToSignIn(rolesRows.assignUserRoles)}
      error={giving.error}
      footnote={
        picked.length > 0 && (
          <CopyAsCurl
            tenant={tenant.domain}
            calls={[
              assignRolesCall(
                user.user_id,
                picked.map(({ id }) => id),
              ),
            ]}
          />
        )
      }
      onAct={give}
      onClose={onClose}
    >
      <p>What a role allows counts from the next token that an application gets for them.</p>
      <PickList
        label="Roles"
        mode="multiple"
        placeholder="A part of the name"
        query={query}
        onQuery={setQuery}
        options={offered.map(({ id, name: label, description }) => ({ id, label, description }))}
        picked={picked}
        onPick={setPicked}
        isLoading={isFetching}
        emptyText={
          asked === ''
            ? 'There is no other role that you may give to this user.'
            : 'No other role that you may give has this in its name.'
        }
        note={data?.complete === false ? 'There are more. Type a part of the name to find them.' : undefined}
        focusesItself
      />
      {error !== null && <ProblemNotice error={error} />}
    </ActDialog>
  );
}
