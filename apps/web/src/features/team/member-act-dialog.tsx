import { type TeamMemberDetail, teamRows } from '@rollcall/shared/contract/team.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { call } from '../../api/call.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { useActFields } from './act-fields.tsx';
import styles from './member-act-dialog.module.css';
import { memberName } from './member-words.ts';
import { teamKey } from './queries.ts';

export type MemberAct = 'disable' | 'enable' | 'end-sessions' | 'remove';

const rowOf = {
  disable: teamRows.disableTeamMember,
  enable: teamRows.enableTeamMember,
  'end-sessions': teamRows.endTeamMemberSessions,
  remove: teamRows.removeTeamMember,
};

interface Words {
  title: string;
  text: string;
  action: string;
  done: string;
}

function wordsOf(act: MemberAct, name: string, sessions: number): Words {
  const count = sessions === 1 ? 'the one session' : `all ${sessions} sessions`;
  const words: Record<MemberAct, Words> = {
    disable: {
      title: `Disable ${name}?`,
      text: 'They are signed out everywhere with their next request, and cannot sign in again. Their roles stay for when they are enabled.',
      action: 'Disable',
      done: `${name} is disabled.`,
    },
    enable: {
      title: `Enable ${name}?`,
      text: 'They can sign in again, with the roles that they had.',
      action: 'Enable',
      done: `${name} is enabled.`,
    },
    'end-sessions': {
      title: `End the sessions of ${name}?`,
      text: `This ends ${count}, with the next request. What they have typed and not saved can be lost. They can sign in again.`,
      action: 'End sessions',
      done: `The sessions of ${name} have ended.`,
    },
    remove: {
      title: `Remove ${name} from the team?`,
      text: 'They are signed out with their next request, and their place, roles and scope are deleted. To come back they have to be invited again. Their account in the tenant and what the audit trail says of them stay.',
      action: 'Remove from the team',
      done: `${name} is no longer in the team.`,
    },
  };
  return words[act];
}

interface MemberActDialogProps {
  act: MemberAct;
  member: TeamMemberDetail;
  onClose: () => void;
}

/** Says what an act does to whom, and does it; removing asks for the name besides. */
export function MemberActDialog({ act, member, onClose }: MemberActDialogProps) {
  const [typed, setTyped] = useState('');
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const name = memberName(member);
  const words = wordsOf(act, name, member.sessions);
  const row = rowOf[act];
  const fields = useActFields(row);
  const expected = member.email ?? name;
  const isConfirmed = act !== 'remove' || typed.trim() === expected;
  const doIt = useMutation({
    mutationFn: async () => {
      await call(row, { params: { memberId: member.id }, reason: fields.reason });
    },
    onSuccess: async () => {
      toast({ text: words.done });
      if (act === 'remove') await navigate({ to: '/team', ignoreBlocker: true });
      else onClose();
      await queryClient.invalidateQueries({ queryKey: teamKey });
    },
  });
  const close = () => {
    if (!doIt.isPending) onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isConfirmed && fields.isReady && !doIt.isPending) doIt.mutate();
  };
  return (
    <Dialog title={words.title} role="alertdialog" isOpen onOpenChange={close}>
      <form className={styles.form} noValidate onSubmit={submit}>
        <p>{words.text}</p>
        {act === 'remove' && (
          <TextField
            label={`Type ${expected} to confirm`}
            value={typed}
            onChange={setTyped}
            autoComplete="off"
            spellCheck="false"
            mono
          />
        )}
        {fields.fields}
        {doIt.isError && <ProblemNotice error={doIt.error} />}
        <DialogActions>
          <Button onPress={close} isDisabled={doIt.isPending}>
            Cancel
          </Button>
          <Button
            type="submit"
            variant={act === 'enable' ? 'primary' : 'danger'}
            isPending={doIt.isPending}
            isDisabled={!isConfirmed || !fields.isReady}
          >
            {words.action}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
