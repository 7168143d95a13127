import type { LogEvent } from '@rollcall/shared/contract/history.ts';
import { describe, expect, it } from 'vitest';
import { auditEntry, joinTimeline, logEntry } from './timeline.ts';

const log = (date: string, type = 's') => logEntry({ log_id: date, date, type } satisfies LogEvent);
const act = (id: number, at: string, outcome: 'done' | 'denied' = 'done') =>
  auditEntry({
    id,
    at,
    action: 'user.block',
    actor: null,
    target: null,
    outcome,
    changes: [],
    requestId: 'r',
    revertible: false,
  });
const ids = (entries: readonly { at: string }[]) => entries.map(({ at }) => at);

describe('joinTimeline', () => {
  it('puts everything in one order where there is no more of anything', () => {
    const { entries, behind } = joinTimeline([
      { entries: [log('2026-03'), log('2026-01')], reached: '2026-01', hasMore: false },
      { entries: [act(2, '2026-04'), act(1, '2026-02')], reached: '2026-02', hasMore: false },
    ]);
    expect(ids(entries)).toEqual(['2026-04', '2026-03', '2026-02', '2026-01']);
    expect(behind).toEqual([]);
  });

  it('holds back what is older than what a source with more has reached, and names that source', () => {
    const { entries, behind } = joinTimeline([
      { entries: [log('2026-05'), log('2026-03')], reached: '2026-03', hasMore: true },
      { entries: [act(2, '2026-04'), act(1, '2026-02')], reached: '2026-02', hasMore: false },
    ]);
    expect(ids(entries)).toEqual(['2026-05', '2026-04', '2026-03']);
    expect(behind).toEqual([0]);
  });

  it('goes by what was looked at, also where nothing of it fits', () => {
    const { entries, behind } = joinTimeline([
      { entries: [], reached: '2026-03', hasMore: true },
      { entries: [act(2, '2026-04'), act(1, '2026-02')], reached: '2026-02', hasMore: true },
    ]);
    expect(ids(entries)).toEqual(['2026-04']);
    expect(behind).toEqual([0]);
  });

  it('shows an entry once that came on two pages', () => {
    const { entries } = joinTimeline([
      { entries: [log('2026-05'), log('2026-05')], reached: '2026-05', hasMore: false },
    ]);
    expect(entries).toHaveLength(1);
  });
});

describe('the kind of an entry', () => {
  it('is what the code or the outcome says', () => {
    expect(log('2026', 'fp').kind).toBe('failure');
    expect(log('2026', 'brand_new').kind).toBe('other');
    expect(act(1, '2026').kind).toBe('change');
    expect(act(1, '2026', 'denied').kind).toBe('failure');
  });
});
