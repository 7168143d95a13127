import styles from './search-fault.module.css';

/** How much of a long query is shown on either side of the fault, in characters. */
const around = 60;

interface SearchFaultProps {
  text: string;
  sentence: string;
  /** Counted from 0; the end of the text where something is missing. */
  position: number;
}

/** Why a search cannot be read, with a caret under the place. */
export function SearchFault({ text, sentence, position }: SearchFaultProps) {
  const start = Math.max(0, position - around);
  const end = position + 1 + around;
  return (
    <div id="search-fault" className={styles.fault} role="alert">
      <p>
        {sentence} (character {position + 1})
      </p>
      <p className={styles.query} aria-hidden>
        {start > 0 && '…'}
        {text.slice(start, position)}
        <span className={styles.spot}>{text.charAt(position) === '' ? ' ' : text.charAt(position)}</span>
        {text.slice(position + 1, end)}
        {text.length > end && '…'}
      </p>
    </div>
  );
}
