import { CircleQuestionMark } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { classNames } from '../lib/class-names.ts';
import { Tooltip } from './tooltip.tsx';
import styles from './why.module.css';

/** A sign that says why the control beside it is disabled, when it is hovered or focused. */
export function WhySign({ sentence }: { sentence: string }) {
  return (
    <Tooltip text={sentence}>
      <Button className={classNames(styles.icon)} aria-label={`Why not? ${sentence}`}>
        <CircleQuestionMark aria-hidden />
      </Button>
    </Tooltip>
  );
}
