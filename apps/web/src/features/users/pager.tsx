import type { UserList } from '@rollcall/shared/contract/users.ts';
import { pageSizes } from '@rollcall/shared/user/list-state.ts';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Why } from '../../ui/why.tsx';
import styles from './pager.module.css';
import { pagesAround } from './reach.ts';
import type { ListSearch } from './search-params.ts';

const number = new Intl.NumberFormat('en');

interface PagerProps {
  list: UserList;
  search: ListSearch;
  /** Whether the list goes to its end, past what a search pages through. */
  isWhole?: boolean;
  /** How many of this page are gone, or out of sight, since they were found. */
  gone?: number;
  /** The way past that, and what else belongs beside the totals. */
  children?: ReactNode;
  onSizeChange: (perPage: ListSearch['per_page']) => void;
}

/** Which part of how many this is, and the ways on. */
export function Pager({ list, search, isWhole = false, gone = 0, children, onSizeChange }: PagerProps) {
  const { hasPrevious, hasNext, endsAtLimit } = pagesAround(search, list.total, isWhole);
  return (
    <footer className={styles.pager}>
      <output className={styles.totals}>{totals(list)}</output>
      <span title="How long the tenant took to answer">{number.format(list.took)} ms</span>
      {gone > 0 && <span>{number.format(gone)} gone since</span>}
      {children}
      {endsAtLimit && (
        <p className={styles.limit}>
          <Why sentence="Auth0 pages through the first 1,000 results only. Show all, narrow the search, or sort the other way round." />
        </p>
      )}
      <label className={styles.size}>
        Rows per page
        <select
          className={styles.select}
          value={search.per_page}
          onChange={(event) => {
            const chosen = pageSizes.find((size) => String(size) === event.target.value);
            if (chosen !== undefined) onSizeChange(chosen);
          }}
        >
          {pageSizes.map((size) => (
            <option key={size} value={size}>
              {number.format(size)}
            </option>
          ))}
        </select>
      </label>
      <nav aria-label="Pages" className={styles.buttons}>
        <PageLink
          label="Previous page"
          page={hasPrevious ? search.page - 1 : undefined}
          icon={<ChevronLeft aria-hidden />}
        />
        <PageLink
          label="Next page"
          page={hasNext ? search.page + 1 : undefined}
          icon={<ChevronRight aria-hidden />}
        />
      </nav>
    </footer>
  );
}

function PageLink(props: { label: string; page: number | undefined; icon: React.ReactNode }) {
  const { label, page, icon } = props;
  if (page === undefined) {
    return (
      <Button size="small" isDisabled aria-label={label} icon={icon}>
        {null}
      </Button>
    );
  }
  return (
    <ButtonLink
      size="small"
      to="/users"
      search={(before) => ({ ...before, page })}
      aria-label={label}
      icon={icon}
    />
  );
}

function totals({ users, start, total }: UserList): string {
  if (users.length === 0) return `0 of ${number.format(total)}`;
  return `${number.format(start + 1)}–${number.format(start + users.length)} of ${number.format(total)}`;
}
