import { CircleQuestionMark } from 'lucide-react';
import styles from './why.module.css';

/** Why a control beside it is disabled, in a sentence. Where there is no room for it, use `WhySign`. */
export function Why({ sentence }: { sentence: string }) {
  return (
    <span className={styles.why}>
      <CircleQuestionMark aria-hidden />
      <span>{sentence}</span>
    </span>
  );
}
