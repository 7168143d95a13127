import type { Decision } from '@rollcall/shared/access/decision.ts';
import type { ReactNode } from 'react';
import { isProblem } from '../lib/problem-error.ts';
import { Button } from './button.tsx';
import styles from './list-section.module.css';
import { ProblemNotice } from './problem-notice.tsx';
import { Section, type SectionAct } from './section.tsx';
import { Skeleton } from './skeleton.tsx';
import { Why } from './why.tsx';

interface ListSectionProps {
  title: string;
  text: ReactNode;
  acts?: readonly SectionAct[] | undefined;
  /** Whether it may be looked at. */
  mayRead: Decision;
  /** How many entries there are to show; `undefined` while they are coming. */
  count: number | undefined;
  /** How reading failed; `null` where it did not. */
  error: unknown;
  onRetry: () => void;
  /** In place of a list without entries. */
  empty: ReactNode;
  /** The entries, as `ListEntry`s. */
  children: ReactNode;
  /** Reads further entries, where there are any. */
  more?: { isPending: boolean; onPress: () => void } | undefined;
}

/** A titled list with all the states that one can be in: not allowed, coming, failed, empty, and there. */
export function ListSection({ title, text, acts, mayRead, count, error, ...props }: ListSectionProps) {
  return (
    <Section title={title} text={text} acts={acts}>
      {!mayRead.allowed && <Why sentence={mayRead.sentence} />}
      {error !== null && <Failure error={error} onRetry={props.onRetry} />}
      {mayRead.allowed && count === undefined && error === null && (
        <div className={styles.skeleton} aria-busy="true">
          <Skeleton width="55%" />
          <Skeleton width="70%" />
        </div>
      )}
      {count === 0 && <div className={styles.empty}>{props.empty}</div>}
      {count !== undefined && count > 0 && (
        <ul className={styles.list} aria-label={title}>
          {props.children}
        </ul>
      )}
      {props.more !== undefined && (
        <span>
          <Button size="small" isPending={props.more.isPending} onPress={props.more.onPress}>
            Show more
          </Button>
        </span>
      )}
    </Section>
  );
}

function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  // Nothing has failed where there is nothing to be had: it is said, and that is all.
  if (isProblem(error, 'not_in_plan')) return <Why sentence={error.problem.detail} />;
  return <ProblemNotice error={error} onRetry={onRetry} />;
}

interface ListEntryProps {
  icon?: ReactNode;
  name: ReactNode;
  /** Short states beside the name. */
  badges?: ReactNode;
  /** What is known of it, a line each; what is absent takes no room. */
  lines: readonly ReactNode[];
  act?: ReactNode;
}

/** One entry of a `ListSection`. */
export function ListEntry({ icon, name, badges, lines, act }: ListEntryProps) {
  return (
    <li className={styles.entry}>
      {icon !== undefined && <span className={styles.icon}>{icon}</span>}
      <div className={styles.about}>
        <div className={styles.name}>
          <span>{name}</span>
          {badges}
        </div>
        {lines.map((line, index) =>
          isNothing(line) ? null : (
            // oxlint-disable-next-line react/no-array-index-key -- the lines of an entry keep their places
            <div key={index} className={styles.line}>
              {line}
            </div>
          ),
        )}
      </div>
      {act}
    </li>
  );
}

function isNothing(line: ReactNode): boolean {
  return line === undefined || line === null || line === false || line === '';
}
