import type { TokenInspection } from '@rollcall/shared/contract/tokens.ts';
import { displayName } from '@rollcall/shared/user/display-name.ts';
import { Link } from '@tanstack/react-router';
import { Facts } from '../../ui/facts.tsx';
import { JsonEditor } from '../../ui/json-editor.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Comparison } from './comparison.tsx';
import styles from './tokens.module.css';

const tones = { valid: 'green', invalid: 'red', unknown: 'amber', opaque: 'neutral' } as const;
const titles = {
  valid: 'The signature is good',
  invalid: 'The signature is wrong',
  unknown: 'The signature cannot be checked',
  opaque: 'An opaque token',
};

/** What a token says, what the tenant says of it, and how both stand to the profile. */
export function Inspection({ found }: { found: TokenInspection }) {
  const { signature, answer, user, decoded, hidden } = found;
  return (
    <div className={styles.found}>
      <div className={styles.notices}>
        <Notice tone={tones[signature.state]} title={titles[signature.state]}>
          {signature.detail}
          {found.isExpired && ' It has expired.'}
          {decoded !== null && !found.isOfTenant && ' It names another issuer than this tenant.'}
        </Notice>
        <Notice tone={answer.state === 'told' ? 'green' : 'amber'} title={answer.from}>
          {answer.detail}
        </Notice>
      </div>
      <Facts
        items={[
          {
            term: 'User',
            value: (
              <Link to="/users/$userId" params={{ userId: user.user_id }}>
                <bdi>{displayName(user)}</bdi>
              </Link>
            ),
          },
          { term: 'Audience', value: found.audience.length === 0 ? 'Not told' : found.audience.join(', ') },
          { term: 'Issuer', value: found.issuer ?? 'Not told' },
          { term: 'Scope', value: found.scope ?? 'Not told' },
          { term: 'Issued', value: <RelativeTime iso={found.issuedAt} fallback="Not told" /> },
          { term: 'Expires', value: <RelativeTime iso={found.expiresAt} fallback="Not told" /> },
        ]}
      />
      <Comparison found={found} />
      {hidden.length > 0 && <p className={styles.note}>Hidden by your grant: {hidden.join(', ')}.</p>}
      {decoded !== null && (
        <div className={styles.parts}>
          <Part title="Header" value={decoded.header} />
          <Part title="Payload" value={decoded.payload} />
        </div>
      )}
    </div>
  );
}

function Part({ title, value }: { title: string; value: object }) {
  return (
    <section className={styles.part} aria-label={title}>
      <h2 className={styles.partTitle}>{title}</h2>
      <JsonEditor label={`${title} as JSON`} value={JSON.stringify(value, null, 2)} />
    </section>
  );
}
