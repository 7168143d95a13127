import { teamRows } from '@rollcall/shared/contract/team.ts';
import { useMutation } from '@tanstack/react-query';
import { Eye } from 'lucide-react';
import { call } from '../api/call.ts';
import { openAfresh } from '../lib/open-afresh.ts';
import { isProblem } from '../lib/problem-error.ts';
import { Button } from '../ui/button.tsx';
import styles from './viewing-as-banner.module.css';

/** Says on every page that one sees Rollcall as somebody else does, and ends it. */
export function ViewingAsBanner({ viewed }: { viewed: { id: string; name: string } }) {
  const stop = useMutation({
    mutationFn: () => call(teamRows.stopViewingAs, {}),
    onSuccess: () => {
      openAfresh(`/team/${encodeURIComponent(viewed.id)}`);
    },
  });
  return (
    <section className={styles.banner} aria-label="You see Rollcall as someone else">
      <Eye aria-hidden />
      <p className={styles.text}>
        {stop.isError && !isProblem(stop.error, 'not_signed_in') ? (
          <span role="alert">It could not be stopped. Try again.</span>
        ) : (
          <>
            You see Rollcall as <bdi className={styles.name}>{viewed.name}</bdi> does. Nothing can be changed.
          </>
        )}
      </p>
      <Button
        size="small"
        isPending={stop.isPending || stop.isSuccess}
        onPress={() => {
          stop.mutate();
        }}
      >
        Stop
      </Button>
    </section>
  );
}
