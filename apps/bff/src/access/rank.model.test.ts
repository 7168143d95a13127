import { describe, expect, it } from 'vitest';
import { assignableOver } from '@rollcall/shared/access/assignable-roles.ts';
import { maskOver, permissionsOver } from '@rollcall/shared/access/decision.ts';
import { type Grant, type HeldGrant, holdGrants } from '@rollcall/shared/access/grants.ts';
import { isMasked } from '@rollcall/shared/access/mask.ts';
import { allPermissions, type Permission } from '@rollcall/shared/access/permissions.ts';
import { isFullAdmin, type RankedPlace, refuseRole, refuseTeamChange } from '@rollcall/shared/access/rank.ts';
import type { TeamRole } from '@rollcall/shared/access/team-roles.ts';
import type { UserScope } from '@rollcall/shared/access/user-scope.ts';

const sequences = 10_000;
const actsPerSequence = 14;
const seed = Number(process.env.MODEL_SEED ?? Math.floor(Math.random() * 2 ** 31));

const everybody: UserScope = { all: true };
const europe: UserScope = { eq: { field: 'app_metadata.region', value: 'eu' } };
const saml: UserScope = { eq: { field: 'identities.connection', value: 'Acme-SAML' } };
const scopes: UserScope[] = [everybody, europe, saml, { not: europe }, { and: [europe, saml] }];
const masks: string[][] = [[], [], ['email'], ['user_metadata.a'], ['user_metadata'], ['email', 'last_ip']];
const tenantRoles = ['rol_aaaaaaaaaaaaaaaa', 'rol_bbbbbbbbbbbbbbbb'];
const assignables: Pick<Grant, 'assignableRoles'>[] = [
  {},
  { assignableRoles: undefined },
  { assignableRoles: [] },
  { assignableRoles: tenantRoles.slice(0, 1) },
  { assignableRoles: tenantRoles },
];
const lead = 'role_lead000000000000';
const fields = ['email', 'last_ip', 'user_metadata', 'user_metadata.a'];
const users = ['eu', 'us'].flatMap((region) =>
  ['Acme-SAML', 'Staff-Directory'].map((connection) => ({
    identities: [{ connection }],
    app_metadata: { region },
  })),
);

/**
 * What someone can do, user by user and field by field: an opinion of its own, which knows nothing of
 * how grants are compared.
 */
function rightsOf(grants: readonly HeldGrant[]): Set<string> {
  const rights = users.flatMap((user, index) => {
    const permissions = permissionsOver(grants, user);
    const hidden = maskOver(grants, user);
    const seen = fields.filter((field) => permissions.includes('users:read') && !isMasked(hidden, field));
    const given = assignableOver(grants, user);
    const roles = [...tenantRoles, 'any'].filter((role) => given === 'all' || given.has(role));
    return [
      ...permissions.map((name) => `${name} ${index}`),
      ...seen.map((name) => `see ${name} ${index}`),
      ...roles.map((name) => `assign ${name} ${index}`),
    ];
  });
  return new Set([...rights, ...(isFullAdmin(grants) ? ['Admin'] : [])]);
}

interface Member {
  id: string;
  active: boolean;
  grants: Grant[];
}

/** The team as it would be stored, and dice. */
class Team {
  readonly members = new Map<string, Member>();
  readonly roles: Record<string, TeamRole> = {};
  readonly #random: () => number;
  #made = 0;

  /** An Admin, and others to whom an Admin has given a share in managing the team. */
  constructor(random: () => number) {
    this.#random = random;
    this.roles[lead] = { title: 'Team lead', permissions: ['team:manage'] };
    const leading = { role: lead, scope: everybody, mask: [] };
    const first: Record<string, Grant[]> = {
      ada: [{ role: 'admin', scope: everybody, mask: [] }],
      leo: [leading, this.grant()],
      mia: [leading, this.grant(), this.grant()],
    };
    for (const [id, grants] of Object.entries(first)) this.members.set(id, { id, active: true, grants });
  }

