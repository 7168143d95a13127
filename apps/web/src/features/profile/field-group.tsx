import { Lock } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import type { Editability } from '@rollcall/shared/user/editability.ts';
import styles from './profile.module.css';

interface FieldGroupProps {
  title: string;
  /** Why every field of the group cannot be edited, when it is the same for all. */
  obstacle?: Exclude<Editability, { editable: true }> | undefined;
  /** What can be done about it. */
  wayOut?: ReactNode;
  children: ReactNode;
}

/** Fields that belong together. A reason that all of them share is told once, beside the title. */
export function FieldGroup({ title, obstacle, wayOut, children }: FieldGroupProps) {
  const titleId = useId();
  const noteId = useId();
  return (
    <section
      className={styles.group}
      aria-labelledby={titleId}
      {...(obstacle === undefined ? {} : { 'aria-describedby': noteId })}
    >
      <div className={styles.groupHead}>
        <h2 id={titleId} className={styles.groupTitle}>
          {title}
        </h2>
        {obstacle !== undefined && (
          <p id={noteId} className={styles.obstacle}>
            <Lock aria-hidden />
            <span>
              {obstacle.reason} {obstacle.wayOut !== undefined && <span>{obstacle.wayOut}</span>}
            </span>
          </p>
        )}
        {wayOut}
      </div>
      <div className={styles.fields}>{children}</div>
    </section>
  );
}

/** The reason that all of these share; nothing when any can be edited or the reasons differ. */
export function sharedObstacle(
  all: readonly (Editability | undefined)[],
): Exclude<Editability, { editable: true }> | undefined {
  const [first] = all;
  if (first === undefined || first.editable) return undefined;
  const isSame = all.every((other) => other?.editable === false && other.reason === first.reason);
  return isSame ? first : undefined;
}
