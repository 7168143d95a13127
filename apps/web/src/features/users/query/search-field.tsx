import type { SearchBox } from '@rollcall/shared/user/search-box.ts';
import { Search, X } from 'lucide-react';
import type { RefObject } from 'react';
import styles from './search-field.module.css';
import type { TypedSearch } from './use-typed-search.ts';

interface SearchFieldProps {
  search: TypedSearch;
  inputRef: RefObject<HTMLInputElement | null>;
}

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

/**
 * The search box, which says what it takes the text for. An input of the browser's: the library's own search
 * field would be a fiftieth of the first load.
 */
export function SearchField({ search, inputRef }: SearchFieldProps) {
  const { kind } = search.understood;
  const clear = () => {
    search.setText('');
    inputRef.current?.focus();
  };
  return (
    <div className={styles.search} data-invalid={search.isFaultShown ? '' : undefined}>
      <Search aria-hidden />
      <input
        ref={inputRef}
        type="search"
        aria-label="Search users"
        className={styles.input}
        placeholder="Name, e-mail, phone, user_id, IP, or a Lucene query"
        value={search.text}
        onChange={(event) => {
          search.setText(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') search.submit(search.text);
          if (event.key === 'Escape' && search.text !== '') {
            event.preventDefault();
            clear();
          }
        }}
        maxLength={2000}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck="false"
        enterKeyHint="search"
        dir="auto"
        aria-invalid={search.isFaultShown}
        {...(search.isFaultShown ? { 'aria-describedby': 'search-fault' } : {})}
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
        <button type="button" className={styles.clear} aria-label="Clear the search" onClick={clear}>
          <X aria-hidden />
        </button>
      )}
    </div>
  );
}
