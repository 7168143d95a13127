import type { TokenInspection } from '@rollcall/shared/contract/tokens.ts';
import type { ClaimState } from '@rollcall/shared/user/token-claims.ts';
import { Badge, type BadgeProps } from '../../ui/badge.tsx';
import { ValueText } from '../../ui/value-text.tsx';
import styles from './tokens.module.css';

const words: Record<ClaimState, { text: string; tone: NonNullable<BadgeProps['tone']> }> = {
  same: { text: 'Same', tone: 'neutral' },
  different: { text: 'Differs', tone: 'amber' },
  added: { text: 'Added by a rule', tone: 'blue' },
  withheld: { text: 'Not in scope', tone: 'neutral' },
};

/** Claim by claim: the token, what the tenant says of it, and the profile of the Management API. */
export function Comparison({ found: { decoded, answer, comparison } }: { found: TokenInspection }) {
  return (
    <section className={styles.part} aria-label="Side by side">
      <h2 className={styles.partTitle}>Side by side</h2>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reachable by keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-label="Claims beside the profile">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Claim</th>
              <th scope="col">Token</th>
              <th scope="col">{answer.from}</th>
              <th scope="col">Management API</th>
              <th scope="col">Difference</th>
            </tr>
          </thead>
          <tbody>
            {comparison.map(({ claim, state, token, answer: told, profile }) => (
              <tr key={claim} data-state={state}>
                <th scope="row">
                  <code>{claim}</code>
                </th>
                <td>{decoded === null ? <Nothing>opaque</Nothing> : <Cell value={token} />}</td>
                <td>{answer.claims === null ? <Nothing>no answer</Nothing> : <Cell value={told} />}</td>
                <td>
                  <Cell value={profile} />
                </td>
                <td>
                  <Badge tone={words[state].tone}>{words[state].text}</Badge>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className={styles.note}>
        “Added by a rule”: the profile has no such attribute, so a rule or an Action has put it in. “Not in
        scope”: the profile has it, and the token was not asked for with a scope that tells it.
      </p>
    </section>
  );
}

function Cell({ value }: { value: unknown }) {
  return value === undefined ? <Nothing>—</Nothing> : <ValueText value={value} />;
}

function Nothing({ children }: { children: string }) {
  return <span className={styles.nothing}>{children}</span>;
}
