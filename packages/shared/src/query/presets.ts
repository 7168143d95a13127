import { NEVER_SIGNED_IN } from './explain.ts';

/** A search that is asked for often. */
export interface Preset {
  id: string;
  title: string;
  /** Lucene, with dates that stay relative. */
  text: string;
}

/** The searches that are offered by name. */
export const presets: readonly Preset[] = [
  { id: 'never', title: 'Never signed in', text: NEVER_SIGNED_IN },
  { id: 'inactive', title: 'Inactive for 90 days', text: 'last_login:[* TO now-90d}' },
  { id: 'blocked', title: 'Blocked', text: 'blocked:true' },
  { id: 'unverified', title: 'E-mail not verified', text: '_exists_:email AND NOT email_verified:true' },
  { id: 'new', title: 'Created in the last 7 days', text: 'created_at:[now-7d TO *]' },
];
