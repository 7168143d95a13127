import type { Decision } from '@rollcall/shared/access/decision.ts';
import { type ReactNode, useId } from 'react';
import { Button } from './button.tsx';
import styles from './section.module.css';
import { WhySign } from './why-sign.tsx';

/** A button at the head of a section, disabled with the reason where one may not. */
export interface SectionAct {
  label: string;
  icon?: ReactNode;
  may: Decision;
  onPress: () => void;
}

interface SectionProps {
  title: string;
  text: ReactNode;
  acts?: readonly SectionAct[] | undefined;
  children: ReactNode;
}

/** One part of a tab: what it is about, and what can be done in it. */
export function Section({ title, text, acts, children }: SectionProps) {
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
        {acts !== undefined && acts.length > 0 && (
          <div className={styles.acts}>
            {acts.map(({ label, icon, may, onPress }) => (
              <span key={label} className={styles.act}>
                <Button icon={icon} isDisabled={!may.allowed} onPress={onPress}>
                  {label}
                </Button>
                {!may.allowed && <WhySign sentence={may.sentence} />}
              </span>
            ))}
          </div>
        )}
      </div>
      {children}
    </section>
  );
}
