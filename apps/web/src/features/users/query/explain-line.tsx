import { printQuery } from '@rollcall/shared/query/print.ts';
import { resolveDates } from '@rollcall/shared/query/relative-dates.ts';
import { boxQuery } from '@rollcall/shared/user/box-query.ts';
import { explainSearch } from '@rollcall/shared/user/explain-search.ts';
import type { SearchBox } from '@rollcall/shared/user/search-box.ts';
import { Copy } from 'lucide-react';
import { copy } from '../../../ui/copy.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { toast } from '../../../ui/toast.tsx';
import styles from './query-tools.module.css';

/** What the search asks for, in a sentence, and a way to take it along to Auth0. */
export function ExplainLine({ box }: { box: SearchBox }) {
  const query = boxQuery(box);
  const copyLucene = async () => {
    if (query === undefined) return;
    // With the dates of this moment: Auth0 cannot count back from now.
    const isCopied = await copy(printQuery(resolveDates(query, new Date())));
    if (isCopied) toast({ tone: 'green', text: 'Copied as Auth0 Lucene.' });
  };
  return (
    <div className={styles.line}>
      <p className={styles.sentence}>{explainSearch(box)}.</p>
      <IconButton
        label="Copy as Auth0 Lucene"
        size="small"
        icon={<Copy aria-hidden />}
        onPress={() => void copyLucene()}
      />
    </div>
  );
}
