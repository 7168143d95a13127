import type { AuditEvent } from '@rollcall/shared/contract/audit.ts';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { narrow, useMediaQuery } from '../../lib/media-query.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { EventCards } from './event-cards.tsx';
import { EventTable } from './event-table.tsx';
import { EventsSkeleton } from './events-skeleton.tsx';
import styles from './events.module.css';
import { Filters } from './filters.tsx';
import { auditEventsQuery, countedNew, newestEventsQuery } from './queries.ts';
import { type AuditFilter, filterOf } from './filter.ts';
import type { AuditSearch } from './search-params.ts';

interface EventsViewProps {
  search: Partial<AuditSearch>;
  onChange: (changes: Partial<AuditSearch>) => void;
  onClear: () => void;
}

/** The events that a filter lets through, newest first; they stay in place, and what is new is announced. */
export function EventsView({ search, onChange, onClear }: EventsViewProps) {
  const shown = search.event;
  const filter = filterOf(search);
  const queryClient = useQueryClient();
  const isNarrow = useMediaQuery(narrow);
  const list = useInfiniteQuery(auditEventsQuery(filter));
  const events = list.data?.pages.flatMap((page) => page.events);
  const newest = useQuery({ ...newestEventsQuery(filter), enabled: events !== undefined });
  const fresh = newest.data?.filter(({ id }) => id > (events?.[0]?.id ?? 0)).length ?? 0;
  const showNew = () => {
    void queryClient.resetQueries({ queryKey: auditEventsQuery(filter).queryKey });
  };
  const look = (changes: AuditFilter) => onChange({ ...changes, event: undefined });
  const Events = isNarrow ? EventCards : EventTable;

  return (
    <div className={styles.view}>
      <div className={styles.top}>
        <Filters filter={filter} onChange={look} onClear={onClear} />
      </div>
      <output className={styles.news}>
        {fresh > 0 && (
          <Button size="small" onPress={showNew}>
            {newWords(fresh)}
          </Button>
        )}
      </output>
      {list.isError && (
        <div className={styles.notice}>
          <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
        </div>
      )}
      {events === undefined ? (
        list.isPending && <EventsSkeleton />
      ) : events.length === 0 ? (
        <NoEvents isFiltered={Object.keys(filter).length > 0} onClear={onClear} />
      ) : (
        <Events
          events={events}
          shown={shown}
          onToggle={(id) => onChange({ event: id === shown ? undefined : id })}
          onFilter={look}
          onChange={showNew}
        />
      )}
      {events !== undefined && events.length > 0 && (
        <div className={styles.foot}>
          <span>{countWords(events)}</span>
          {list.hasNextPage && (
            <Button
              size="small"
              isPending={list.isFetchingNextPage}
              onPress={() => void list.fetchNextPage()}
            >
              Show older
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function NoEvents({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  if (!isFiltered) {
    return (
      <EmptyState title="Nothing has happened yet">
        Or nothing about those whom you may see. Every change, every sign-in and every refusal is written down
        here.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No event matches" action={<Button onPress={onClear}>Clear the filter</Button>}>
      Nothing that you may see fits all of the filter.
    </EmptyState>
  );
}

function newWords(count: number): string {
  if (count >= countedNew) return `${countedNew} or more new events`;
  return count === 1 ? '1 new event' : `${count} new events`;
}

function countWords({ length }: readonly AuditEvent[]): string {
  return length === 1 ? '1 event shown' : `${length.toLocaleString('en')} events shown`;
}
