import { sessionsRows, type UserSession } from '@rollcall/shared/contract/sessions.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import { endSessionsCall } from '@rollcall/shared/user/session-calls.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useClientName } from '../../api/clients.ts';
import { useMay } from '../../api/me.ts';
import { deviceWords } from '../../lib/device.ts';
import { Button } from '../../ui/button.tsx';
import { ListEntry, ListSection } from '../../ui/list-section.tsx';
import { EndDialog } from './end-dialog.tsx';
import { EndSessionDialog } from './end-session-dialog.tsx';
import { sessionsQuery } from './queries.ts';
import { Times, Where } from './entry-lines.tsx';
import { agentOf, byLastUse, earliest, hiddenWords, proofWords } from './words.ts';

/** Where the user is signed in at the tenant: one session for each browser. */
export function SessionsSection({ user }: { user: UserDetail }) {
  const { user_id: userId } = user;
  const mayRead = useMay(sessionsRows.listUserSessions, [], user);
  const mayEnd = useMay(sessionsRows.deleteUserSession, [], user);
  const mayEndAll = useMay(sessionsRows.deleteUserSessions, [], user);
  const query = useInfiniteQuery({ ...sessionsQuery(userId), enabled: mayRead.allowed });
  const [ending, setEnding] = useState<UserSession | 'all'>();
  const nameOf = useClientName();
  const pages = query.data?.pages;
  const sessions = byLastUse(
    pages?.flatMap(({ entries }) => entries) ?? [],
    ({ last_interacted_at: last, created_at: begun }) => last ?? begun,
  );
  const close = () => setEnding(undefined);

  return (
    <>
      <ListSection
        title="Sessions"
        text={`One for each browser that is signed in at the tenant.${hiddenWords(pages?.[0]?.masked)}`}
        acts={
          sessions.length > 0
            ? [{ label: 'End all sessions', may: mayEndAll, onPress: () => setEnding('all') }]
            : []
        }
        mayRead={mayRead}
        count={pages === undefined ? undefined : sessions.length}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty="Not signed in at the tenant in any browser."
        more={
          query.hasNextPage
            ? { isPending: query.isFetchingNextPage, onPress: () => void query.fetchNextPage() }
            : undefined
        }
      >
        {sessions.map((session) => {
          const device = deviceWords(agentOf(session.device));
          return (
            <ListEntry
              key={session.id}
              name={<span title={agentOf(session.device)}>{device}</span>}
              lines={[
                <Where
                  key="where"
                  device={session.device}
                  words={session.clients.map((client) => nameOf(client.client_id))}
                />,
                <Times
                  key="times"
                  times={{
                    'Last used': session.last_interacted_at ?? session.created_at,
                    'Signed in': session.authenticated_at ?? session.created_at,
                    Ends: earliest(session.idle_expires_at, session.expires_at),
                  }}
                />,
                proofWords(session.methods),
              ]}
              act={
                <Button
                  size="small"
                  isDisabled={!mayEnd.allowed}
                  aria-label={`End the session of ${device}`}
                  onPress={() => setEnding(session)}
                >
                  End
                </Button>
              }
            />
          );
        })}
      </ListSection>
      {ending === 'all' && (
        <EndDialog
          userId={userId}
          row={sessionsRows.deleteUserSessions}
          title={
            <>
              End all sessions of <bdi>{displayName(user)}</bdi>?
            </>
          }
          action="End all sessions"
          ended={{ all: ['sessions'] }}
          end={(reason) => call(sessionsRows.deleteUserSessions, { params: { userId }, reason })}
          calls={[endSessionsCall(userId)]}
          done={`All sessions of ${displayName(user)} are ended.`}
          onClose={close}
        >
          <p>
            They have to sign in again in every browser. Applications that hold a refresh token stay signed in
            until it is revoked, and access tokens work until they expire.
          </p>
        </EndDialog>
      )}
      {ending !== undefined && ending !== 'all' && (
        <EndSessionDialog user={user} session={ending} onClose={close} />
      )}
    </>
  );
}
