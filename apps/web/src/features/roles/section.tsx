import type { Decision } from '@rollcall/shared/access/decision.ts';
import { type ReactNode, useId } from 'react';
import { Button } from '../../ui/button.tsx';
import { WhySign } from '../../ui/why-sign.tsx';
import styles from './roles.module.css';

interface SectionProps {
  title: string;
  text: string;
  /** What can be added here, and whether one may. */
  act?: { label: string; icon: ReactNode; may: Decision; onPress: () => void };
  children: ReactNode;
}

/** One part of the tab, with what it is about and what can be added to it. */
export function Section({ title, text, act, children }: SectionProps) {
  const titleId = useId();
  return (
    <section className={styles.section} aria-labelledby={titleId}>
      <div className={styles.head}>
        <div className={styles.words}>
          <h2 id={titleId} className={styles.title}>
            {title}
          </h2>
          <p className={styles.text}>{text}</p>
        </div>
        {act !== undefined && (
          <span className={styles.act}>
            <Button icon={act.icon} isDisabled={!act.may.allowed} onPress={act.onPress}>
              {act.label}
            </Button>
            {!act.may.allowed && <WhySign sentence={act.may.sentence} />}
          </span>
        )}
      </div>
      {children}
    </section>
  );
}
