import { rootFields } from './field-guide.ts';
import { isSearchable } from './fields.ts';

const notSearchable = new Set(['picture', 'last_password_reset', 'multifactor', 'blocked_for']);

/** What people call a field that Auth0 calls otherwise. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['connection', 'identities.connection'],
  ['provider', 'identities.provider'],
  ['id', 'user_id'],
  ['mail', 'email'],
  ['domain', 'email.domain'],
  ['phone', 'phone_number'],
  ['ip', 'last_ip'],
  ['created', 'created_at'],
  ['updated', 'updated_at'],
  ['verified', 'email_verified'],
  ['first_name', 'given_name'],
  ['firstname', 'given_name'],
  ['last_name', 'family_name'],
  ['lastname', 'family_name'],
  ['surname', 'family_name'],
  ['organization', 'organization_id'],
  ['org_id', 'organization_id'],
  ['last_seen', 'last_login'],
  ['logins', 'logins_count'],
  ['metadata', 'user_metadata'],
]);

/** What is wrong with the name of a field. */
export interface FieldFault {
  sentence: string;
  /** The name that was probably meant. */
  meant?: string;
}

/** What is wrong with a field that a query names; undefined for one that Auth0 searches by. */
export function fieldFault(field: string, isPresence: boolean): FieldFault | undefined {
  if (isSearchable(field)) return undefined;
  const isRoot = ['user_metadata', 'app_metadata', 'identities'].includes(field);
  if (isRoot && isPresence) return undefined;
  if (isRoot) return { sentence: `${field} is an object: say which of its fields, as in ${field}.plan.` };
  if (notSearchable.has(field)) return { sentence: `Auth0 does not let users be searched by ${field}.` };
  if (field.endsWith('.raw')) {
    const meant = field.slice(0, -'.raw'.length);
    return {
      sentence: `“.raw” ended with the second search engine: ${meant} is compared as a whole.`,
      meant,
    };
  }
  const meant = nearestField(field);
  const sentence = `Auth0 has no field “${field}” to search by, so this matches nobody.`;
  return meant === undefined ? { sentence } : { sentence, meant };
}

function nearestField(field: string): string | undefined {
  const lower = field.toLowerCase();
  const [root = '', ...rest] = lower.split('.');
  const other = otherNames.get(lower) ?? (rest.length > 0 ? otherNames.get(root) : undefined);
  if (other !== undefined) {
    const path = field.split('.').slice(1);
    return other === 'user_metadata' && path.length === 0 ? undefined : [other, ...path].join('.');
  }
  const names = [...rootFields.map((known) => known.field), 'user_metadata', 'app_metadata'];
  const near = names
    .map((name) => ({ name, distance: distanceOf(name.includes('.') ? lower : root, name.toLowerCase()) }))
    .filter(({ distance }) => distance <= 2)
    .toSorted((a, b) => a.distance - b.distance)[0];
  if (near === undefined) return undefined;
  const isMetadata = near.name.endsWith('_metadata');
  if (isMetadata) return rest.length === 0 ? undefined : [near.name, ...field.split('.').slice(1)].join('.');
  return rest.length > 0 && !near.name.includes('.') ? undefined : near.name;
}

/** How many letters have to be put in, taken out or changed; stops to count where the lengths say enough. */
function distanceOf(from: string, to: string): number {
  if (Math.abs(from.length - to.length) > 2) return 3;
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, letter] of Array.from(from).entries()) {
    const next = [index + 1];
    for (const [column, other] of Array.from(to).entries()) {
      const changed = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 3;
}
