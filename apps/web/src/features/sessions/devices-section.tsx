import { sessionsRows, type UserDeviceCredential } from '@rollcall/shared/contract/sessions.ts';
import { deleteDeviceCredentialCall } from '@rollcall/shared/user/session-calls.ts';
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
import { WhySign } from '../../ui/why-sign.tsx';
import { EndDialog } from './end-dialog.tsx';
import { deviceCredentialsQuery } from './queries.ts';
import styles from './sessions.module.css';
import { typeWords } from './words.ts';

/** What the devices of the user hold: keys, and refresh tokens as every plan has them. */
export function DevicesSection({ user }: { user: UserDetail }) {
  const { user_id: userId } = user;
  const mayRead = useMay(sessionsRows.listUserDeviceCredentials, [], user);
  const mayRemove = useMay(sessionsRows.deleteUserDeviceCredential, [], user);
  const query = useInfiniteQuery({ ...deviceCredentialsQuery(userId), enabled: mayRead.allowed });
  const [removing, setRemoving] = useState<UserDeviceCredential>();
  const nameOf = useClientName();
  const pages = query.data?.pages;
  const credentials = pages?.flatMap(({ entries }) => entries) ?? [];

  return (
    <>
      <ListSection
        title="Device credentials"
        text="What Auth0 keeps by device. Refresh tokens are here on every plan; one that is revoked leaves both lists."
        mayRead={mayRead}
        count={pages === undefined ? undefined : credentials.length}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty="No device holds a credential."
        more={
          query.hasNextPage
            ? { isPending: query.isFetchingNextPage, onPress: () => void query.fetchNextPage() }
            : undefined
        }
      >
        {credentials.map((credential) => (
          <ListEntry
            key={credential.id}
            name={<bdi title={credential.device_name}>{nameOfDevice(credential)}</bdi>}
            badges={<Badge>{typeWords(credential.type)}</Badge>}
            lines={[
              credential.client_id !== undefined && <bdi key="client">{nameOf(credential.client_id)}</bdi>,
            ]}
            act={
              <span className={styles.act}>
                <Button
                  size="small"
                  isDisabled={!mayRemove.allowed}
                  aria-label={`Remove the credential of ${nameOfDevice(credential)}`}
                  onPress={() => setRemoving(credential)}
                >
                  Remove
                </Button>
                {!mayRemove.allowed && <WhySign sentence={mayRemove.sentence} />}
              </span>
            }
          />
        ))}
      </ListSection>
      {removing !== undefined && (
        <EndDialog
          userId={userId}
          row={sessionsRows.deleteUserDeviceCredential}
          title={
            <>
              Remove the credential of <bdi>{nameOfDevice(removing)}</bdi>?
            </>
          }
          action="Remove credential"
          ended={{ list: 'device-credentials', id: removing.id }}
          end={(reason) =>
            call(sessionsRows.deleteUserDeviceCredential, {
              params: { userId, deviceCredentialId: removing.id },
              reason,
            })
          }
          calls={[deleteDeviceCredentialCall(removing.id)]}
          done="The device credential is removed."
          onClose={() => setRemoving(undefined)}
        >
          <p>
            {removing.type === 'public_key'
              ? 'The device can no longer prove itself with its key. Where the application still wants that, the user has to enrol the device again.'
              : 'The application on the device cannot renew its access any more. When the access token expires that it holds, the user has to sign in again.'}{' '}
            Sessions in browsers stay.
          </p>
        </EndDialog>
      )}
    </>
  );
}

/** Auth0 calls most devices by their user agent, which nobody reads. */
function nameOfDevice({ device_name: name }: UserDeviceCredential): string {
  const words = deviceWords(name);
  return name === undefined || words !== 'Unknown device' ? words : name;
}
