import styles from './search-fault.module.css';

/** How much of a long query is shown on either side of the fault, in characters. */
const around = 60;

interface SearchFaultProps {
  text: string;
  sentence: string;
  /**
   * Counted from 0; the end of the text where something is missing. Absent where the text can be read
   * and is not answered all the same.
   */
  position?: number | undefined;
}

/** Why a search cannot be read, with a caret under the place. */
export function SearchFault({ text, sentence, position }: SearchFaultProps) {
  return (
    <div id="search-fault" className={styles.fault} role="alert">
      <p>
        {sentence} {position !== undefined && `(character ${position + 1})`}
      </p>
      {position !== undefined && <Spot text={text} position={position} />}
    </div>
  );
}

function Spot({ text, position }: { text: string; position: number }) {
  const start = Math.max(0, position - around);
  const end = position + 1 + around;
  return (
    <p className={styles.query} aria-hidden>
      {start > 0 && '…'}
      {text.slice(start, position)}
      <span className={styles.spot}>{text.charAt(position) === '' ? ' ' : text.charAt(position)}</span>
      {text.slice(position + 1, end)}
      {text.length > end && '…'}
    </p>
  );
}
