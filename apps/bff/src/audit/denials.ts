import { ProblemError } from '../http/problem.ts';
import { endOf, isDenial } from './recording.ts';
import type { AuditIntent, AuditTrail } from './trail.ts';

const onceMs = 60_000;
const probeWindowMs = 5 * 60_000;
/** More targets than this that are not there, and somebody is looking for what they may not see. */
const mostMisses = 30;

/**
 * What was refused, for the audit trail. Somebody who asks for the same again and again fills no
 * disk: a read that is denied is told once a minute. Somebody who tries one id after the other is
 * stopped for a while, whatever they ask for then. All this is remembered in this process alone.
 */
export class Denials {
  readonly #trail: Pick<AuditTrail, 'note'>;
  /** When a refusal was told, the oldest first. */
  readonly #told = new Map<string, number>();
  /** By actor: what was not there, and when it was asked for. */
  readonly #misses = new Map<string, Map<string, number>>();

  constructor(trail: Pick<AuditTrail, 'note'>) {
    this.#trail = trail;
  }

  /**
   * Stops who has asked for too much that is not there, before it is looked whether this is.
   *
   * @throws {ProblemError} `too_many_requests`
   */
  refuseProbing({ actor, target }: AuditIntent): void {
    const misses = actor === null || target === null ? [] : this.#recentMisses(actor.id);
    if (misses.length > mostMisses) throw tooMany(misses);
  }

  /**
   * Tells the trail of what was refused, if it is a refusal. A trail that cannot be written changes
   * nothing about the refusal.
   */
  async note(intent: AuditIntent, error: unknown): Promise<void> {
    if (!isDenial(error) || this.#isToldAlready(intent, error)) return;
    await this.#trail.note(intent, endOf(error)).catch(() => undefined);
    if (error.code === 'not_found' && this.#isOneTooMany(intent)) {
      const stopped = { outcome: 'denied', problem: 'too_many_requests' } as const;
      await this.#trail.note({ ...intent, target: null }, stopped).catch(() => undefined);
    }
  }

  #isToldAlready({ action, actor, target }: AuditIntent, { code, members }: ProblemError): boolean {
    if (action !== 'read' && action !== 'session.sign_in_refused') return false;
    const key = JSON.stringify([action, actor?.id, target?.kind, target?.id, code, members.missing]);
    const now = Date.now();
    for (const [old, at] of this.#told) {
      if (at + onceMs > now) break;
      this.#told.delete(old);
    }
    if (this.#told.has(key)) return true;
    this.#told.set(key, now);
    return false;
  }

  #isOneTooMany({ actor, target }: AuditIntent): boolean {
    if (actor === null || target === null) return false;
    const before = this.#recentMisses(actor.id).length;
    const misses = this.#misses.get(actor.id) ?? new Map<string, number>();
    this.#misses.set(actor.id, misses.set(target.id, Date.now()));
    return before <= mostMisses && misses.size > mostMisses;
  }

  /** The moments of an actor's misses that still count. */
  #recentMisses(actorId: string): number[] {
    const misses = this.#misses.get(actorId);
    if (misses === undefined) return [];
    const since = Date.now() - probeWindowMs;
    for (const [target, at] of misses) if (at < since) misses.delete(target);
    if (misses.size === 0) this.#misses.delete(actorId);
    return [...misses.values()];
  }
}

function tooMany(misses: readonly number[]): ProblemError {
  return new ProblemError('too_many_requests', {
    detail: 'You have asked for many users and other things that are not there. Wait a few minutes.',
    retryAfter: Math.max(1, (Math.min(...misses) + probeWindowMs - Date.now()) / 1000),
  });
}
