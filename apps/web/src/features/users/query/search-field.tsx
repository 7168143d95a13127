import type { SearchBox } from '@rollcall/shared/user/search-box.ts';
import { Search, X } from 'lucide-react';
import type { Ref } from 'react';
import { Button, Input, SearchField as AriaSearchField } from 'react-aria-components/SearchField';
import { classNames } from '../../../lib/class-names.ts';
import styles from './search-field.module.css';
import type { TypedSearch } from './use-typed-search.ts';

/** What a text was taken for, in a word, and what that means. */
const words: Record<Exclude<SearchBox['kind'], 'all'>, { label: string; help: string }> = {
  email: { label: 'Exact e-mail', help: 'Looked up directly: changes are seen at once.' },
  user_id: { label: 'user_id', help: 'Looked up directly: changes are seen at once.' },
  organization: {
    label: 'Organization',
    help: 'The id of an organization. New changes can take a moment to be found.',
  },
  phone_number: {
    label: 'Phone number',
    help: 'Looked for in international form. New changes can take a moment to be found.',
  },
  last_ip: {
    label: 'IP address',
    help: 'The address of the last sign-in. New changes can take a moment to be found.',
  },
  words: {
    label: 'Words',
    help: 'Every word is looked for in name, e-mail and username. New changes can take a moment to be found.',
  },
  lucene: {
    label: 'Lucene',
    help: 'A query in Auth0’s search language. New changes can take a moment to be found.',
  },
  invalid: { label: 'Lucene', help: 'A query in Auth0’s search language, not complete yet.' },
};

/** The search box, which says what it takes the text for. */
export function SearchField({ search, inputRef }: { search: TypedSearch; inputRef: Ref<HTMLInputElement> }) {
  const { kind } = search.understood;
  return (
    <AriaSearchField
      aria-label="Search users"
      className={classNames(styles.search)}
      value={search.text}
      onChange={search.setText}
      onSubmit={search.submit}
      maxLength={2000}
      isInvalid={search.isFaultShown}
      {...(search.isFaultShown ? { 'aria-describedby': 'search-fault' } : {})}
    >
      <Search aria-hidden />
      <Input
        ref={inputRef}
        className={classNames(styles.input)}
        placeholder="Name, e-mail, phone, user_id, IP, or a Lucene query"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck="false"
        enterKeyHint="search"
        dir="auto"
      />
      {kind !== 'all' && (
        <span className={styles.chip} data-kind={kind} title={words[kind].help}>
          {words[kind].label}
        </span>
      )}
      {search.isWaitingForEnter && <kbd className={styles.key}>Enter</kbd>}
      {kind === 'all' ? (
        <kbd className={styles.key} title="Press / to search">
          /
        </kbd>
      ) : (
        <Button className={classNames(styles.clear)} aria-label="Clear the search">
          <X aria-hidden />
        </Button>
      )}
    </AriaSearchField>
  );
}
