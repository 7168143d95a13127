import type { Organization } from '@rollcall/shared/contract/organizations.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useDebounced } from '../../lib/debounced.ts';
import { PickList, type PickOption } from '../../ui/pick-list.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { organizationsQuery } from './queries.ts';
import { organizationName } from './words.ts';

/** How long typing rests before the tenant is asked, in milliseconds. */
const pause = 250;

interface OrganizationPickerProps {
  picked: PickOption | undefined;
  onPick: (picked: PickOption) => void;
}

function optionOf(organization: Organization): PickOption {
  return { id: organization.id, label: organizationName(organization), description: organization.name };
}

/** One organization, found by a part of its name. */
export function OrganizationPicker({ picked, onPick }: OrganizationPickerProps) {
  const [query, setQuery] = useState('');
  const asked = useDebounced(query.trim(), pause);
  const { data, error, isFetching } = useQuery({
    ...organizationsQuery(asked),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PickList
        label="Organization"
        mode="single"
        placeholder="A part of the name, or an id"
        query={query}
        onQuery={setQuery}
        options={(data?.organizations ?? []).map(optionOf)}
        picked={picked === undefined ? [] : [picked]}
        onPick={([one]) => {
          if (one !== undefined) onPick(one);
        }}
        isLoading={isFetching}
        emptyText={asked === '' ? 'This tenant has no organizations.' : 'No organization is called so.'}
        note={
          data?.complete === false
            ? 'There are more. Type a part of the name, or the whole id, to find them.'
            : undefined
        }
        focusesItself
      />
      {error !== null && <ProblemNotice error={error} />}
    </>
  );
}
