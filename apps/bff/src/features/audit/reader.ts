import { isOverEverybody, permissionsOver } from '@rollcall/shared/access/decision.ts';
import { commonMask, isMasked, isPartlyMasked, maskUser } from '@rollcall/shared/access/mask.ts';
import { inUserScope } from '@rollcall/shared/access/user-scope.ts';
import type { AuditChange, AuditEvent } from '@rollcall/shared/contract/audit.ts';
import { UserId } from '@rollcall/shared/user/id.ts';
import { isVisible } from '../../access/choke-point.ts';
import type { TenantUser } from '../../management/user-schema.ts';
import type { TenantUsers } from '../../management/users.ts';
import type { TeamMember } from '../../store/team.ts';

/** How many users are asked for at the same time. */
const atOnce = 5;

/**
 * What one team member may see of the audit trail, in one request. Who may read it over everybody
 * sees all of it. Who may over certain users only sees their own acts, and those on users whom that
 * covers now: each is read fresh, once. Values of fields that are masked for them are left out for both.
 */
export class AuditReader {
  readonly #member: TeamMember;
  readonly #users: TenantUsers;
  readonly #mostUsers: number;
  readonly #read = new Map<string, TenantUser | undefined>();
  /** What is hidden even of users of whom nothing is known any more. */
  readonly #maskOfUnknown: readonly string[];
  /** Whether all events are theirs to see. */
  readonly #seesAll: boolean;

  /** @param mostUsers how many users may be read before `isSpent` */
  constructor(member: TeamMember, users: TenantUsers, mostUsers: number) {
    this.#member = member;
    this.#users = users;
    this.#mostUsers = mostUsers;
    this.#seesAll = isOverEverybody(member.grants, 'audit:read');
    this.#maskOfUnknown = commonMask(
      this.#showing()
        .filter(({ scope }) => 'all' in scope)
        .map(({ mask }) => mask),
    );
  }

  /** The only team member whose acts on other things than users they may see; `undefined` for everybody's. */
  get othersOf(): string | undefined {
    return this.#seesAll ? undefined : this.#member.id;
  }

  /** Whether enough users have been read for one request. */
  isSpent(): boolean {
    return this.#read.size >= this.#mostUsers;
  }

  /** The events as this team member may see them; `undefined` in place of each that they may not. */
  async show(events: readonly AuditEvent[]): Promise<(AuditEvent | undefined)[]> {
    if (this.#seesAll && this.#maskOfUnknown.length === 0) return [...events];
    await this.#readAll(events.flatMap(({ target }) => (target?.kind === 'user' ? [target.id] : [])));
    return events.map((event) => this.#shown(event));
  }

  #shown(event: AuditEvent): AuditEvent | undefined {
    const { target } = event;
    const isOwn = event.actor?.id === this.#member.id;
    if (target?.kind !== 'user') return this.#seesAll || isOwn ? event : undefined;
    const user = this.#read.get(target.id);
    if (this.#seesAll || (user !== undefined && this.#covers(user))) {
      const isSignIn = event.action.startsWith('session.');
      return this.#seesAll || isOwn || !isSignIn
        ? withoutMasked(event, this.#maskOver(user), user)
        : undefined;
    }
    // One's own act stays, with the id that one gave oneself and nothing that the tenant told.
    return isOwn
      ? { ...event, target: { kind: target.kind, id: target.id }, changes: [], revertible: false }
      : undefined;
  }

  #covers(user: TenantUser): boolean {
    const { grants } = this.#member;
    return isVisible(this.#member, user) && permissionsOver(grants, user).includes('audit:read');
  }

  #maskOver(user: TenantUser | undefined): readonly string[] {
    if (user === undefined) return this.#maskOfUnknown;
    return commonMask(
      this.#showing()
        .filter(({ scope }) => inUserScope(scope, user))
        .map(({ mask }) => mask),
    );
  }

  #showing() {
    return this.#member.grants.filter(
      ({ permissions }) => permissions.includes('users:read') || permissions.includes('audit:read'),
    );
  }

  async #readAll(ids: readonly string[]): Promise<void> {
    const unread = [...new Set(ids)].filter((id) => !this.#read.has(id));
    for (let start = 0; start < unread.length; start += atOnce) {
      await Promise.all(
        unread.slice(start, start + atOnce).map(async (id) => this.#read.set(id, await this.#userOf(id))),
      );
    }
  }

  async #userOf(id: string): Promise<TenantUser | undefined> {
    if (!UserId.safeParse(id).success) return undefined;
    return this.#users.find(id);
  }
}

function withoutMasked(event: AuditEvent, mask: readonly string[], user: TenantUser | undefined): AuditEvent {
  const { target } = event;
  if (mask.length === 0 || target === null) return event;
  const isShown = ({ field, before, after }: AuditChange) =>
    [before, after].every((value) => isKept(mask, user, field, value));
  const changes = event.changes.filter(isShown);
  const { name, ...unnamed } = target;
  return {
    ...event,
    target: isKept(mask, user, 'name', name) ? target : unnamed,
    changes,
    revertible: event.revertible && changes.length === event.changes.length,
  };
}

/** Whether a mask leaves a value of a field, also one that is not the present one. */
function isKept(
  mask: readonly string[],
  user: TenantUser | undefined,
  field: string,
  value: unknown,
): boolean {
  if (isPartlyMasked(mask, field)) return false;
  if (value === null || value === undefined) return true;
  // The name may be an address that the user has no more.
  if (isMasked(mask, 'email') && typeof value === 'string' && value.includes('@')) return false;
  return field.includes('.') || field in maskUser(mask, { ...user, [field]: value });
}
