import type { Operation } from '@rollcall/shared/contract/operations.ts';
import { Link } from '@tanstack/react-router';
import { Badge } from '../../ui/badge.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import styles from './operations.module.css';
import { Progress } from './progress.tsx';
import { stateWords } from './words.ts';

const kinds = { bulk: 'Bulk', import: 'Import', export: 'Export' };

/** One operation in the list: what it does, for whom, and how far it is. */
export function OperationCard({ operation }: { operation: Operation }) {
  const { id, kind, title, state, member, created_at: createdAt } = operation;
  const { label, tone } = stateWords[state];
  return (
    <li className={styles.card}>
      <div className={styles.cardHead}>
        <Link to="/operations/$operationId" params={{ operationId: id }} className={styles.cardLink}>
          <bdi>{title}</bdi>
        </Link>
        <Badge tone={tone}>{label}</Badge>
      </div>
      <p className={styles.hint}>
        {kinds[kind]} · <bdi>{member.name}</bdi> · <RelativeTime iso={createdAt} />
        {operation.run_at !== undefined && state === 'scheduled' && (
          <>
            {' '}
            · begins <RelativeTime iso={operation.run_at} />
          </>
        )}
      </p>
      <Progress operation={operation} />
    </li>
  );
}
