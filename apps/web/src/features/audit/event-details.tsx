import type { AuditEvent } from '@rollcall/shared/contract/audit.ts';
import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { exactTime } from '../../lib/time.ts';
import { Button } from '../../ui/button.tsx';
import { ChangeList } from '../../ui/change-list.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { Facts } from '../../ui/facts.tsx';
import { problemWords } from '../../ui/problem-words.ts';
import styles from './event-details.module.css';
import { leafChanges } from '../../ui/leaf-changes.ts';
import { outcomeWords } from './outcome-badge.tsx';
import { RevertDialog } from './revert-dialog.tsx';
import type { AuditFilter } from './filter.ts';

interface EventDetailsProps {
  event: AuditEvent;
  onFilter: (filter: AuditFilter) => void;
  /** Shows what is new; a revert is. */
  onChange: () => void;
}

/** All there is to know of an event, and what can be done about it. */
export function EventDetails({ event, onFilter, onChange }: EventDetailsProps) {
  const [isReverting, setReverting] = useState(false);
  const { actor, target } = event;
  return (
    <div className={styles.details}>
      <div className={styles.facts}>
        <Facts isInline items={factsOf(event)} />
        <div className={styles.actions}>
          {event.revertible && (
            <Button size="small" icon={<Undo2 aria-hidden />} onPress={() => setReverting(true)}>
              Revert
            </Button>
          )}
          {actor !== null && (
            <Button size="small" variant="quiet" onPress={() => onFilter({ actor: actor.id })}>
              All by this person
            </Button>
          )}
          {target !== null && (
            <Button size="small" variant="quiet" onPress={() => onFilter({ target: target.id })}>
              All about this target
            </Button>
          )}
        </div>
      </div>
      {event.changes.length > 0 && (
        <section className={styles.changes} aria-label="What changed">
          <ChangeList changes={leafChanges(event.changes)} />
        </section>
      )}
      {isReverting && (
        <RevertDialog
          event={event}
          onClose={() => setReverting(false)}
          onReverted={() => {
            setReverting(false);
            onChange();
          }}
        />
      )}
    </div>
  );
}

function factsOf({ id, at, actor, viewingAs, target, outcome, problem, missing, ...event }: AuditEvent) {
  const why = problem === undefined ? '' : ` ${problemWords[problem].title}.`;
  const facts = [
    { term: 'Event', value: String(id) },
    { term: 'Time', value: exactTime(new Date(at)) },
    { term: 'Person', value: actor === null ? 'Nobody in the team' : <Id name={actor.name} id={actor.id} /> },
    viewingAs !== undefined && { term: 'Seeing Rollcall as', value: <bdi>{viewingAs}</bdi> },
    target !== null && { term: targetWords[target.kind], value: <Id name={target.name} id={target.id} /> },
    { term: 'Outcome', value: `${outcomeWords[outcome].help}${why}` },
    missing !== undefined &&
      missing.length > 0 && { term: 'Missing', value: <code>{missing.join(', ')}</code> },
    event.reason !== undefined && { term: 'Reason', value: <bdi>{event.reason}</bdi> },
    event.reverts !== undefined && { term: 'Reverts', value: `event ${event.reverts}` },
    { term: 'Request', value: <CopyText text={event.requestId} label="request id" /> },
  ];
  return facts.filter((fact) => fact !== false);
}

const targetWords: Record<NonNullable<AuditEvent['target']>['kind'], string> = {
  user: 'User',
  team_member: 'Team member',
  team_role: 'Team role',
  connection: 'Connection',
  webhook: 'Webhook',
  view: 'View',
  settings: 'Settings',
  audit: 'Audit trail',
  session: 'Session',
  operation: 'Operation',
};

function Id({ name, id }: { name: string | undefined; id: string }) {
  return (
    <span className={styles.id}>
      {name !== undefined && name !== id && <bdi>{name}</bdi>}
      <CopyText text={id} label="id" />
    </span>
  );
}
