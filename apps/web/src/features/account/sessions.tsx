import type { OwnSession } from '@rollcall/shared/contract/account.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { PlainTime } from '../../ui/plain-time.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './account-page.module.css';
import { deviceWords } from './device.ts';
import { mySessionsQuery, useEndOtherSessions, useEndSession } from './queries.ts';

/** Where one is signed in, and the way to end it there. */
export function Sessions() {
  const { data: sessions, error, refetch } = useQuery(mySessionsQuery);
  const [isEndingOthers, setEndingOthers] = useState(false);
  const others = sessions?.filter(({ current }) => !current).length ?? 0;
  return (
    <section className={styles.section} aria-labelledby="sessions-title">
      <div className={styles.head}>
        <h2 id="sessions-title">Where you are signed in</h2>
        {others > 0 && <Button onPress={() => setEndingOthers(true)}>End all others</Button>}
      </div>
      {error !== null && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {sessions === undefined ? (
        error === null && (
          <div className={styles.loading}>
            <Skeleton height="36px" />
            <Skeleton height="36px" />
          </div>
        )
      ) : (
        <ul className={styles.sessions}>
          {sessions.map((session) => (
            <Session key={session.id} session={session} />
          ))}
        </ul>
      )}
      {others === 0 && sessions !== undefined && (
        <p className={styles.note}>You are signed in nowhere else.</p>
      )}
      {isEndingOthers && <EndOthersDialog count={others} onClose={() => setEndingOthers(false)} />}
    </section>
  );
}

function Session({ session }: { session: OwnSession }) {
  const ending = useEndSession();
  const device = deviceWords(session.userAgent);
  return (
    <li>
      <div className={styles.session}>
        <span className={styles.device} title={session.userAgent}>
          {device}
          {session.current && <Badge tone="green">This session</Badge>}
        </span>
        <span className={styles.meta}>
          {session.ip !== undefined && <span>{session.ip}</span>}
          <span>
            Since <PlainTime iso={session.createdAt} />
          </span>
          {!session.current && (
            <span>
              Last seen <PlainTime iso={session.lastSeenAt} />
            </span>
          )}
        </span>
      </div>
      {!session.current && (
        <Button
          size="small"
          aria-label={`End the session of ${device}`}
          isPending={ending.isPending}
          onPress={() => ending.mutate(session.id)}
        >
          End
        </Button>
      )}
    </li>
  );
}

function EndOthersDialog({ count, onClose }: { count: number; onClose: () => void }) {
  const ending = useEndOtherSessions();
  return (
    <Dialog title="End all other sessions?" role="alertdialog" isOpen onOpenChange={onClose}>
      <p>
        You are signed out of Rollcall {count === 1 ? 'in one other place' : `in ${count} other places`}. What
        was typed there and not saved is lost. This session goes on.
      </p>
      {ending.isError && <ProblemNotice error={ending.error} />}
      <DialogActions>
        <Button onPress={onClose} isDisabled={ending.isPending}>
          Cancel
        </Button>
        <Button
          variant="danger"
          isPending={ending.isPending}
          onPress={() => ending.mutate(undefined, { onSuccess: onClose })}
        >
          End all others
        </Button>
      </DialogActions>
    </Dialog>
  );
}
