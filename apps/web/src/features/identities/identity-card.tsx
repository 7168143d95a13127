import type { Decision } from '@rollcall/shared/access/decision.ts';
import type { Identity } from '@rollcall/shared/user/user-summary.ts';
import { Unlink2 } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { type Fact, Facts } from '../../ui/facts.tsx';
import { WhySign } from '../../ui/why-sign.tsx';
import styles from './identities.module.css';

interface IdentityCardProps {
  identity: Identity;
  isPrimary: boolean;
  /** The way to be rid of it, where there is one. */
  unlink?: { may: Decision; onPress: () => void } | undefined;
}

/** One identity: where it comes from, and what its connection says of the person. */
export function IdentityCard({ identity, isPrimary, unlink }: IdentityCardProps) {
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
      {unlink !== undefined && (
        <div className={styles.acts}>
          <Button
            size="small"
            icon={<Unlink2 aria-hidden />}
            isDisabled={!unlink.may.allowed}
            onPress={unlink.onPress}
          >
            Unlink
          </Button>
          {!unlink.may.allowed && <WhySign sentence={unlink.may.sentence} />}
        </div>
      )}
    </section>
  );
}

function words(value: string | boolean): ReactNode {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return <bdi>{value}</bdi>;
}
