import type { Overview, Untold } from '@rollcall/shared/contract/overview.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { factorWords } from '@rollcall/shared/user/factor-words.ts';
import { RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { WhySign } from '../../ui/why-sign.tsx';
import styles from './overview.module.css';

interface OverviewFactsProps {
  user: UserDetail;
  overview: Overview | undefined;
  isLoading: boolean;
  onRetry: () => void;
}

type Told<Found> = Extract<Found, { state: 'told' }>;

/** Where a user comes from and what they have; what cannot be told says why. */
export function OverviewFacts({ user, overview, isLoading, onRetry }: OverviewFactsProps) {
  function part<Name extends keyof Overview>(
    name: Name,
    show: (told: Told<Overview[Name]>) => ReactNode,
  ): ReactNode {
    const found = overview?.[name];
    if (found === undefined) return isLoading ? <Skeleton height="14px" /> : 'Not known';
    return isTold(found) ? show(found) : <NotTold why={found} onRetry={onRetry} />;
  }

  return (
    <section className={styles.card} aria-labelledby="overview-facts">
      <h2 id="overview-facts" className={styles.title}>
        At a glance
      </h2>
      <Facts
        isInline
        items={[
          { term: 'Connection', value: connectionWords(user) },
          { term: 'Sync mode', value: syncWords(user) },
          { term: 'Last sign-in', value: <RelativeTime iso={user.last_login} fallback="Never" /> },
          { term: 'Sign-ins', value: (user.logins_count ?? 0).toLocaleString('en') },
          { term: 'Sessions', value: part('sessions', sessionsWords) },
          { term: 'MFA', value: part('factors', showFactors) },
          { term: 'Organizations', value: part('organizations', showSome) },
          { term: 'Roles', value: part('roles', showSome) },
        ]}
      />
    </section>
  );
}

function isTold<Found extends { state: string }>(found: Found): found is Told<Found> {
  return found.state === 'told';
}

function sessionsWords({ count, more }: Told<Overview['sessions']>): string {
  if (more) return `More than ${count}`;
  return count === 0 ? 'None' : String(count);
}

function showFactors({ types }: Told<Overview['factors']>): ReactNode {
  return <Names names={types.map(factorWords)} />;
}

function showSome({ names, total }: Told<Overview['roles']>): ReactNode {
  return <Names names={names} total={total} />;
}

function NotTold({ why, onRetry }: { why: Part | Untold; onRetry: () => void }) {
  const { code, sentence } = readUntold(why);
  const isPassing = code !== 'scope_missing' && code !== 'not_in_plan';
  return (
    <span className={styles.untold}>
      {code === 'not_in_plan' ? 'Not in this plan' : isPassing ? 'Not answered' : 'Not permitted'}
      <WhySign sentence={sentence} />
      {isPassing && (
        <Button size="small" variant="quiet" icon={<RotateCw aria-hidden />} onPress={onRetry}>
          Try again
        </Button>
      )}
    </span>
  );
}

type Part = Overview[keyof Overview];

function readUntold(why: Part | Untold): Pick<Untold, 'code' | 'sentence'> {
  return why.state === 'untold'
    ? why
    : { code: 'internal_error', sentence: 'For a reason that is not known.' };
}

/** Some names, and how many more there are. */
function Names({ names, total = names.length }: { names: readonly string[]; total?: number }) {
  if (total === 0) return 'None';
  return (
    <span className={styles.names}>
      {names.map((name) => (
        <Badge key={name}>
          <bdi>{name}</bdi>
        </Badge>
      ))}
      {total > names.length && <span>and {total - names.length} more</span>}
    </span>
  );
}

/** The primary identity's connection and its strategy. */
function connectionWords({ connection, identities }: UserDetail): string {
  const primary = identities[0];
  if (connection === null) return primary === undefined ? 'None' : `${primary.connection} (not readable)`;
  const more = identities.length - 1;
  const linked = more <= 0 ? '' : more === 1 ? ', and 1 linked identity' : `, and ${more} linked identities`;
  return `${connection.name} (${connection.strategy})${linked}`;
}

const syncs = {
  on_each_login: 'Root attributes are set at each sign-in',
  on_first_login: 'Root attributes are set at the first sign-in',
  never_on_login: 'Root attributes are never set by a sign-in',
} as const;

function syncWords({ connection }: UserDetail): string {
  if (connection === null) return 'Not known';
  const mode = connection.set_user_root_attributes;
  if (mode !== null) return syncs[mode];
  return connection.strategy === 'auth0' ? 'None: the tenant keeps the profile' : 'Not set: at each sign-in';
}
