import type { Identity } from '@rollcall/shared/user/user.ts';
import { type ReactNode, useId } from 'react';
import { Badge } from '../../ui/badge.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { type Fact, Facts } from '../../ui/facts.tsx';
import styles from './identities.module.css';

/** One identity: where it comes from, and what its connection says of the person. */
export function IdentityCard({ identity, isPrimary }: { identity: Identity; isPrimary: boolean }) {
  const titleId = useId();
  const { connection, provider, user_id: userId, isSocial, profileData } = identity;
  const profile = Object.entries(profileData ?? {}).flatMap(([term, value]): Fact[] =>
    value === undefined ? [] : [{ term, value: words(value) }],
  );
  return (
    <section className={styles.identity} aria-labelledby={titleId}>
      <div className={styles.head}>
        <h2 id={titleId} className={styles.title}>
          <bdi>{connection}</bdi>
        </h2>
        {isPrimary ? <Badge tone="blue">Primary</Badge> : <Badge>Linked</Badge>}
      </div>
      {isPrimary && (
        <p className={styles.note}>Decides the user_id, the profile, and which fields of it can be edited.</p>
      )}
      <Facts
        isInline
        items={[
          { term: 'provider', value: <code>{provider}</code> },
          { term: 'connection', value: <code>{connection}</code> },
          { term: 'user_id', value: <CopyText text={userId} label="user_id" /> },
          { term: 'isSocial', value: isSocial === undefined ? 'unknown' : words(isSocial) },
        ]}
      />
      {profile.length > 0 && (
        <div className={styles.profile}>
          <h3 className={styles.subtitle}>profileData</h3>
          <Facts isInline items={profile} />
        </div>
      )}
      {!isPrimary && profile.length === 0 && (
        <p className={styles.note}>Its connection gave no profile data when it was linked.</p>
      )}
    </section>
  );
}

function words(value: string | boolean): ReactNode {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return <bdi>{value}</bdi>;
}
