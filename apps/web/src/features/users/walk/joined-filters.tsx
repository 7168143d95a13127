import { mostAskedForFactors, walksRows } from '@rollcall/shared/contract/walks.ts';
import { readSearchBox } from '@rollcall/shared/user/search-box.ts';
import { Check } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useMay } from '../../../api/me.ts';
import { Button } from '../../../ui/button.tsx';
import { toast } from '../../../ui/toast.tsx';
import { Tooltip } from '../../../ui/tooltip.tsx';
import { FilterChip } from './filter-chip.tsx';
import { organizationFiltersQuery, roleFiltersQuery } from '../../../api/filter-queries.ts';
import styles from './filters.module.css';
import type { WalkSearch } from './walk-search.ts';

type Filtered = Pick<WalkSearch, 'q' | 'role' | 'organization' | 'mfa'>;

interface JoinedFiltersProps {
  search: Filtered;
  /** With `replace`, in the place of the address of now. */
  onChange: (changes: Partial<Filtered>, replace?: boolean) => void;
}

const factors = `Auth0 tells factors user by user: one request for each who matches, and at most ${mostAskedForFactors.toLocaleString('en')} of them.`;

/** What no search of Auth0's knows, to be joined with any other filter. */
export function JoinedFilters({ search, onChange }: JoinedFiltersProps) {
  const mayFilterByRole = useMay(walksRows.startWalk, ['role']);
  const mayFilterByOrganization = useMay(walksRows.startWalk, ['organization']);
  const mayFilterByMfa = useMay(walksRows.startWalk, ['mfa']);
  useOrganizationOfBox(search.q, mayFilterByOrganization.allowed, onChange);
  const hasMfa = search.mfa !== '';
  const mfaSentence = mayFilterByMfa.allowed ? factors : mayFilterByMfa.sentence;
  return (
    <fieldset aria-label="Filters beyond the search" className={styles.filters}>
      <FilterChip
        name="Role"
        placeholder="Find a role"
        emptyText="No role is called that."
        picked={search.role}
        optionsQuery={roleFiltersQuery}
        why={mayFilterByRole.allowed ? undefined : mayFilterByRole.sentence}
        onPick={(role) => {
          onChange({ role });
        }}
      />
      <FilterChip
        name="Organization"
        placeholder="Find an organization, or paste an id"
        emptyText="No organization that you may see is called that."
        picked={search.organization}
        optionsQuery={organizationFiltersQuery}
        why={mayFilterByOrganization.allowed ? undefined : mayFilterByOrganization.sentence}
        onPick={(organization) => {
          onChange({ organization });
        }}
      />
      <Tooltip text={mfaSentence}>
        <Button
          size="small"
          variant={hasMfa ? 'secondary' : 'quiet'}
          aria-pressed={hasMfa}
          icon={hasMfa ? <Check aria-hidden /> : undefined}
          onPress={() => {
            if (mayFilterByMfa.allowed) onChange({ mfa: hasMfa ? '' : 'none' });
          }}
          {...(mayFilterByMfa.allowed ? {} : { 'aria-disabled': true })}
        >
          No MFA
        </Button>
      </Tooltip>
    </fieldset>
  );
}

/** The id of an organization in the search box is the filter: no search knows who is a member. */
function useOrganizationOfBox(q: string, isAllowed: boolean, onChange: JoinedFiltersProps['onChange']): void {
  const asked = readSearchBox(q);
  const organization = isAllowed && asked.kind === 'organization' ? asked.organizationId : undefined;
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  useEffect(() => {
    if (organization === undefined) return;
    latest.current({ q: '', organization }, true);
    toast({ text: 'That is the id of an organization: the list is filtered by it.' });
  }, [organization]);
}
