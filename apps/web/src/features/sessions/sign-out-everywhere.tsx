import { sessionsRows } from '@rollcall/shared/contract/sessions.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import { revokeAccessCall } from '@rollcall/shared/user/session-calls.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useMay } from '../../api/me.ts';
import { Button } from '../../ui/button.tsx';
import { WhySign } from '../../ui/why-sign.tsx';
import { EndDialog } from './end-dialog.tsx';
import styles from './sessions.module.css';

/** Ends all sessions and revokes all refresh tokens, in one act of Auth0's. */
export function SignOutEverywhere({ user }: { user: UserDetail }) {
  const { user_id: userId } = user;
  const may = useMay(sessionsRows.revokeUserAccess, [], user);
  const [isAsking, setAsking] = useState(false);
  return (
    <span className={styles.act}>
      <Button icon={<LogOut aria-hidden />} isDisabled={!may.allowed} onPress={() => setAsking(true)}>
        Sign out everywhere
      </Button>
      {!may.allowed && <WhySign sentence={may.sentence} />}
      {isAsking && (
        <EndDialog
          userId={userId}
          row={sessionsRows.revokeUserAccess}
          title={
            <>
              Sign <bdi>{displayName(user)}</bdi> out everywhere?
            </>
          }
          action="Sign out everywhere"
          ended={{ all: ['sessions', 'refresh-tokens'] }}
          end={(reason) => call(sessionsRows.revokeUserAccess, { params: { userId }, reason })}
          calls={[revokeAccessCall(userId)]}
          done={`${displayName(user)} is signed out everywhere.`}
          onClose={() => setAsking(false)}
        >
          <p>
            All sessions end and all refresh tokens are revoked: they have to sign in again in every browser
            and in every application. Access tokens that applications already hold work until they expire.
          </p>
          <p>
            They can sign in again at once. To keep them out, block them; if somebody else has the password,
            set another one.
          </p>
        </EndDialog>
      )}
    </span>
  );
}
