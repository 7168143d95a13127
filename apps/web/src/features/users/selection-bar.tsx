import type { UserList } from '@rollcall/shared/contract/users.ts';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { isProblem } from '../../lib/problem-error.ts';
import type { SelectionForActs, SelectedUsers } from '../../lib/selected-users.ts';
import { Button } from '../../ui/button.tsx';
import { copyAndTell } from '../../ui/copy-and-tell.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import styles from './selection-bar.module.css';
import type { Selection } from './use-selection.ts';
import { allWalkIds } from './walk/calls.ts';
import { walkQuery } from './walk/queries.ts';
import { SelectMatching, type SelectMatchingProps } from './walk/select-matching.tsx';

const number = new Intl.NumberFormat('en');

interface SelectionBarProps extends Pick<SelectMatchingProps, 'search' | 'walk'> {
  selection: Selection;
  list: UserList | undefined;
  /** What else can be done with them. */
  actions: ((selection: SelectionForActs) => ReactNode) | undefined;
}

/** How many users are selected, the way to all who match, and what can be done with them. */
export function SelectionBar({ selection, list, actions, ...props }: SelectionBarProps) {
  const { selected, count, emails, clear } = selection;
  const isWalk = selected.kind === 'walk';
  const kept = useQuery({ ...walkQuery(isWalk ? selected.walkId : ''), enabled: isWalk });
  const copyIds = useMutation({ mutationFn: () => copyIdsOf(selected) });
  const isForgotten = isProblem(kept.error, 'not_found');
  const isPageSelected = list?.users.every(({ user_id: id }) => selection.has(id)) === true;
  const isMoreThere = !isWalk && list !== undefined && isPageSelected && list.total > list.users.length;
  return (
    <section className={styles.bar} aria-label="Selection">
      <output className={styles.count}>
        {isForgotten
          ? 'Who was selected is an hour old and was forgotten'
          : `${number.format(count)} selected`}
        {isWalk && !isForgotten && <span className={styles.more}>{wordsOf(selected.except.length)}</span>}
      </output>
      {(isMoreThere || selection.collecting !== '') && (
        <SelectMatching {...props} total={list?.total} selection={selection} />
      )}
      {!isForgotten && (
        <>
          <Button
            size="small"
            isPending={copyIds.isPending}
            onPress={() => {
              copyIds.mutate();
            }}
          >
            Copy user_ids
          </Button>
          {emails.length > 0 && (
            <Button
              size="small"
              onPress={() => void copyAndTell(emails.join('\n'), `${number.format(emails.length)} lines`)}
            >
              Copy e-mails
            </Button>
          )}
          {actions?.({ selected, count, clear })}
        </>
      )}
      <Button size="small" variant="quiet" onPress={clear}>
        Clear
      </Button>
      {copyIds.error !== null && <ProblemNotice error={copyIds.error} />}
    </section>
  );
}

function wordsOf(except: number): string {
  return except === 0 ? ', all that match' : `, all that match but ${number.format(except)}`;
}

async function copyIdsOf(selected: SelectedUsers): Promise<void> {
  const ids = selected.kind === 'ids' ? selected.ids : await allWalkIds(selected.walkId);
  const except = new Set(selected.kind === 'walk' ? selected.except : []);
  const lines = ids.filter((id) => !except.has(id));
  await copyAndTell(lines.join('\n'), `${number.format(lines.length)} lines`);
}
