import { organizationsRows } from '@rollcall/shared/contract/organizations.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAsksToSignIn } from '../../api/conditions.ts';
import { useMay } from '../../api/me.ts';
import { useReason } from '../../api/use-reason.ts';
import { useKeeping, useKept } from '../../lib/kept-form.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { Select } from '../../ui/select.tsx';
import { ShownOnce } from '../../ui/shown-once.tsx';
import { toast } from '../../ui/toast.tsx';
import {
  bodyOf,
  type InvitationDraft,
  KeptInvitation,
  lifetimes,
  newInvitation,
} from './invitation-draft.ts';
import { OrganizationPicker } from './organization-picker.tsx';
import { invitingClientsQuery, useInvite } from './queries.ts';
import { RolePicker } from './role-picker.tsx';

/** An invitation: to which organization, to sign in to which application, with which roles, sent by whom. */
export function InviteDialog({ user, onClose }: { user: UserDetail; onClose: () => void }) {
  const keepKey = `invite ${user.user_id}`;
  const kept = useKept(keepKey, KeptInvitation);
  const [draft, setDraft] = useState<InvitationDraft>(kept?.draft ?? newInvitation);
  const [link, setLink] = useState<{ url: string; expiresAt: string }>();
  const { data: clients = [], error, isPending } = useQuery(invitingClientsQuery);
  const inviting = useInvite(user.user_id, setLink);
  const fields = draft.roles.length === 0 ? [] : ['roles'];
  const reason = useReason(organizationsRows.inviteUser, inviting.error, kept?.reason, fields);
  const mayRoles = useMay(organizationsRows.inviteUser, ['roles'], user);
  useKeeping(keepKey, { draft, reason: reason.text });
  const asksToSignIn = useAsksToSignIn(organizationsRows.inviteUser);
  const change = (part: Partial<InvitationDraft>) => setDraft({ ...draft, ...part });
  const body = bodyOf(draft);
  const name = displayName(user);

  const invite = () => {
    if (body === undefined) return;
    inviting.mutate(
      { body, reason: reason.text },
      {
        onSuccess: ({ organization }) => {
          toast({ text: `${name} is invited to ${organization.display_name ?? organization.name}.` });
          if (draft.sender === 'tenant') onClose();
        },
      },
    );
  };
  if (link !== undefined) {
    return (
      <Dialog title="The invitation" isOpen onOpenChange={onClose}>
        <ShownOnce
          title="Hand this link over yourself, by a safe way"
          text={link.url}
          label="link"
          expiresAt={link.expiresAt}
          onDone={onClose}
        />
      </Dialog>
    );
  }
  return (
    <ActDialog
      title={
        <>
          Invite <bdi>{name}</bdi> to an organization
        </>
      }
      action="Invite"
      isReady={body !== undefined}
      isPending={inviting.isPending}
      reason={reason}
      asksToSignIn={asksToSignIn}
      error={inviting.error}
      onAct={invite}
      onClose={onClose}
    >
      <OrganizationPicker
        picked={draft.organization}
        onPick={({ id, label }) => change({ organization: { id, label } })}
      />
      <Select
        label="Application that they come to"
        placeholder={isPending ? 'Looking…' : 'Choose an application…'}
        options={clients.map(({ client_id: id, name: label }) => ({ id, label }))}
        selectedKey={draft.clientId}
        onSelectionChange={(clientId) => change({ clientId })}
        isDisabled={clients.length === 0}
        description={
          !isPending && error === null && clients.length === 0
            ? 'No application of this tenant takes people of organizations.'
            : undefined
        }
      />
      {error !== null && <ProblemNotice error={error} />}
      {mayRoles.allowed && (
        <RolePicker
          userId={user.user_id}
          label="Roles there, if any"
          picked={draft.roles}
          onPick={(roles) => change({ roles: roles.map(({ id, label }) => ({ id, label })) })}
        />
      )}
      <Select
        label="Good for"
        options={lifetimes}
        selectedKey={draft.lifetime}
        onSelectionChange={(lifetime) => change({ lifetime })}
      />
      <Checkbox
        isSelected={draft.ownConnection}
        onChange={(ownConnection) => change({ ownConnection })}
        description="Otherwise whoever accepts may sign in another way, and is a new user then."
      >
        To be accepted with {user.identities[0]?.connection ?? 'their connection'} only
      </Checkbox>
      <RadioGroup
        label="Who sends it"
        options={[
          { id: 'tenant', label: 'The tenant, by e-mail' },
          { id: 'self', label: 'I do', detail: 'You get the link, once.' },
        ]}
        value={draft.sender}
        onChange={(sender) => change({ sender })}
      />
    </ActDialog>
  );
}
