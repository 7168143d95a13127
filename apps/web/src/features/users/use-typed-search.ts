import { readSearchBox, type SearchBox } from '@rollcall/shared/user/search-box.ts';
import { useEffect, useRef, useState } from 'react';

/** How long after the last key stroke a search starts, in milliseconds. */
const pause = 300;
/** How long a query may stay unfinished before its fault is pointed out, in milliseconds. */
const patience = 900;

export interface TypedSearch {
  text: string;
  /** What the text is taken for, at each key stroke. */
  understood: SearchBox;
  setText: (text: string) => void;
  /** Enter: searches at once, or points out the fault at once. */
  submit: (text: string) => void;
  /** Whether the fault of an invalid text is to be pointed out. */
  isFaultShown: boolean;
  /** A Lucene query is typed and waits for Enter: half of one means something else than the whole. */
  isWaitingForEnter: boolean;
}

/**
 * What is typed into the search box, beside `q`, what is searched for. Words, addresses and ids are
 * searched for after a pause; Lucene queries on Enter; what cannot be read never.
 */
export function useTypedSearch(q: string, onSearch: (q: string) => void): TypedSearch {
  const [text, setText] = useState(q);
  const [searched, setSearched] = useState(q);
  const [faultOf, setFaultOf] = useState<string | undefined>(q);
  const understood = readSearchBox(text);

  // The address changed by other means than typing: the back button, a link.
  if (q !== searched) {
    setSearched(q);
    setText(q);
    setFaultOf(q);
  }

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // A wait ends with the question it belongs to, and with the page.
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another question ends the wait for this one
    [q],
  );

  const search = (asked: string) => {
    setSearched(asked);
    onSearch(asked);
  };

  const type = (typed: string) => {
    setText(typed);
    clearTimeout(timer.current);
    const { kind } = readSearchBox(typed);
    if (kind === 'lucene' || typed.trim() === q) return;
    if (kind === 'invalid') timer.current = setTimeout(setFaultOf, patience, typed);
    else timer.current = setTimeout(search, pause, typed.trim());
  };

  return {
    text,
    understood,
    setText: type,
    submit: (submitted) => {
      clearTimeout(timer.current);
      if (readSearchBox(submitted).kind === 'invalid') setFaultOf(submitted);
      else search(submitted.trim());
    },
    isFaultShown: understood.kind === 'invalid' && faultOf === text,
    isWaitingForEnter: text.trim() !== q && understood.kind === 'lucene',
  };
}
