import type { Me } from '@rollcall/shared/contract/account.ts';
import { ChevronsUpDown } from 'lucide-react';
import { useMe } from '../api/me.ts';
import { Avatar } from '../ui/avatar.tsx';
import styles from './shell.module.css';

/** What to call the signed-in team member. */
export function memberName({ member }: Me): string {
  return member.name ?? member.email ?? member.id;
}

/** Who is signed in, in which team roles. */
export function AccountName() {
  const me = useMe();
  const name = memberName(me);
  return (
    <span className={styles.account}>
      <Avatar name={name} picture={me.member.picture} />
      <span className={styles.accountText}>
        <bdi className={styles.accountName}>{name}</bdi>
        <span className={styles.accountRole}>{me.member.roles.join(', ')}</span>
      </span>
      <ChevronsUpDown aria-hidden />
    </span>
  );
}
