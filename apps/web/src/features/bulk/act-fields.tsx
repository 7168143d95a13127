import { useQuery } from '@tanstack/react-query';
import { type ComponentProps, useState } from 'react';
import { organizationFiltersQuery, roleFiltersQuery } from '../../api/filter-queries.ts';
import { useDebounced } from '../../lib/debounced.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { PickList } from '../../ui/pick-list.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './bulk.module.css';
import type { Draft } from './draft.ts';

interface ActFieldsProps {
  draft: Draft;
  onChange: (changes: Partial<Draft>) => void;
}

/** What an act takes beyond its name. */
export function ActFields({ draft, onChange }: ActFieldsProps) {
  switch (draft.name) {
    case 'block_until':
      return (
        <TextField
          label="Blocked until"
          type="datetime-local"
          value={draft.moment}
          onChange={(moment) => onChange({ moment })}
        />
      );
    case 'delete_later':
      return (
        <NumberField
          label="Days until they are deleted"
          description="They are blocked meanwhile. Who is unblocked by then is not deleted."
          value={draft.days}
          onChange={(days) => onChange({ days })}
        />
      );
    case 'assign_roles':
    case 'remove_roles':
      return <Choice kind="roles" draft={draft} onChange={onChange} />;
    case 'add_to_organization':
    case 'remove_from_organization':
      return <Choice kind="organization" draft={draft} onChange={onChange} />;
    case 'user_metadata':
    case 'app_metadata':
      return (
        <>
          <p className={styles.hint}>
            Merge patches (RFC 7396): what is named is changed at any depth, <code>null</code> takes a key
            away, and everything else stays.
          </p>
          <TextArea
            label="user_metadata"
            rows={5}
            longest={20_000}
            value={draft.user_metadata}
            onChange={(text) => onChange({ user_metadata: text })}
          />
          <TextArea
            label="app_metadata"
            rows={5}
            longest={20_000}
            value={draft.app_metadata}
            onChange={(text) => onChange({ app_metadata: text })}
          />
        </>
      );
    case 'create_password_tickets':
      return (
        <>
          <NumberField
            label="Hours that a ticket is good for"
            description="The tickets stand in the report, for you alone and for a day."
            value={draft.hours}
            onChange={(hours) => onChange({ hours })}
          />
          <Checkbox
            isSelected={draft.marksVerified}
            onChange={(marksVerified) => onChange({ marksVerified })}
          >
            Whoever uses one has proved their e-mail address
          </Checkbox>
        </>
      );
    default:
      return null;
  }
}

interface ChoiceWords extends Pick<
  ComponentProps<typeof PickList>,
  'label' | 'placeholder' | 'emptyText' | 'mode'
> {
  query: typeof roleFiltersQuery | typeof organizationFiltersQuery;
}

const choices: Record<'roles' | 'organization', ChoiceWords> = {
  roles: {
    label: 'Roles',
    placeholder: 'Find a role',
    emptyText: 'No role has this in its name.',
    mode: 'multiple',
    query: roleFiltersQuery,
  },
  organization: {
    label: 'Organization',
    placeholder: 'Find an organization',
    emptyText: 'No organization is found by this.',
    mode: 'single',
    query: organizationFiltersQuery,
  },
};

function Choice({ kind, draft, onChange }: ActFieldsProps & { kind: keyof typeof choices }) {
  const [text, setText] = useState('');
  const { query, ...words } = choices[kind];
  const found = useQuery(query(useDebounced(text, 200)));
  if (found.error !== null) {
    return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  }
  return (
    <PickList
      {...words}
      query={text}
      onQuery={setText}
      options={found.data?.options ?? []}
      picked={draft.picked}
      onPick={(picked) => onChange({ picked: picked.map(({ id, label }) => ({ id, label })) })}
      isLoading={found.isLoading}
      note={found.data?.note}
    />
  );
}