  pick<Value>(values: readonly [Value, ...Value[]] | readonly Value[]): Value {
    const value = values[Math.floor(this.#random() * values.length)];
    if (value === undefined) throw new Error('There is nothing to pick from.');
    return value;
  }

  newId(prefix: string): string {
    this.#made += 1;
    return `${prefix}${String(this.#made).padStart(16, '0')}`;
  }

  grant(): Grant {
    const roles = ['admin', 'support', 'viewer-users', 'auditor', ...Object.keys(this.roles)];
    return {
      role: this.pick(roles),
      scope: this.pick(scopes),
      mask: this.pick(masks),
      ...this.pick(assignables),
    };
  }

  /** Grants that somebody tries to give: any, or such as they have themselves, with a change. */
  grants(own: readonly Grant[]): Grant[] {
    return Array.from({ length: this.pick([1, 1, 2]) }, () => {
      const other = this.grant();
      const changed = [
        { scope: other.scope },
        { mask: other.mask },
        { role: other.role },
        { assignableRoles: other.assignableRoles },
        {},
      ];
      return { ...this.pick([this.grant(), ...own]), ...this.pick(changed) };
    });
  }

  permissions(): Permission[] {
    return allPermissions.filter(() => this.#random() < 0.4);
  }

  placed({ id, active, grants }: Member, roles = this.roles): RankedPlace {
    return { id, active, grants: holdGrants(grants, roles) };
  }

  places(): RankedPlace[] {
    return [...this.members.values()].map((member) => this.placed(member));
  }
}

interface Act {
  before: RankedPlace[];
  after: RankedPlace[];
  apply: () => void;
  /** What else speaks against it. */
  refused?: boolean;
}

/** Something that a team member tries. */
function tryOut(team: Team, actor: RankedPlace): Act {
  const member = team.pick([...team.members.values()]);
  const own = team.members.get(actor.id)?.grants ?? [];
  const replace = (next: Member): Act => ({
    before: [team.placed(member)],
    after: [team.placed(next)],
    apply: () => void team.members.set(next.id, next),
  });
  const newcomer = { id: team.newId('member'), active: team.pick([true, false]), grants: team.grants(own) };
  const made = Object.keys(team.roles);
  switch (team.pick(['invite', 'update', 'update', 'switch', 'remove', 'make', 'alter', 'delete'])) {
    case 'invite':
      return {
        before: [],
        after: [team.placed(newcomer)],
        apply: () => void team.members.set(newcomer.id, newcomer),
      };
    case 'update':
      return replace({ ...member, grants: team.grants(own) });
    case 'switch':
      return replace({ ...member, active: !member.active });
    case 'remove':
      return {
        before: [team.placed(member)],
        after: [],
        apply: () => void team.members.delete(member.id),
      };
    case 'make':
      return roleChange(team, actor, team.newId('role_'), team.permissions());
    case 'alter':
      return roleChange(
        team,
        actor,
        made.length === 0 ? team.newId('role_') : team.pick(made),
        team.permissions(),
      );
    default: {
      const unused = made.filter((role) =>
        [...team.members.values()].every(({ grants }) => grants.every((grant) => grant.role !== role)),
      );
      return {
        before: [],
        after: [],
        refused: unused.length === 0,
        apply: () => void Reflect.deleteProperty(team.roles, team.pick(unused)),
      };
    }
  }
}

function roleChange(team: Team, actor: RankedPlace, id: string, permissions: Permission[]): Act {
  const roles = { ...team.roles, [id]: { title: id, permissions } };
  const holders = [...team.members.values()].filter(({ grants }) => grants.some(({ role }) => role === id));
  return {
    before: holders.map((member) => team.placed(member)),
    after: holders.map((member) => team.placed(member, roles)),
    refused: refuseRole(actor.grants, [...permissions, ...(team.roles[id]?.permissions ?? [])]) !== undefined,
    apply: () => void Object.assign(team.roles, roles),
  };
}

/** A small generator of even numbers between 0 and 1, the same for the same seed (mulberry32). */
function dice(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe(`${sequences} random histories of a team (MODEL_SEED=${seed})`, { timeout: 240_000 }, () => {
  it('never give anybody more than an Admin gave, and never leave the team without one', () => {
    const done = { byAdmins: 0, byOthers: 0 };
    for (let sequence = 0; sequence < sequences; sequence += 1) {
      const team = new Team(dice(seed + sequence));
      const others = team.places().filter(({ id }) => id !== 'ada');
      const given = new Set(others.flatMap(({ grants }) => [...rightsOf(grants)]));
      for (let act = 0; act < actsPerSequence; act += 1) {
        const actor = team.pick(team.places());
        const tried = tryOut(team, actor);
        const before = new Map(tried.before.map((place) => [place.id, place]));
        const after = new Map(tried.after.map((place) => [place.id, place]));
        const ids = [...new Set([...before.keys(), ...after.keys()])];
        const changes = ids.map((id) => ({ before: before.get(id), after: after.get(id) }));
        const where = `sequence ${sequence}, act ${act}, by ${actor.id}`;
        if (tried.refused === true || refuseTeamChange(team.places(), actor.id, changes) !== undefined)
          continue;
        const own = rightsOf(actor.grants);
        const isByAdmin = isFullAdmin(actor.grants);
        tried.apply();
        done[isByAdmin ? 'byAdmins' : 'byOthers'] += 1;
        for (const place of [...tried.before, ...tried.after]) {
          const rights = rightsOf(place.grants);
          if ([...rights].some((right) => !own.has(right)))
            expect.fail(`${where} reaches beyond what they have.`);
          if (isByAdmin) for (const right of rights) given.add(right);
        }
        const places = team.places();
        if (!places.some(({ active, grants }) => active && isFullAdmin(grants))) {
          expect.fail(`${where} leaves no Admin.`);
        }
        for (const { id, grants } of places) {
          if (id !== 'ada' && [...rightsOf(grants)].some((right) => !given.has(right))) {
            expect.fail(`${where} gives ${id} what no Admin has given.`);
          }
        }
      }
    }
    // A run in which nobody may do anything would prove nothing.
    expect(done.byAdmins).toBeGreaterThan(sequences);
    expect(done.byOthers).toBeGreaterThan(sequences / 100);
  });
});
