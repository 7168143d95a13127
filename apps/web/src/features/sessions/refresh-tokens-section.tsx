import { sessionsRows, type UserRefreshToken } from '@rollcall/shared/contract/sessions.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import { deleteRefreshTokenCall, deleteRefreshTokensCall } from '@rollcall/shared/user/session-calls.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useClientName } from '../../api/clients.ts';
import { useMay } from '../../api/me.ts';
import { deviceWords } from '../../lib/device.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ListEntry, ListSection } from '../../ui/list-section.tsx';
import { EndDialog } from './end-dialog.tsx';
import { Times, Where } from './entry-lines.tsx';
import { refreshTokensQuery } from './queries.ts';
import { agentOf, byLastUse, earliest, hiddenWords } from './words.ts';

/** What applications keep to stay signed in without a browser. The tokens themselves are nowhere here. */
export function RefreshTokensSection({ user }: { user: UserDetail }) {
  const { user_id: userId } = user;
  const mayRead = useMay(sessionsRows.listUserRefreshTokens, [], user);
  const mayRevoke = useMay(sessionsRows.deleteUserRefreshToken, [], user);
  const mayRevokeAll = useMay(sessionsRows.deleteUserRefreshTokens, [], user);
  const query = useInfiniteQuery({ ...refreshTokensQuery(userId), enabled: mayRead.allowed });
  const [ending, setEnding] = useState<UserRefreshToken | 'all'>();
  const nameOf = useClientName();
  const pages = query.data?.pages;
  const tokens = byLastUse(
    pages?.flatMap(({ entries }) => entries) ?? [],
    ({ last_exchanged_at: last, created_at: issued }) => last ?? issued,
  );
  const clientOf = ({ client_id: id }: UserRefreshToken) =>
    id === undefined ? 'An application' : nameOf(id);
  const close = () => setEnding(undefined);

  return (
    <>
      <ListSection
        title="Refresh tokens"
        text={`What applications keep to stay signed in without a browser.${hiddenWords(pages?.[0]?.masked)}`}
        acts={
          tokens.length > 0
            ? [{ label: 'Revoke all tokens', may: mayRevokeAll, onPress: () => setEnding('all') }]
            : []
        }
        mayRead={mayRead}
        count={pages === undefined ? undefined : tokens.length}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty="No application holds a refresh token."
        more={
          query.hasNextPage
            ? { isPending: query.isFetchingNextPage, onPress: () => void query.fetchNextPage() }
            : undefined
        }
      >
        {tokens.map((token) => (
          <ListEntry
            key={token.id}
            name={<bdi>{clientOf(token)}</bdi>}
            badges={token.rotating === true && <Badge>Rotating</Badge>}
            lines={[
              <Where key="where" device={token.device} words={[deviceWords(agentOf(token.device))]} />,
              <Times
                key="times"
                times={{
                  'Last used': token.last_exchanged_at,
                  Issued: token.created_at,
                  Ends: earliest(token.idle_expires_at, token.expires_at),
                }}
              />,
              token.resource_servers.length > 0 && <Reach key="reach" servers={token.resource_servers} />,
            ]}
            act={
              <Button
                size="small"
                isDisabled={!mayRevoke.allowed}
                aria-label={`Revoke the refresh token of ${clientOf(token)}`}
                onPress={() => setEnding(token)}
              >
                Revoke
              </Button>
            }
          />
        ))}
      </ListSection>
      {ending === 'all' && (
        <EndDialog
          userId={userId}
          row={sessionsRows.deleteUserRefreshTokens}
          title={
            <>
              Revoke all refresh tokens of <bdi>{displayName(user)}</bdi>?
            </>
          }
          action="Revoke all tokens"
          ended={{ all: ['refresh-tokens'] }}
          end={(reason) => call(sessionsRows.deleteUserRefreshTokens, { params: { userId }, reason })}
          calls={[deleteRefreshTokensCall(userId)]}
          done={`All refresh tokens of ${displayName(user)} are revoked.`}
          onClose={close}
        >
          <p>
            No application can renew its access any more: when the access tokens expire that they hold, people
            have to sign in again. Sessions in browsers stay.
          </p>
        </EndDialog>
      )}
      {ending !== undefined && ending !== 'all' && (
        <EndDialog
          userId={userId}
          row={sessionsRows.deleteUserRefreshToken}
          title={
            <>
              Revoke this refresh token of <bdi>{clientOf(ending)}</bdi>?
            </>
          }
          action="Revoke token"
          ended={{ list: 'refresh-tokens', id: ending.id }}
          end={(reason) =>
            call(sessionsRows.deleteUserRefreshToken, {
              params: { userId, refreshTokenId: ending.id },
              reason,
            })
          }
          calls={[deleteRefreshTokenCall(ending.id)]}
          done="The refresh token is revoked."
          onClose={close}
        >
          <p>
            The application cannot renew its access there any more. When the access token expires that it
            holds, the user has to sign in again. Sessions in browsers stay.
          </p>
        </EndDialog>
      )}
    </>
  );
}

/** What a token opens. */
function Reach({ servers }: { servers: UserRefreshToken['resource_servers'] }) {
  return servers.map(({ audience, scopes }) => (
    <span key={audience}>
      For <code>{audience}</code>
      {scopes !== '' && `: ${scopes}`}
    </span>
  ));
}
