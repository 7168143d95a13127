import type { AuthenticationMethod } from '@rollcall/shared/contract/mfa.ts';
import { factorWords } from '@rollcall/shared/user/factor-words.ts';
import {
  Bell,
  Fingerprint,
  KeyRound,
  LifeBuoy,
  Mail,
  Phone,
  ShieldCheck,
  Smartphone,
  Usb,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ListEntry } from '../../ui/list-section.tsx';
import { PlainTime } from '../../ui/plain-time.tsx';
import { deviceWords } from '../../lib/device.ts';
import { passkeyWords, preferredWords } from './method-words.ts';

const icons: ReadonlyMap<string, ReactNode> = new Map([
  ['totp', <Smartphone key="totp" aria-hidden />],
  ['push', <Bell key="push" aria-hidden />],
  ['guardian', <Bell key="guardian" aria-hidden />],
  ['phone', <Phone key="phone" aria-hidden />],
  ['email', <Mail key="email" aria-hidden />],
  ['email-verification', <Mail key="email-verification" aria-hidden />],
  ['webauthn-roaming', <Usb key="webauthn-roaming" aria-hidden />],
  ['webauthn-platform', <Fingerprint key="webauthn-platform" aria-hidden />],
  ['passkey', <KeyRound key="passkey" aria-hidden />],
  ['recovery-code', <LifeBuoy key="recovery-code" aria-hidden />],
]);

interface MethodEntryProps {
  method: AuthenticationMethod;
  /** Whether it may be removed. */
  isRemovable: boolean;
  onRemove: () => void;
}

/** One authentication method: its kind, what Auth0 leaves of its value, and since when. */
export function MethodEntry({ method, isRemovable, onRemove }: MethodEntryProps) {
  const words = factorWords(method.type);
  const preferred = preferredWords(method);
  const value = method.phone_number ?? method.email;
  return (
    <ListEntry
      icon={icons.get(method.type) ?? <ShieldCheck aria-hidden />}
      name={
        <>
          {words}
          {method.name !== undefined && (
            <>
              {' · '}
              <bdi>{method.name}</bdi>
            </>
          )}
        </>
      }
      badges={
        <>
          {method.confirmed === false && <Badge tone="amber">Not confirmed</Badge>}
          {preferred !== undefined && <Badge>{preferred}</Badge>}
        </>
      }
      lines={[
        value !== undefined && <code key="value">{value}</code>,
        passkeyWords(method),
        method.user_agent !== undefined && (
          <span key="agent">Made with {deviceWords(method.user_agent)}</span>
        ),
        <Since key="since" method={method} />,
      ]}
      act={
        <Button
          size="small"
          isDisabled={!isRemovable}
          aria-label={`Remove ${words}${method.name === undefined ? '' : ` ${method.name}`}`}
          onPress={onRemove}
        >
          Remove
        </Button>
      }
    />
  );
}

function Since({ method }: { method: AuthenticationMethod }) {
  return (
    <>
      <span>
        {method.confirmed === false ? 'Begun' : 'Enrolled'}{' '}
        <PlainTime iso={method.enrolled_at ?? method.created_at} fallback="at an unknown time" />
      </span>
      <span>
        Last used <PlainTime iso={method.last_auth_at} fallback="never" />
      </span>
    </>
  );
}
