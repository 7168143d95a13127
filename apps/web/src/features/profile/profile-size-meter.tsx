import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { Meter } from '../../ui/meter.tsx';
import type { MetadataValues } from './metadata-values.ts';
import { jsonBytes, profileLimit } from './profile-size.ts';
import { rawUser } from './raw-user.ts';

/** How much of the size that Auth0 allows a profile this one takes, with what is being typed. */
export function ProfileSize({ user, values }: { user: UserDetail; values: MetadataValues }) {
  const bytes = jsonBytes({ ...rawUser(user), ...values });
  const parts = Object.entries(values).map(([kind, value]) => `${kind} ${kilobytes(jsonBytes(value))}`);
  return (
    <Meter
      label="Profile size"
      value={bytes}
      max={profileLimit}
      words={`${kilobytes(bytes)} of ${kilobytes(profileLimit)} (${parts.join(', ')})`}
      warning={
        bytes > profileLimit
          ? 'Auth0 has announced this limit for a profile. It still saves larger ones, with a warning in the tenant’s log.'
          : undefined
      }
    />
  );
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toLocaleString('en', { maximumFractionDigits: 1 })} KB`;
}
