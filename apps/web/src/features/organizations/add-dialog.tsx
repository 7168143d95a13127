import { organizationsRows } from '@rollcall/shared/contract/organizations.ts';
import { addMemberCalls } from '@rollcall/shared/user/access-calls.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { useState } from 'react';
import { z } from 'zod';
import { useAsksToSignIn } from '../../api/conditions.ts';
import { useMay, useMe } from '../../api/me.ts';
import { useReason } from '../../api/use-reason.ts';
import { useKeeping, useKept } from '../../lib/kept-form.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { CopyAsCurl } from '../../ui/copy-as-curl.tsx';
import type { PickOption } from '../../ui/pick-list.tsx';
import { toast } from '../../ui/toast.tsx';
import { Why } from '../../ui/why.tsx';
import { OrganizationPicker } from './organization-picker.tsx';
import { useAddToOrganization } from './queries.ts';
import { RolePicker } from './role-picker.tsx';

const Option = z.object({ id: z.string(), label: z.string() });
const short = ({ id, label }: PickOption) => ({ id, label });
const Kept = z.object({ organization: Option.optional(), roles: z.array(Option), reason: z.string() });

/** An organization to add the user to, and roles there. */
export function AddDialog({ user, onClose }: { user: UserDetail; onClose: () => void }) {
  const { tenant } = useMe();
  const keepKey = `add to organization ${user.user_id}`;
  const kept = useKept(keepKey, Kept);
  const [organization, setOrganization] = useState<PickOption | undefined>(kept?.organization);
  const [roles, setRoles] = useState<PickOption[]>(kept?.roles ?? []);
  const adding = useAddToOrganization(user.user_id);
  const fields = roles.length === 0 ? [] : ['roles'];
  const reason = useReason(organizationsRows.addUserToOrganization, adding.error, kept?.reason, fields);
  const mayRoles = useMay(organizationsRows.addUserToOrganization, ['roles'], user);
  useKeeping(keepKey, {
    organization: organization && short(organization),
    roles: roles.map(short),
    reason: reason.text,
  });
  const ids = roles.map(({ id }) => id);
  const name = displayName(user);

  const add = () => {
    if (organization === undefined) return;
    const body = { organization_id: organization.id, ...(ids.length === 0 ? {} : { roles: ids }) };
    adding.mutate(
      { body, reason: reason.text },
      {
        onSuccess: () => {
          toast({ text: `${name} is a member of ${organization.label}.` });
          onClose();
        },
      },
    );
  };

  return (
    <ActDialog
      title={
        <>
          Add <bdi>{name}</bdi> to an organization
        </>
      }
      action="Add to the organization"
      isReady={organization !== undefined}
      isPending={adding.isPending}
      reason={reason}
      asksToSignIn={useAsksToSignIn(organizationsRows.addUserToOrganization)}
      error={adding.error}
      footnote={
        organization !== undefined && (
          <CopyAsCurl tenant={tenant.domain} calls={addMemberCalls(organization.id, user.user_id, ids)} />
        )
      }
      onAct={add}
      onClose={onClose}
    >
      <p>They become a member at once and are not asked. To let them decide, invite them instead.</p>
      <OrganizationPicker picked={organization} onPick={setOrganization} />
      {mayRoles.allowed ? (
        <RolePicker userId={user.user_id} label="Roles there, if any" picked={roles} onPick={setRoles} />
      ) : (
        <Why sentence={`No roles there: ${mayRoles.sentence}`} />
      )}
    </ActDialog>
  );
}
