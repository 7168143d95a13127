import type { Grant } from '@rollcall/shared/access/grants.ts';
import type { TeamRoleDetail } from '@rollcall/shared/contract/team.ts';
import { Badge } from '../../ui/badge.tsx';
import { describeGrant, roleTitle } from './grant-draft.ts';
import styles from './grant-words.module.css';
import { Sentence } from './sentence.tsx';

interface GrantWordsProps {
  grants: readonly Grant[];
  roles: readonly TeamRoleDetail[] | undefined;
}

/** What somebody has: each role, over whom, what is hidden of them, and which roles of the tenant it gives. */
export function GrantWords({ grants, roles }: GrantWordsProps) {
  if (grants.length === 0) return <span className={styles.none}>Nothing</span>;
  return (
    <ul className={styles.grants}>
      {grants.map((grant) => (
        <li key={JSON.stringify(grant)} className={styles.grant}>
          <Badge tone={grant.role === 'admin' ? 'blue' : 'neutral'}>{roleTitle(roles, grant.role)}</Badge>
          <span className={styles.scope}>
            <Sentence text={describeGrant(grant, roles)} />
          </span>
        </li>
      ))}
    </ul>
  );
}
