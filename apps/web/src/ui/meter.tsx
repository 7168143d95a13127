import { Label, Meter as AriaMeter } from 'react-aria-components/Meter';
import { classNames } from '../lib/class-names.ts';
import styles from './meter.module.css';

export interface MeterProps {
  label: string;
  value: number;
  max: number;
  /** The value as a person reads it. */
  words: string;
  /** Why it is too much; turns the meter amber. */
  warning?: string | undefined;
}

/** How much of an allowed amount is used. */
export function Meter({ label, value, max, words, warning }: MeterProps) {
  return (
    <AriaMeter
      className={classNames(styles.meter)}
      value={Math.min(value, max)}
      maxValue={max}
      valueLabel={words}
    >
      {({ percentage }) => (
        <>
          <div className={styles.words}>
            <Label>{label}</Label>
            <span>{words}</span>
          </div>
          <div className={styles.track}>
            <div
              className={styles.fill}
              data-over={warning !== undefined}
              style={{ inlineSize: `${percentage}%` }}
            />
          </div>
          {warning !== undefined && <p className={styles.warning}>{warning}</p>}
        </>
      )}
    </AriaMeter>
  );
}
