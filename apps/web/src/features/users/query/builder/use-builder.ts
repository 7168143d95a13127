import { builderOf, type Group, queryOf } from '@rollcall/shared/query/builder.ts';
import { boxQuery, boxText } from '@rollcall/shared/user/box-query.ts';
import type { SearchBox } from '@rollcall/shared/user/search-box.ts';
import { useState } from 'react';

/** The search box, as far as a builder reads and writes it. */
export interface BuiltSearch {
  text: string;
  understood: SearchBox;
  setText: (text: string) => void;
  submit: (text: string) => void;
  isWaitingForEnter: boolean;
}

/**
 * The search box as a builder. A change of the builder rewrites the text at once; another text makes another
 * builder. Rows that are not complete are in no text, and stay as long as the text is the builder's own.
 */
export function useBuilder(search: BuiltSearch) {
  const read = () => builderOf(boxQuery(search.understood) ?? { kind: 'all' });
  const [root, setRoot] = useState<Group>(read);
  const [text, setText] = useState(search.text);
  const isReadable = search.understood.kind !== 'invalid';
  if (search.text !== text && isReadable) {
    setText(search.text);
    setRoot(read());
  }
  const change = (changed: Group) => {
    const written = boxText(queryOf(changed));
    setRoot(changed);
    setText(written);
    if (written !== search.text) search.setText(written);
  };
  return { root, change, isReadable };
}
