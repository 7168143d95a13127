import type { UserList } from '@rollcall/shared/contract/users.ts';
import type { Walk } from '@rollcall/shared/contract/walks.ts';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { isProblem } from '../../../lib/problem-error.ts';
import { joinedWalkQuery, walkQuery, walkUsersQuery } from './queries.ts';
import { comesFromWalk, isJoined, type WalkSearch } from './walk-search.ts';

/** The rows of the list, wherever they come from. */
export interface UserRows {
  list: UserList | undefined;
  error: Error | null;
  isLoading: boolean;
  /** Whether what is shown is what was asked before. */
  isPlaceholderData: boolean;
  refetch: () => void;
  /** The walk that they come from, or will. */
  walk: Walk | undefined;
  /** Whether a walk was asked for that is forgotten by now. */
  isForgotten: boolean;
  /** Whether they are all that match, so that paging goes to the last one. */
  isWhole: boolean;
  /** How many of this page are gone, or out of sight, since they were found. */
  gone: number;
}

/**
 * The rows of the list: of a search, or of a walk where one was begun or the list is joined with what no
 * search knows. While a walk goes on, what the search has found stays.
 *
 * @param searched the search, which is not asked anew where the rows come from a walk
 */
export function useUserRows(
  search: WalkSearch,
  searched: UseQueryResult<UserList>,
  isEnabled: boolean,
): UserRows {
  const isWalk = isEnabled && comesFromWalk(search);
  const begun = useQuery({ ...joinedWalkQuery(search), enabled: isWalk && search.walk === '' });
  const id = search.walk === '' ? (begun.data ?? '') : search.walk;
  const walked = useQuery({ ...walkQuery(id), enabled: isWalk && id !== '' });
  const walk = isWalk ? walked.data : undefined;
  const isDone = walk?.state === 'done';
  const users = useQuery({ ...walkUsersQuery(id, search), enabled: isDone });
  if (!isWalk) {
    const { data: list, error, isLoading, isPlaceholderData } = searched;
    const refetch = () => void searched.refetch();
    const plain = { walk: undefined, isForgotten: false, isWhole: false, gone: 0 };
    return { list, error, isLoading, isPlaceholderData, refetch, ...plain };
  }
  const error = begun.error ?? walked.error ?? (isDone ? users.error : null);
  const isForgotten = isProblem(walked.error, 'not_found') || isProblem(users.error, 'not_found');
  const isUnderWay = error === null && (walk === undefined || walk.state === 'running');
  const before = isJoined(search) ? undefined : searched.data;
  return {
    list: isDone ? users.data : before,
    error: isForgotten ? null : error,
    isLoading: isUnderWay || users.isLoading,
    isPlaceholderData: !isDone || users.isPlaceholderData,
    refetch: () => {
      if (begun.error !== null) void begun.refetch();
      else if (walked.error !== null) void walked.refetch();
      else void users.refetch();
    },
    walk,
    isForgotten,
    isWhole: isDone,
    gone: users.data?.gone ?? 0,
  };
}
