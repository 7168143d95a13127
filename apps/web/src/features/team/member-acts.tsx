import { type TeamMemberDetail, teamRows } from '@rollcall/shared/contract/team.ts';
import type { Row } from '@rollcall/shared/contract/row.ts';
import { useMutation } from '@tanstack/react-query';
import { Ban, Eye, History, LogOut, RotateCcw, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { call } from '../../api/call.ts';
import { type May, useMay, useMe } from '../../api/me.ts';
import { openAfresh } from '../../lib/open-afresh.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { WhySign } from '../../ui/why-sign.tsx';
import { type MemberAct, MemberActDialog } from './member-act-dialog.tsx';
import styles from './member-page.module.css';
import { memberName } from './member-words.ts';
import { useSourceSentence } from './use-claim.ts';

/** What can be done to a place in the team. What is not allowed is there too, and says why not. */
export function MemberActs({ member }: { member: TeamMemberDetail }) {
  const [open, setOpen] = useState<MemberAct>();
  const isDisabled = member.status === 'disabled';
  const mayDisable = useMayChange(
    isDisabled ? teamRows.enableTeamMember : teamRows.disableTeamMember,
    member,
  );
  const mayEnd = useMayChange(teamRows.endTeamMemberSessions, member);
  const mayChange = useMayChange(teamRows.removeTeamMember, member);
  const managed = useSourceSentence(member);
  const mayRemove =
    managed === undefined || !mayChange.allowed
      ? mayChange
      : ({ allowed: false, sentence: managed } as const);
  const hasSessions = member.sessions > 0;
  return (
    <div className={styles.acts}>
      <ViewAs member={member} />
      <ButtonLink to="/audit" search={{ actor: member.id }} icon={<History aria-hidden />}>
        History
      </ButtonLink>
      <Act may={hasSessions ? mayEnd : { allowed: false, sentence: 'They have no session at the moment.' }}>
        <Button
          icon={<LogOut aria-hidden />}
          isDisabled={!mayEnd.allowed || !hasSessions}
          onPress={() => setOpen('end-sessions')}
        >
          End sessions
        </Button>
      </Act>
      <Act may={mayDisable}>
        <Button
          icon={isDisabled ? <RotateCcw aria-hidden /> : <Ban aria-hidden />}
          isDisabled={!mayDisable.allowed}
          onPress={() => setOpen(isDisabled ? 'enable' : 'disable')}
        >
          {isDisabled ? 'Enable' : 'Disable'}
        </Button>
      </Act>
      <Act may={mayRemove}>
        <Button
          icon={<Trash2 aria-hidden />}
          isDisabled={!mayRemove.allowed}
          onPress={() => setOpen('remove')}
        >
          Remove
        </Button>
      </Act>
      {open !== undefined && (
        <MemberActDialog act={open} member={member} onClose={() => setOpen(undefined)} />
      )}
    </div>
  );
}

type Allowance = { allowed: true } | { allowed: false; sentence: string };

/** Whether one may do this to this place: first of all, then to this one. */
function useMayChange(row: Row, { mayChange }: TeamMemberDetail): Allowance {
  const may: May = useMay(row);
  return may.allowed ? mayChange : may;
}

function Act({ may, children }: { may: Allowance; children: ReactNode }) {
  return (
    <span className={styles.act}>
      {children}
      {!may.allowed && <WhySign sentence={may.sentence} />}
    </span>
  );
}

/** To see Rollcall as this team member does. Everything is read anew, as them. */
function ViewAs({ member }: { member: TeamMemberDetail }) {
  const [isAsking, setAsking] = useState(false);
  const me = useMe();
  const row = useMay(teamRows.viewAsTeamMember);
  const may: Allowance =
    me.member.id === member.id
      ? { allowed: false, sentence: 'You see Rollcall as yourself already.' }
      : member.status === 'active'
        ? row
        : {
            allowed: false,
            sentence: 'There is nobody to see Rollcall as: the place is not taken, or disabled.',
          };
  const view = useMutation({
    mutationFn: () => call(teamRows.viewAsTeamMember, { params: { memberId: member.id } }),
    onSuccess: () => {
      openAfresh('/users');
    },
  });
  const name = memberName(member);
  return (
    <Act may={may}>
      <Button icon={<Eye aria-hidden />} isDisabled={!may.allowed} onPress={() => setAsking(true)}>
        View as
      </Button>
      {isAsking && (
        <Dialog title={`See Rollcall as ${name} does?`} isOpen onOpenChange={setAsking}>
          <p>
            You see what they see and nothing else, on every page and in every tab of this browser. Nothing
            can be changed until you stop. That you look is written into the audit trail.
          </p>
          {view.isError && <ProblemNotice error={view.error} />}
          <DialogActions>
            <Button onPress={() => setAsking(false)}>Cancel</Button>
            <Button
              variant="primary"
              icon={<Eye aria-hidden />}
              isPending={view.isPending || view.isSuccess}
              onPress={() => {
                view.mutate();
              }}
            >
              View as {name}
            </Button>
          </DialogActions>
        </Dialog>
      )}
    </Act>
  );
}
