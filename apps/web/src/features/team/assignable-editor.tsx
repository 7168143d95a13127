import { RoleId } from '@rollcall/shared/access/assignable-roles.ts';
import type { Role } from '@rollcall/shared/contract/roles.ts';
import { teamRows } from '@rollcall/shared/contract/team.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../../api/me.ts';
import { Notice } from '../../ui/notice.tsx';
import { PickList } from '../../ui/pick-list.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { TokenField } from '../../ui/token-field.tsx';
import { tenantRolesQuery } from './queries.ts';

/** As many roles as the list shows at once; typing finds the others. */
const mostShown = 50;

interface AssignableEditorProps {
  /** Their ids; `undefined` for what holds where nothing is said. */
  roles: readonly string[] | undefined;
  isOverEverybody: boolean;
  onChange: (roles: string[] | undefined) => void;
}

/** Which roles of the tenant a grant lets somebody give: what its scope stands for, or certain ones. */
export function AssignableEditor({ roles, isOverEverybody, onChange }: AssignableEditorProps) {
  return (
    <>
      <RadioGroup
        label="Roles of the tenant"
        options={[
          isOverEverybody
            ? {
                id: 'unsaid',
                label: 'All roles',
                detail:
                  'And permissions of your APIs directly. Holds over all users unless you say otherwise.',
              }
            : {
                id: 'unsaid',
                label: 'None',
                detail: 'Holds over certain users unless you say otherwise.',
              },
          { id: 'these', label: 'Only these', detail: 'And no permissions directly.' },
        ]}
        value={roles === undefined ? 'unsaid' : 'these'}
        onChange={(choice) => {
          onChange(choice === 'unsaid' ? undefined : []);
        }}
      />
      {roles !== undefined && <CertainRoles ids={roles} onChange={onChange} />}
    </>
  );
}

interface CertainRolesProps {
  ids: readonly string[];
  onChange: (ids: string[]) => void;
}

/** Picked by name; where Rollcall's token cannot read roles, kept and typed as ids. */
function CertainRoles({ ids, onChange }: CertainRolesProps) {
  const may = useMay(teamRows.listTenantRoles);
  const [query, setQuery] = useState('');
  const { data, error, isFetching, refetch } = useQuery({ ...tenantRolesQuery, enabled: may.allowed });
  if (!may.allowed) {
    return (
      <>
        <Notice tone="amber">The roles cannot be listed, only named by their ids. {may.sentence}</Notice>
        <TokenField
          label="Ids of roles"
          placeholder="rol_…"
          tokens={ids}
          faultOf={(id) =>
            RoleId.safeParse(id).success ? undefined : 'The id of a role, such as rol_4nbdEhSlBxtzYAeJ.'
          }
          onChange={onChange}
        />
      </>
    );
  }
  const all = data?.roles ?? [];
  const found = all.filter(({ name }) => name.toLowerCase().includes(query.trim().toLowerCase()));
  return (
    <>
      <PickList
        label="Roles they may give"
        mode="multiple"
        placeholder="A part of the name"
        query={query}
        onQuery={setQuery}
        options={found.slice(0, mostShown).map(optionOf)}
        picked={ids.map((id) => optionOf(all.find((role) => role.id === id) ?? { id, name: id }))}
        onPick={(picked) => {
          onChange(picked.map(({ id }) => id));
        }}
        isLoading={isFetching}
        emptyText={error === null ? 'No role of the tenant has this in its name.' : 'No role to show.'}
        note={noteOf(found.length > mostShown, ids.length === 0, data?.complete === false)}
      />
      {error !== null && <ProblemNotice error={error} onRetry={() => void refetch()} />}
    </>
  );
}

function noteOf(isCut: boolean, isEmpty: boolean, isIncomplete: boolean): string | undefined {
  if (isEmpty) return 'As long as none is picked, they may give none.';
  if (isCut) return 'There are more. Type a part of the name to find them.';
  return isIncomplete ? 'The tenant has more roles than it lists.' : undefined;
}

const optionOf = ({ id, name, description }: Role) => ({ id, label: name, description });
