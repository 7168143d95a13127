import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { assignableRolesQuery } from '../../api/assignable-roles.ts';
import { useDebounced } from '../../lib/debounced.ts';
import { PickList, type PickOption } from '../../ui/pick-list.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';

/** How long typing rests before the tenant is asked, in milliseconds. */
const pause = 250;

interface RolePickerProps {
  userId: string;
  label: string;
  picked: readonly PickOption[];
  onPick: (picked: PickOption[]) => void;
}

/** Roles that may be given to a user, found by a part of their name. */
export function RolePicker({ userId, label, picked, onPick }: RolePickerProps) {
  const [query, setQuery] = useState('');
  const asked = useDebounced(query.trim(), pause);
  const { data, error, isFetching } = useQuery({
    ...assignableRolesQuery(userId, asked),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PickList
        label={label}
        mode="multiple"
        placeholder="A part of the name"
        query={query}
        onQuery={setQuery}
        options={(data?.roles ?? []).map(({ id, name, description }) => ({ id, label: name, description }))}
        picked={picked}
        onPick={onPick}
        isLoading={isFetching}
        emptyText="No role that you may give has this in its name."
        note={data?.complete === false ? 'There are more. Type a part of the name to find them.' : undefined}
      />
      {error !== null && <ProblemNotice error={error} />}
    </>
  );
}
