import { readSearchBox, type SearchBox } from '@rollcall/shared/user/search-box.ts';
import { useEffect, useState } from 'react';

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
  const isNew = text.trim() !== q;

  // The address changed by other means than typing: the back button, a link.
  if (q !== searched) {
    setSearched(q);
    setText(q);
    setFaultOf(q);
  }

  const search = (asked: string) => {
    setSearched(asked);
    onSearch(asked);
  };

  useEffect(() => {
    if (!isNew || understood.kind === 'lucene') return;
    const isInvalid = understood.kind === 'invalid';
    const timer = setTimeout(
      () => {
        if (isInvalid) setFaultOf(text);
        else search(text.trim());
      },
      isInvalid ? patience : pause,
    );
    return () => {
      clearTimeout(timer);
    };
    // A new key stroke, and nothing else, starts the wait anew.
  }, [text]);

  return {
    text,
    understood,
    setText,
    submit: (submitted) => {
      if (readSearchBox(submitted).kind === 'invalid') setFaultOf(submitted);
      else search(submitted.trim());
    },
    isFaultShown: understood.kind === 'invalid' && faultOf === text,
    isWaitingForEnter: isNew && understood.kind === 'lucene',
  };
}
