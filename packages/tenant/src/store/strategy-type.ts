const SOCIAL = new Set([
  'amazon',
  'apple',
  'bitbucket',
  'dropbox',
  'facebook',
  'github',
  'google-oauth2',
  'line',
  'linkedin',
  'oauth2',
  'paypal',
  'salesforce',
  'shopify',
  'twitter',
  'windowslive',
  'yahoo',
]);

/** The four kinds of connections, as Auth0's log names them in `strategy_type`. */
export type StrategyType = 'database' | 'passwordless' | 'social' | 'enterprise';

/** The kind of connection a strategy belongs to. @see https://auth0.com/docs/authenticate/identity-providers */
export function strategyTypeOf(strategy: string): StrategyType {
  if (strategy === 'auth0') return 'database';
  if (strategy === 'email' || strategy === 'sms') return 'passwordless';
  return SOCIAL.has(strategy) ? 'social' : 'enterprise';
}
