import { schedulesRows } from '@rollcall/shared/contract/schedules.ts';
import { useQuery } from '@tanstack/react-query';
import { Copy } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import { useMay } from '../../api/me.ts';
import { Button } from '../../ui/button.tsx';
import { PlainTime } from '../../ui/plain-time.tsx';
import { copyAndTell } from '../../ui/copy-and-tell.ts';
import { copiedValue, rawLines } from './raw-lines.ts';
import { RawView } from './raw-view.tsx';
import styles from './raw.module.css';
import { deletedUserQuery } from './schedules.ts';

/** What Rollcall keeps of a user whom it has deleted, for those who could have deleted them; nothing otherwise. */
export function DeletedUser({ userId }: { userId: string }) {
  const may = useMay(schedulesRows.getDeletedUser);
  const { data } = useQuery({ ...deletedUserQuery(userId), enabled: may.allowed });
  const titleId = useId();
  const [selected, setSelected] = useState(0);
  const lines = useMemo(() => (data === undefined ? [] : rawLines(data.user)), [data]);
  if (data === undefined) return null;
  return (
    <section className={styles.raw} aria-labelledby={titleId}>
      <h2 id={titleId} className={styles.title}>
        What is kept of this user
      </h2>
      <p className={styles.note}>
        Rollcall deleted them <PlainTime iso={data.deleted_at} />, as {data.member.name} had planned{' '}
        <PlainTime iso={data.planned_at} />. This is how they were then
        {data.masked.length > 0 && `, without what your grant hides: ${data.masked.join(', ')}`}. It is kept
        for ninety days. Passwords, factors and sessions are gone with the user.
      </p>
      <div className={styles.tools}>
        <Button
          size="small"
          icon={<Copy aria-hidden />}
          onPress={() => void copyAndTell(copiedValue(data.user), 'all of it')}
        >
          Copy all
        </Button>
      </div>
      <RawView
        lines={lines}
        matches={[]}
        length={0}
        current={undefined}
        selected={selected}
        onSelect={setSelected}
      />
    </section>
  );
}
