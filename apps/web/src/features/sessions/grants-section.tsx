import { sessionsRows, type UserGrant } from '@rollcall/shared/contract/sessions.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import { deleteGrantCall, deleteGrantsCall } from '@rollcall/shared/user/session-calls.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useClientName } from '../../api/clients.ts';
import { useMay } from '../../api/me.ts';
import { Button } from '../../ui/button.tsx';
import { ListEntry, ListSection } from '../../ui/list-section.tsx';
import { EndDialog } from './end-dialog.tsx';
import { grantsQuery } from './queries.ts';

/** What the user lets applications do: grants in Auth0's sense, not those of the team. */
export function GrantsSection({ user }: { user: UserDetail }) {
  const { user_id: userId } = user;
  const mayRead = useMay(sessionsRows.listUserGrants, [], user);
  const mayWithdraw = useMay(sessionsRows.deleteUserGrant, [], user);
  const mayWithdrawAll = useMay(sessionsRows.deleteUserGrants, [], user);
  const query = useInfiniteQuery({ ...grantsQuery(userId), enabled: mayRead.allowed });
  const [ending, setEnding] = useState<UserGrant | 'all'>();
  const nameOf = useClientName();
  const pages = query.data?.pages;
  const grants = pages?.flatMap(({ entries }) => entries) ?? [];
  const clientOf = ({ clientID: id }: UserGrant) => (id === undefined ? 'An application' : nameOf(id));
  const close = () => setEnding(undefined);

  return (
    <>
      <ListSection
        title="Authorized applications"
        text="What the user lets applications do in their name: Auth0 calls these grants."
        acts={
          grants.length > 0
            ? [{ label: 'Withdraw all', may: mayWithdrawAll, onPress: () => setEnding('all') }]
            : []
        }
        mayRead={mayRead}
        count={pages === undefined ? undefined : grants.length}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty="The user has authorized no application."
        more={
          query.hasNextPage
            ? { isPending: query.isFetchingNextPage, onPress: () => void query.fetchNextPage() }
            : undefined
        }
      >
        {grants.map((grant) => (
          <ListEntry
            key={grant.id}
            name={<bdi>{clientOf(grant)}</bdi>}
            lines={[
              grant.audience !== undefined && <code key="audience">{grant.audience}</code>,
              grant.scope.length > 0 && <span key="scope">{grant.scope.join(' ')}</span>,
            ]}
            act={
              <Button
                size="small"
                isDisabled={!mayWithdraw.allowed}
                aria-label={`Withdraw the grant of ${clientOf(grant)}`}
                onPress={() => setEnding(grant)}
              >
                Withdraw
              </Button>
            }
          />
        ))}
      </ListSection>
      {ending === 'all' && (
        <EndDialog
          userId={userId}
          row={sessionsRows.deleteUserGrants}
          title={
            <>
              Withdraw what <bdi>{displayName(user)}</bdi> lets all applications do?
            </>
          }
          action="Withdraw all"
          ended={{ all: ['grants'] }}
          end={(reason) => call(sessionsRows.deleteUserGrants, { params: { userId }, reason })}
          calls={[deleteGrantsCall(userId)]}
          done="All grants are withdrawn."
          onClose={close}
        >
          <p>{withdrawn('Applications')}</p>
        </EndDialog>
      )}
      {ending !== undefined && ending !== 'all' && (
        <EndDialog
          userId={userId}
          row={sessionsRows.deleteUserGrant}
          title={
            <>
              Withdraw the grant of <bdi>{clientOf(ending)}</bdi>?
            </>
          }
          action="Withdraw grant"
          ended={{ list: 'grants', id: ending.id }}
          end={(reason) =>
            call(sessionsRows.deleteUserGrant, { params: { userId, grantId: ending.id }, reason })
          }
          calls={[deleteGrantCall(ending.id)]}
          done="The grant is withdrawn."
          onClose={close}
        >
          <p>{withdrawn('The application')}</p>
        </EndDialog>
      )}
    </>
  );
}

function withdrawn(who: string): string {
  return `${who} can no longer act in the user’s name by what was agreed to; refresh tokens that came of it stop working. Where consent is wanted, the user is asked for it at the next sign-in.`;
}
