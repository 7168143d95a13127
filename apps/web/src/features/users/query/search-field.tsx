import type { SearchBox } from '@rollcall/shared/user/search-box.ts';
import { Search, X } from 'lucide-react';
import type { Ref } from 'react';
import { Button, Input, SearchField as AriaSearchField } from 'react-aria-components/SearchField';
import { classNames } from '../../../lib/class-names.ts';
import styles from './search-field.module.css';
import type { TypedSearch } from './use-typed-search.ts';

/** What a text was taken for, in a word. */
const words: Record<Exclude<SearchBox['kind'], 'all'>, string> = {
  email: 'Exact e-mail',
  user_id: 'user_id',
  organization: 'Organization',
  phone_number: 'Phone number',
  last_ip: 'IP address',
  words: 'Words',
  lucene: 'Lucene',
  invalid: 'Lucene',
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
        <span className={styles.chip} data-kind={kind}>
          {words[kind]}
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
