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
  const [seen, setSeen] = useState(q);
  const [asked, setAsked] = useState(q);
  const [faultOf, setFaultOf] = useState<string | undefined>(q);
  const understood = readSearchBox(text);

  // The address changed, and not because of what was typed here: the back button, a link.
  if (q !== seen) {
    setSeen(q);
    if (q !== asked) {
      setAsked(q);
      setText(q);
      setFaultOf(q);
    }
  }

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(text);
  useEffect(() => {
    latest.current = text;
  }, [text]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );

  const search = (wanted: string) => {
    setAsked(wanted);
    onSearch(wanted);
  };

  const type = (typed: string) => {
    setText(typed);
    clearTimeout(timer.current);
    const { kind } = readSearchBox(typed);
    if (kind === 'lucene') return;
    timer.current = setTimeout(
      () => {
        // The address may have put another text into the box meanwhile.
        if (latest.current !== typed) return;
        if (kind === 'invalid') setFaultOf(typed);
        else if (typed.trim() !== asked) search(typed.trim());
      },
      kind === 'invalid' ? patience : pause,
    );
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
    isWaitingForEnter: text.trim() !== asked && understood.kind === 'lucene',
  };
}
