import type { Grant } from '@rollcall/shared/access/grants.ts';
import { teamRows } from '@rollcall/shared/contract/team.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import { z } from 'zod';
import { call } from '../../api/call.ts';
import { ProblemError } from '../../lib/problem-error.ts';
import { useKept, useKeeping } from '../../lib/kept-form.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LeaveGuard } from '../../ui/leave-guard.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useActFields } from './act-fields.tsx';
import { TeamSubpage } from './frame.tsx';
import frame from './frame.module.css';
import { newGrantDraft, readGrantDrafts } from './grant-draft.ts';
import { GrantsEditor } from './grants-editor.tsx';
import { Invited } from './invited.tsx';
import { KeptDrafts } from './kept-drafts.ts';
import { teamKey, teamQuery, teamRolesQuery } from './queries.ts';
import { useInviteObstacle } from './use-claim.ts';
import { useGrantRefusal } from './use-grant-refusal.ts';

const Kept = z.object({ email: z.string(), drafts: KeptDrafts });
const keptKey = 'team.invite';

/** Invites somebody into the team: who, and what they may do. */
export function InvitePage() {
  const obstacle = useInviteObstacle();
  return (
    <TeamSubpage title="Invite a team member" back="team">
      {obstacle === undefined ? (
        <InviteForm />
      ) : (
        <EmptyState title="You cannot invite at the moment">{obstacle}</EmptyState>
      )}
    </TeamSubpage>
  );
}

function InviteForm() {
  const kept = useKept(keptKey, Kept);
  const queryClient = useQueryClient();
  const [email, setEmail] = useState(kept?.email ?? '');
  const [drafts, setDrafts] = useState(() => kept?.drafts ?? [newGrantDraft()]);
  const { data: roles, error: rolesError, refetch } = useQuery(teamRolesQuery);
  const { data: members } = useQuery(teamQuery);
  const act = useActFields(teamRows.inviteTeamMember);
  const read = useMemo(() => readGrantDrafts(drafts), [drafts]);
  const { refusal, own } = useGrantRefusal(members, roles, read.ok ? read.grants : []);
  const invite = useMutation({
    mutationFn: async (body: { email: string; grants: Grant[] }) =>
      (await call(teamRows.inviteTeamMember, { body, reason: act.reason })).data,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: teamKey }),
  });
  const isDirty = (email !== '' || drafts.some(({ role }) => role !== null)) && !invite.isSuccess;
  useKeeping(
    keptKey,
    useMemo(() => (isDirty ? { email, drafts } : undefined), [isDirty, email, drafts]),
  );

  if (invite.isSuccess) return <Invited {...invite.data} />;
  if (roles === undefined || members === undefined) {
    return (
      <div className={frame.body}>
        {rolesError === null ? (
          <Skeleton height="240px" />
        ) : (
          <ProblemNotice error={rolesError} onRetry={() => void refetch()} />
        )}
      </div>
    );
  }
  const obstacle = read.ok ? refusal?.sentence : read.sentence;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (read.ok && obstacle === undefined && act.isReady && email.trim() !== '')
      invite.mutate({ email: email.trim(), grants: read.grants });
  };
  return (
    <form className={frame.body} aria-label="Invite a team member" noValidate onSubmit={submit}>
      <div className={frame.narrow}>
        <TextField
          label="E-mail"
          type="email"
          value={email}
          onChange={(typed) => {
            setEmail(typed);
            if (invite.isError) invite.reset();
          }}
          description="The first who signs in with this verified address takes the place, and keeps it."
          errorMessage={faultOfEmail(invite.error)}
          autoComplete="off"
          spellCheck="false"
          isRequired
        />
      </div>
      <h2 className={frame.sectionTitle}>Roles and users</h2>
      <GrantsEditor drafts={drafts} onChange={setDrafts} roles={roles} own={own} />
      <div className={frame.foot}>
        {invite.isError && <ProblemNotice error={invite.error} />}
        {act.fields}
        <div className={frame.buttons}>
          {obstacle !== undefined && <output className={frame.text}>{obstacle}</output>}
          <ButtonLink to="/team">Cancel</ButtonLink>
          <Button
            type="submit"
            variant="primary"
            isPending={invite.isPending}
            isDisabled={obstacle !== undefined || !act.isReady || email.trim() === ''}
          >
            Invite
          </Button>
        </div>
      </div>
      <LeaveGuard isDirty={isDirty} />
    </form>
  );
}

function faultOfEmail(error: Error | null): string | undefined {
  if (!(error instanceof ProblemError)) return undefined;
  return error.problem.errors?.find(({ field }) => field === 'email')?.detail;
}
