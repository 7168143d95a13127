import { type ScheduledAct, schedulesRows } from '@rollcall/shared/contract/schedules.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { useQuery } from '@tanstack/react-query';
import { useMay } from '../../api/me.ts';
import { useReason } from '../../api/use-reason.ts';
import { exactTime } from '../../lib/time.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { ReasonField } from '../../ui/reason-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { Why } from '../../ui/why.tsx';
import { schedulesQuery, useCancelSchedule } from './schedules.ts';

/** What Rollcall will do to this user, or could not do, above everything else on their page. */
export function ScheduleBanner({ user }: { user: UserDetail }) {
  const { data = [], error, refetch } = useQuery(schedulesQuery(user));
  if (user.blocked !== true) return null;
  if (error !== null) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  return data.map((act) => <ScheduleNotice key={act.id} user={user} act={act} />);
}

const words = {
  unblock: {
    title: 'This block ends by itself',
    will: 'Rollcall unblocks this user',
    failed: 'Rollcall could not unblock this user',
    cancelled: 'The block stays until somebody lifts it.',
  },
  delete: {
    title: 'This user is going to be deleted',
    will: 'Rollcall deletes this user',
    failed: 'Rollcall could not delete this user',
    cancelled: 'The user is not going to be deleted. They are still blocked.',
  },
} as const;

function ScheduleNotice({ user, act }: { user: UserDetail; act: ScheduledAct }) {
  const may = useMay(schedulesRows.cancelSchedule, [], user);
  const cancelling = useCancelSchedule(user.user_id);
  const reason = useReason(schedulesRows.cancelSchedule, cancelling.error);
  const { title, will, failed, cancelled } = words[act.kind];
  const isFailed = act.state === 'failed';
  const cancel = () => {
    cancelling.mutate(
      { scheduleId: act.id, reason: reason.text },
      {
        onSuccess: () => {
          if (!isFailed) toast({ text: cancelled });
        },
      },
    );
  };
  return (
    <Notice
      tone={isFailed ? 'red' : 'amber'}
      title={isFailed ? failed : title}
      action={
        <>
          {reason.asks && <ReasonField value={reason.text} onChange={reason.setText} />}
          <Button
            size="small"
            isDisabled={!may.allowed || reason.isMissing || act.state === 'running'}
            isPending={cancelling.isPending}
            onPress={cancel}
          >
            {isFailed ? 'Dismiss' : act.kind === 'delete' ? 'Cancel the deletion' : 'Cancel the end'}
          </Button>
          {!may.allowed && <Why sentence={may.sentence} />}
        </>
      }
    >
      <p>
        {isFailed ? 'It was due on ' : `${will} on `}
        <time dateTime={act.due_at}>{exactTime(new Date(act.due_at))}</time>, as <bdi>{act.member.name}</bdi>{' '}
        has planned
        {act.reason === undefined ? '.' : `: ${act.reason}`}
      </p>
      {act.detail !== undefined && <p>{isFailed ? act.detail : `It is tried again: ${act.detail}`}</p>}
      {cancelling.isError && <ProblemNotice error={cancelling.error} />}
    </Notice>
  );
}
