import { useMutation } from '@tanstack/react-query';
import { Button } from '../../../ui/button.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { startWalk } from './calls.ts';
import type { WalkSearch } from './walk-search.ts';
import styles from './walk-offer.module.css';

const number = new Intl.NumberFormat('en');
/** What a request takes, as long as the tenant's budget lasts. */
const requestsPerSecond = 8;

interface WalkOfferProps {
  search: WalkSearch;
  total: number;
  onStarted: (id: string) => void;
}

/** The way past the first 1,000, and what it costs. */
export function WalkOffer({ search, total, onStarted }: WalkOfferProps) {
  const start = useMutation({
    mutationFn: () => startWalk(search),
    onSuccess: ({ id }) => {
      onStarted(id);
    },
  });
  const requests = Math.ceil(total / 100) + 1;
  return (
    <div className={styles.offer}>
      <Button
        size="small"
        isPending={start.isPending}
        aria-describedby="walk-cost"
        onPress={() => {
          start.mutate();
        }}
      >
        Show all {number.format(total)}
      </Button>
      <span id="walk-cost" className={styles.cost}>
        ≈ {number.format(requests)} requests, {timeOf(requests / requestsPerSecond)}. A search shows the first
        1,000.
      </span>
      {start.error !== null && <ProblemNotice error={start.error} />}
    </div>
  );
}

function timeOf(seconds: number): string {
  if (seconds < 90) return `about ${Math.max(5, Math.round(seconds / 5) * 5)} s`;
  return `about ${Math.round(seconds / 60)} min`;
}
