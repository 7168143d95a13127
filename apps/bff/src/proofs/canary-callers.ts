import { TeamMemberDetail } from '@rollcall/shared/contract/team.ts';
import { z } from 'zod';
import type { Browser } from '../testing/browser.ts';
import { europe, type Rollcall } from '../testing/world.ts';
import { type Caller, type ExpectedGrant, expectedRoles } from './callers.ts';
import { type PlantedUser, regions } from './canary-users.ts';
import { analyst } from './tenant-ids.ts';

/** The address that somebody of the team signs in with. */
export function addressOf(name: string): string {
  return `${name}@rollcall.example`;
}

function over(
  role: keyof typeof expectedRoles,
  covered: ExpectedGrant['regions'] = 'all',
  assignable: ExpectedGrant['assignable'] = covered === 'all' ? 'all' : [],
): ExpectedGrant {
  return { permissions: expectedRoles[role], regions: covered, assignable };
}

/** Whom callers may see or not, and whom the proofs have added to the tenant to call. */
interface People {
  others: readonly PlantedUser[];
  /** The `user_id` of each of those added, by name. */
  accounts: ReadonlyMap<string, string>;
  /** With which they sign in. */
  password: string;
}

/** Signs in one of each kind of caller. */
export async function signInCallers(rollcall: Rollcall, people: People): Promise<Caller[]> {
  const { password } = people;
  const added = (name: string) => signInAdded(rollcall, name, password);
  const caller = (kind: string, browser: Browser | undefined, grants: readonly ExpectedGrant[]): Caller => {
    const cookie = browser?.cookie('sid');
    const forbidden = forbiddenTo(kind, grants, people);
    return { kind, cookie: cookie === undefined ? undefined : `sid=${cookie}`, grants, forbidden };
  };

  const admin = await rollcall.signedIn('admin');
  await invitePowerless(admin);
  const callers = [
    caller('anonymous', undefined, []),
    caller('admin', admin, [over('admin')]),
    caller('editor', await rollcall.signedIn('editor'), [over('editor-users')]),
    caller('support', await rollcall.signedIn('support'), [over('support')]),
    caller('viewer', await rollcall.signedIn('viewer'), [over('viewer-users')]),
    caller('auditor', await rollcall.signedIn('auditor'), [over('auditor')]),
    caller('scoped', await added('scoped'), [over('support', ['eu'])]),
    caller('two', await added('two'), [over('support', ['eu']), over('editor-users', ['uk'], [analyst])]),
    caller('regional', await added('regional'), [over('editor-users', ['eu'])]),
    caller('masked', await added('masked'), [over('viewer-users')]),
    caller('disabled', await added('disabled'), []),
    caller('powerless', await added('powerless'), []),
  ];
  await disable(admin, addressOf('disabled'));
  return callers;
}

async function signInAdded(rollcall: Rollcall, name: string, password: string): Promise<Browser> {
  const browser = rollcall.browser();
  const landed = await browser.signIn(addressOf(name), password);
  if (landed.pathname !== '/users') throw new Error(`${name} landed at ${landed.href}`);
  return browser;
}

/** The caller after another sign-in: what asks for a fresh one is open for five minutes only. */
export async function signedInAgain(
  rollcall: Rollcall,
  caller: Caller,
  { accounts, password }: Pick<People, 'accounts' | 'password'>,
): Promise<Caller> {
  const { kind } = caller;
  if (caller.cookie === undefined || kind === 'disabled') return caller;
  const isAdded = accounts.has(kind);
  const browser = await (isAdded ? signInAdded(rollcall, kind, password) : rollcall.signedIn(kind));
  return { ...caller, cookie: `sid=${browser.cookie('sid')}` };
}

/** Secrets, what is masked, and whoever is in none of the caller's regions, but for the caller's own account. */
function forbiddenTo(kind: string, grants: readonly ExpectedGrant[], { others, accounts }: People): string[] {
  const isCovered = (region: string) =>
    grants.some((grant) => grant.regions === 'all' || grant.regions.includes(region));
  const canaries = regions.flatMap((region) =>
    isCovered(region) ? [] : [`cnry-${region}`, `mask-${region}`],
  );
  const ids = others.flatMap(({ userId, region = '' }) =>
    isCovered(region) || userId === accounts.get(kind)
      ? []
      : [userId.toLowerCase(), encodeURIComponent(userId).toLowerCase()],
  );
  const masked = kind === 'masked' || grants.length === 0 ? ['mask-'] : [];
  return ['secret-', ...masked, ...canaries, ...ids];
}

/** Someone in the team whose only grant gives nothing: its permission is not about certain users. */
async function invitePowerless(admin: Browser): Promise<void> {
  const role = await admin.api('POST', '/api/team/roles', {
    body: { title: 'Powerless', permissions: ['webhooks:manage'] },
  });
  const grants = [{ role: z.object({ id: z.string() }).parse(role.body).id, scope: europe }];
  const invited = await admin.api('POST', '/api/team', { body: { email: addressOf('powerless'), grants } });
  if (invited.status !== 201) throw new Error(invited.text);
}

async function disable(admin: Browser, email: string): Promise<void> {
  const page = await admin.api('GET', '/api/team');
  const { members } = z.object({ members: z.array(TeamMemberDetail) }).parse(page.body);
  const id = members.find((member) => member.email === email)?.id ?? '';
  const done = await admin.api('POST', `/api/team/${id}/disable`);
  if (done.status !== 200) throw new Error(done.text);
}
