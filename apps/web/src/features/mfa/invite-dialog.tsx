import { isMasked } from '@rollcall/shared/access/mask.ts';
import { EnrollmentFactor, mfaRows } from '@rollcall/shared/contract/mfa.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import { type EnrollmentInvitation, enrollmentTicketCall } from '@rollcall/shared/user/mfa-calls.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { useState } from 'react';
import { z } from 'zod';
import { useAsksToSignIn } from '../../api/conditions.ts';
import { useMe } from '../../api/me.ts';
import { useReason } from '../../api/use-reason.ts';
import { useKeeping, useKept } from '../../lib/kept-form.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { CopyAsCurl } from '../../ui/copy-as-curl.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { Select, type SelectOption } from '../../ui/select.tsx';
import { ShownOnce } from '../../ui/shown-once.tsx';
import { toast } from '../../ui/toast.tsx';
import { invite, useFactorAct } from './queries.ts';

type FactorChoice = EnrollmentFactor | 'any';

const factors: SelectOption<FactorChoice>[] = [
  { id: 'any', label: 'Any that the tenant offers' },
  { id: 'otp', label: 'Authenticator app' },
  { id: 'push-notification', label: 'Push notification' },
  { id: 'phone', label: 'Phone' },
  { id: 'email', label: 'E-mail' },
  { id: 'webauthn-roaming', label: 'Security key' },
  { id: 'webauthn-platform', label: 'Device biometrics' },
];

const Kept = z.object({
  way: z.enum(['mail', 'link']),
  factor: z.union([EnrollmentFactor, z.literal('any')]),
  reason: z.string(),
});

interface InviteDialogProps {
  user: UserDetail;
  /** Whether they have a factor already, and would enrol a further one. */
  hasFactor: boolean;
  onClose: () => void;
}

/** Invites a user to enrol a factor: by an e-mail of the tenant's, or by a link that is shown once. */
export function InviteDialog({ user, hasFactor, onClose }: InviteDialogProps) {
  const { user_id: userId } = user;
  const { tenant } = useMe();
  const hasAddress = user.email !== undefined || isMasked(user.masked, 'email');
  const keepKey = `invite ${userId} to enrol`;
  const kept = useKept(keepKey, Kept);
  const [way, setWay] = useState(kept?.way ?? (hasAddress ? 'mail' : 'link'));
  const [factor, setFactor] = useState<FactorChoice>(kept?.factor ?? 'any');
  const [url, setUrl] = useState<string>();
  const row = mfaRows.createEnrollmentTicket;
  const invitation: EnrollmentInvitation = {
    send_mail: way === 'mail',
    ...(factor === 'any' ? {} : { factor }),
    ...(hasFactor ? { allow_multiple_enrollments: true } : {}),
  };
  const name = displayName(user);
  const inviting = useFactorAct(
    userId,
    (why) => invite(userId, { invitation, reason: why }, setUrl),
    () => {
      // A link is on the screen by now, and stays there until it is copied.
      if (way === 'link') return;
      toast({ text: `The tenant sends an invitation to ${user.email ?? name}.` });
      onClose();
    },
  );
  const reason = useReason(row, inviting.error, kept?.reason);
  useKeeping(keepKey, { way, factor, reason: reason.text });
  const asksToSignIn = useAsksToSignIn(row);

  if (url !== undefined) {
    return (
      // Escape does not close it: the link would be lost.
      <Dialog title="The invitation is made" role="alertdialog" isOpen onOpenChange={() => undefined}>
        <ShownOnce title={`Hand this link to ${name}`} text={url} label="link" onDone={onClose} />
        <p>Whoever opens it enrols a factor for this user. Hand it over by a safe way.</p>
      </Dialog>
    );
  }

  return (
    <ActDialog
      title={
        <>
          Invite <bdi>{name}</bdi> to enrol a factor
        </>
      }
      action={way === 'mail' ? 'Send invitation' : 'Make a link'}
      isReady={way === 'link' || hasAddress}
      isPending={inviting.isPending}
      reason={reason}
      asksToSignIn={asksToSignIn}
      error={inviting.error}
      footnote={<CopyAsCurl tenant={tenant.domain} calls={[enrollmentTicketCall(userId, invitation)]} />}
      onAct={() => inviting.mutate(reason.text)}
      onClose={onClose}
    >
      <RadioGroup
        label="How it reaches them"
        value={way}
        onChange={setWay}
        options={[
          {
            id: 'mail',
            label: 'By an e-mail of the tenant',
            detail: hasAddress
              ? `To ${user.email ?? 'their own address'}; nobody else sees the link.`
              : 'This user has no e-mail address.',
          },
          { id: 'link', label: 'By a link that I hand over', detail: 'It is shown once.' },
        ]}
      />
      <Select
        label="Factor"
        options={factors}
        selectedKey={factor}
        onSelectionChange={setFactor}
        description="Tenants with Classic Login cannot choose one."
      />
    </ActDialog>
  );
}
