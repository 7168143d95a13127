import { CircleQuestionMark } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { classNames } from '../lib/class-names.ts';
import { Tooltip } from './tooltip.tsx';
import styles from './why.module.css';

/**
 * Why a control beside it is disabled: the sentence itself or, where there is no room for it
 * (`isShort`), a sign that can be focused and shows it.
 */
export function Why({ sentence, isShort = false }: { sentence: string; isShort?: boolean }) {
  if (!isShort) {
    return (
      <span className={styles.why}>
        <CircleQuestionMark aria-hidden />
        <span>{sentence}</span>
      </span>
    );
  }
  return (
    <Tooltip text={sentence}>
      <Button className={classNames(styles.icon)} aria-label={`Why not? ${sentence}`}>
        <CircleQuestionMark aria-hidden />
      </Button>
    </Tooltip>
  );
}
