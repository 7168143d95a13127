import type { Grant } from '@rollcall/shared/access/grants.ts';
import { type TeamMemberDetail, type TeamRoleDetail, teamRows } from '@rollcall/shared/contract/team.ts';
import { sameJson } from '@rollcall/shared/user/merge-patch.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import { call } from '../../api/call.ts';
import { useKeeping, useKept } from '../../lib/kept-form.ts';
import { Button } from '../../ui/button.tsx';
import { LeaveGuard } from '../../ui/leave-guard.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { toast } from '../../ui/toast.tsx';
import { useActFields } from './act-fields.tsx';
import frame from './frame.module.css';
import { draftOfGrant, newGrantDraft, readGrantDrafts } from './grant-draft.ts';
import { GrantsEditor } from './grants-editor.tsx';
import { KeptDrafts } from './kept-drafts.ts';
import { memberName } from './member-words.ts';
import { teamQuery } from './queries.ts';
import { useGrantRefusal } from './use-grant-refusal.ts';

interface MemberGrantsProps {
  member: TeamMemberDetail;
  members: readonly TeamMemberDetail[];
  roles: readonly TeamRoleDetail[];
}

const draftsOf = (grants: readonly Grant[]) =>
  grants.length === 0 ? [newGrantDraft()] : grants.map(draftOfGrant);

/** Changes what a team member may do. It counts from their next request on. */
export function MemberGrants({ member, members, roles }: MemberGrantsProps) {
  const keptKey = `team.${member.id}`;
  const kept = useKept(keptKey, KeptDrafts);
  const [base, setBase] = useState(member.grants);
  const [drafts, setDrafts] = useState(() => kept ?? draftsOf(member.grants));
  const queryClient = useQueryClient();
  const read = useMemo(() => readGrantDrafts(drafts), [drafts]);
  const { own, refusal } = useGrantRefusal(members, roles, read.ok ? read.grants : []);
  const act = useActFields(teamRows.updateTeamMember);
  const save = useMutation({
    mutationFn: async (grants: Grant[]) => {
      const input = { params: { memberId: member.id }, body: { grants }, reason: act.reason };
      return (await call(teamRows.updateTeamMember, input)).data;
    },
    onSuccess: (changed) => {
      queryClient.setQueryData(teamQuery.queryKey, (before) =>
        before?.map((other) => (other.id === changed.id ? changed : other)),
      );
      setBase(changed.grants);
      setDrafts(draftsOf(changed.grants));
      toast({ text: `${memberName(changed)} has these roles from the next request on.` });
      void queryClient.invalidateQueries({ queryKey: teamQuery.queryKey });
    },
  });
  const isDirty = !read.ok || !sameJson(read.grants, base);
  // Somebody else changed them, or they were saved: where nothing is typed, the form follows.
  if (!isDirty && !sameJson(base, member.grants)) {
    setBase(member.grants);
    setDrafts(draftsOf(member.grants));
  }
  useKeeping(keptKey, isDirty ? drafts : undefined);
  const obstacle = read.ok ? refusal?.sentence : read.sentence;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (read.ok && obstacle === undefined && act.isReady && isDirty) save.mutate(read.grants);
  };
  return (
    <form className={frame.section} aria-label="Roles and users" noValidate onSubmit={submit}>
      <GrantsEditor
        drafts={drafts}
        onChange={(next) => {
          if (save.isError) save.reset();
          setDrafts(next);
        }}
        roles={roles}
        own={own}
      />
      {(isDirty || save.isError) && (
        <section className={frame.foot} aria-label="Unsaved changes">
          {save.isError && <ProblemNotice error={save.error} />}
          {act.fields}
          <div className={frame.buttons}>
            <output className={frame.text}>{obstacle ?? 'Not saved yet.'}</output>
            <Button
              isDisabled={save.isPending}
              onPress={() => {
                save.reset();
                setBase(member.grants);
                setDrafts(draftsOf(member.grants));
              }}
            >
              Discard
            </Button>
            <Button
              type="submit"
              variant="primary"
              isPending={save.isPending}
              isDisabled={obstacle !== undefined || !act.isReady}
            >
              Save changes
            </Button>
          </div>
        </section>
      )}
      <LeaveGuard isDirty={isDirty} />
    </form>
  );
}
