import { type Api, managementApi } from '@rollcall/tenant/testing/test-tenant.ts';
import type { World } from './world.ts';

/** What the tenant keeps of users beside their profiles, by its own word. */
export interface Children {
  api: Api;
  /** The ids of everything of a kind that a user has. */
  idsOf: (userId: string, kind: ChildKind) => Promise<string[]>;
  /** So many seeded users of a region who have at least one session and one refresh token. */
  signedIn: (region: string, count: number) => Promise<string[]>;
  /** Gives a user an authentication method; answers its id. */
  addMethod: (userId: string, method: object) => Promise<string>;
}

export type ChildKind =
  'sessions' | 'refresh-tokens' | 'device-credentials' | 'grants' | 'authentication-methods';

/** Opens the tenant's own door to them. */
export async function childrenIn(world: World): Promise<Children> {
  const api = await managementApi(world.tenant);
  const idsOf = async (userId: string, kind: ChildKind) => {
    const { body } = await api('GET', listOf(userId, kind));
    const list: unknown = Array.isArray(body) ? body : Object.values(Object(body)).find(Array.isArray);
    return Array.from(Object(list), (child) => String(Object(child).id));
  };
  return {
    api,
    idsOf,
    signedIn: async (region, count) => {
      const found: string[] = [];
      const query = encodeURIComponent(`app_metadata.region:${region}`);
      const { body } = await api('GET', `/users?q=${query}&per_page=100&fields=user_id`);
      for (const { user_id: userId } of Object(body)) {
        if (found.length === count) break;
        if ((await idsOf(userId, 'sessions')).length === 0) continue;
        if ((await idsOf(userId, 'refresh-tokens')).length > 0) found.push(userId);
      }
      if (found.length < count) throw new Error(`Only ${found.length} are signed in.`);
      return found;
    },
    addMethod: async (userId, method) => {
      const made = await api('POST', listOf(userId, 'authentication-methods'), method);
      if (made.status !== 201) throw new Error(`No new method: ${JSON.stringify(made.body)}`);
      return String(Object(made.body).id);
    },
  };
}

function listOf(userId: string, kind: ChildKind): string {
  const id = encodeURIComponent(userId);
  return kind === 'device-credentials' || kind === 'grants'
    ? `/${kind}?user_id=${id}`
    : `/users/${id}/${kind}`;
}
