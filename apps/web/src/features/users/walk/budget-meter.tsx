import { budgetRows } from '@rollcall/shared/contract/budget.ts';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../../api/call.ts';
import { useMay } from '../../../api/me.ts';
import { Tooltip } from '../../../ui/tooltip.tsx';
import { Button } from 'react-aria-components/Button';
import styles from './budget-meter.module.css';
import { classNames } from '../../../lib/class-names.ts';

const refreshMs = 15_000;

/** How much of the tenant's rate limit for reading users is left, for those who run Rollcall. */
export function BudgetMeter() {
  const may = useMay(budgetRows.getBudget);
  const { data } = useQuery({
    queryKey: ['budget'],
    queryFn: async ({ signal }) => (await call(budgetRows.getBudget, { signal })).data.levels,
    refetchInterval: refreshMs,
    enabled: may.allowed,
  });
  const level = data?.find(({ kind }) => kind === 'read-users');
  if (level === undefined) return null;
  const share = Math.round((level.remaining / level.limit) * 100);
  const words = `The tenant had ${level.remaining} of ${level.limit} requests for reading users left at ${new Date(level.seen_at).toLocaleTimeString('en')}. More are added all the time.`;
  return (
    <Tooltip text={words}>
      <Button className={classNames(styles.budget)} aria-label={`Request budget: ${share} %`}>
        <span className={styles.label}>Budget</span>
        <span className={styles.track} data-low={share < 30}>
          <span className={styles.fill} style={{ inlineSize: `${share}%` }} />
        </span>
        <span>{share} %</span>
      </Button>
    </Tooltip>
  );
}
