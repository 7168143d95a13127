import { z } from 'zod';
import { UserSort } from './user-sort.ts';

/** How many rows a page can have. The longest one is put together of several of Auth0's. */
export const pageSizes = [25, 50, 100, 1000] as const;

/** An id of the tenant's, or nothing. */
const optionalId = z.string().regex(/^[\w|-]{0,100}$/, 'This is no id.');

/** Which users a list finds, in which order and how it shows them: all that a link or a saved view has to say. */
export const ListState = z.strictObject({
  /** What stands in the search box. */
  q: z.string().max(2000, 'At most 2,000 characters.'),
  sort: UserSort,
  /** Who has this role, too; empty for everybody. */
  role: optionalId,
  /** Who is a member of this organization, too. */
  organization: optionalId,
  /** `none`: who has no authentication method for MFA, too. */
  mfa: z.enum(['', 'none']),
  /** The columns and their widths, as `readColumns` reads them; empty for the usual ones. */
  columns: z.string().max(2000, 'At most 2,000 characters.'),
  density: z.enum(['comfortable', 'compact']),
  per_page: z.literal(pageSizes),
});
export type ListState = z.infer<typeof ListState>;

/** The list as it is where nothing else is said. */
export const defaultListState: ListState = {
  q: '',
  sort: 'created_at:-1',
  role: '',
  organization: '',
  mfa: '',
  columns: '',
  density: 'comfortable',
  per_page: 50,
};
