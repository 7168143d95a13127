import { z } from 'zod';
import { m2m } from '../testing/world.ts';
import { portal } from './tenant-ids.ts';

/** The regions that users are planted in. Nobody's scope is the last one. */
export const regions = ['eu', 'uk', 'us'] as const;
export type Region = (typeof regions)[number];

/** A user of the tenant, and the region that scopes look at. */
export interface PlantedUser {
  userId: string;
  region: string | undefined;
}

const Account = z.object({
  user_id: z.string(),
  email: z.string().optional(),
  app_metadata: z.looseObject({ region: z.unknown() }).optional(),
});
const Page = z.object({ users: z.array(Account), total: z.number() });

/** The tenant's own door, past Rollcall. */
export class TenantDoor {
  readonly #origin: string;
  readonly #token: string;

  private constructor(origin: string, token: string) {
    this.#origin = origin;
    this.#token = token;
  }

  static async open(origin: string): Promise<TenantDoor> {
    const { m2mClientId, m2mClientSecret } = m2m.everything;
    const answer = await fetch(`${origin}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: m2mClientId,
        client_secret: m2mClientSecret,
        audience: `${origin}/api/v2/`,
      }),
    });
    return new TenantDoor(
      origin,
      z.object({ access_token: z.string() }).parse(await answer.json()).access_token,
    );
  }

  async #call(path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${this.#origin}/api/v2/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`The tenant answers ${answer.status}: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  /** A user who can sign in with this password. */
  async account(email: string, password: string, more: object = {}): Promise<PlantedUser> {
    const body = { connection: 'Username-Password-Authentication', email, password, email_verified: true };
    return planted(await this.#call('users', { ...body, ...more }));
  }

  /**
   * A user of whom every field that can hold one holds a canary: `cnry-us-…` where no scoped caller of a
   * proof covers it; and `mask-…` in what a mask hides. The password is a secret.
   */
  async user(region: Region, name: string, password?: string): Promise<PlantedUser> {
    const canary = (field: string) => `CNRY-${region}-${name}-${field}`;
    const more = {
      name: canary('name'),
      nickname: canary('nickname'),
      given_name: canary('given'),
      family_name: canary('family'),
      picture: `https://pictures.example/${canary('picture')}.png`,
      user_metadata: { note: canary('user-metadata'), deep: { list: [canary('list')] } },
      app_metadata: { region, plan: canary('app-metadata'), salary: `MASK-${region}-${name}` },
    };
    const email = `mask-cnry-${region}-${name}@users.example`;
    if (password !== undefined) return this.account(email, password, more);
    return planted(await this.#call('users', { connection: 'email', email, email_verified: true, ...more }));
  }

  /** Makes a user a member of an organization. */
  async join({ userId }: PlantedUser, organization: string): Promise<void> {
    await this.#call(`organizations/${organization}/members`, { members: [userId] });
  }

  /** Invites whoever has the address of a planted user; answers the invitation's id. */
  async invite({ userId }: PlantedUser, organization: string): Promise<string> {
    const { email } = Account.parse(await this.#call(`users/${encodeURIComponent(userId)}`));
    const made = await this.#call(`organizations/${organization}/invitations`, {
      inviter: { name: 'Proof' },
      invitee: { email },
      client_id: portal,
      send_invitation_email: false,
    });
    return z.object({ id: z.string() }).parse(made).id;
  }

  /** Makes one user an identity of another. */
  async link({ userId }: PlantedUser, secondary: PlantedUser): Promise<void> {
    const [provider, ...id] = secondary.userId.split('|');
    const body = { provider, user_id: id.join('|') };
    await this.#call(`users/${encodeURIComponent(userId)}/identities`, body);
  }

  /** A hundred of those there are. */
  async some(): Promise<PlantedUser[]> {
    const { users } = Page.parse(await this.#call('users?per_page=100&include_totals=true'));
    return users.map(planted);
  }
}

function planted(value: unknown): PlantedUser {
  const { user_id: userId, app_metadata: metadata } = Account.parse(value);
  return { userId, region: typeof metadata?.region === 'string' ? metadata.region : undefined };
}
