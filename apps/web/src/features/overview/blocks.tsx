import type { Overview } from '@rollcall/shared/contract/overview.ts';
import { overviewRows } from '@rollcall/shared/contract/overview.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { useState } from 'react';
import { useMay } from '../../api/me.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { WhySign } from '../../ui/why-sign.tsx';
import { ClearBlocksDialog } from './clear-blocks-dialog.tsx';
import styles from './overview.module.css';

interface BlocksProps {
  user: UserDetail;
  blocks: Overview['blocks'] | undefined;
}

/** Where brute-force protection keeps the user out, and the way to let them in again. */
export function Blocks({ user, blocks }: BlocksProps) {
  const may = useMay(overviewRows.clearUserBlocks, [], user);
  const [isOpen, setOpen] = useState(false);
  if (blocks?.state !== 'told' || blocks.blocked_for.length === 0) return null;
  return (
    <Notice
      tone="red"
      title="Blocked by brute-force protection"
      action={
        <>
          <Button size="small" isDisabled={!may.allowed} onPress={() => setOpen(true)}>
            Clear the blocks
          </Button>
          {!may.allowed && <WhySign sentence={may.sentence} />}
        </>
      }
    >
      After too many failed sign-ins, the tenant refuses further ones, whatever the password:
      <ul className={styles.blocks}>
        {blocks.blocked_for.map(({ identifier, ip, connection }) => (
          <li key={`${identifier} ${ip} ${connection}`}>
            {identifier !== undefined && <bdi>{identifier} </bdi>}
            {ip === undefined ? (
              identifier === undefined ? (
                'an address that is hidden from you'
              ) : (
                'from everywhere'
              )
            ) : (
              <>
                from <code>{ip}</code>
              </>
            )}
          </li>
        ))}
      </ul>
      {isOpen && <ClearBlocksDialog user={user} onClose={() => setOpen(false)} />}
    </Notice>
  );
}
