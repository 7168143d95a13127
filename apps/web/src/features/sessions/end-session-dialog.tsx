import { sessionsRows, type UserSession } from '@rollcall/shared/contract/sessions.ts';
import { endSessionCall } from '@rollcall/shared/user/session-calls.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useMay } from '../../api/me.ts';
import { deviceWords } from '../../lib/device.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { EndDialog } from './end-dialog.tsx';
import { agentOf } from './words.ts';

interface EndSessionDialogProps {
  user: UserDetail;
  session: UserSession;
  onClose: () => void;
}

/** Ends one session; with the refresh tokens that came of it, unless one does not want that or may not. */
export function EndSessionDialog({ user, session, onClose }: EndSessionDialogProps) {
  const { user_id: userId } = user;
  const mayRevoke = useMay(sessionsRows.revokeUserSession, [], user);
  const [withTokens, setWithTokens] = useState(mayRevoke.allowed);
  const row = withTokens ? sessionsRows.revokeUserSession : sessionsRows.deleteUserSession;
  const device = deviceWords(agentOf(session.device));
  return (
    <EndDialog
      userId={userId}
      row={row}
      title={`End the session of ${device}?`}
      action="End session"
      ended={{ list: 'sessions', id: session.id }}
      end={(reason) => call(row, { params: { userId, sessionId: session.id }, reason })}
      calls={[endSessionCall(session.id, withTokens)]}
      done="The session is ended."
      onClose={onClose}
    >
      <p>
        The next time an application asks, they have to sign in again in that browser. Access tokens that
        applications already hold work until they expire. Other sessions stay.
      </p>
      <Checkbox
        isSelected={withTokens}
        onChange={setWithTokens}
        isDisabled={!mayRevoke.allowed}
        description={
          mayRevoke.allowed ? 'Without it, applications that keep one stay signed in.' : mayRevoke.sentence
        }
      >
        Revoke the refresh tokens that came of it, too
      </Checkbox>
    </EndDialog>
  );
}
