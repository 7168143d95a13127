import { asCurl, type ManagementRequest } from '@rollcall/shared/user/management-calls.ts';
import styles from './copy-as-curl.module.css';
import { CopyButton } from './copy-text.tsx';

interface CopyAsCurlProps {
  /** The tenant's domain. */
  tenant: string;
  calls: readonly ManagementRequest[];
}

/** The calls of the Management API that an act amounts to, to read or to take along; closed at first. */
export function CopyAsCurl({ tenant, calls }: CopyAsCurlProps) {
  if (calls.length === 0) return null;
  const text = asCurl(tenant, calls);
  return (
    <details className={styles.curl}>
      <summary>As curl</summary>
      <div className={styles.shown}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keyboard */}
        <pre tabIndex={0}>{text}</pre>
        <CopyButton text={text} label="as curl" />
      </div>
      <p>
        What this amounts to at the Management API. The token, and any password, come from your own
        environment. Done so, it is not in Rollcall’s audit trail.
      </p>
    </details>
  );
}
