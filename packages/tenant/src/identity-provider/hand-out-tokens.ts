import { randomText } from '../store/ids.ts';
import type { Database } from '../store/open.ts';
import { saveProviderTokens } from '../store/provider-tokens.ts';
import { strategyTypeOf } from '../store/strategy-type.ts';

/**
 * Keeps the tokens that a social provider hands out at a sign-in. They are as the provider's look, and
 * good for nothing.
 */
export async function handOutTokens(transaction: Database, provider: string, id: string): Promise<void> {
  if (strategyTypeOf(provider) !== 'social') return;
  const tokens =
    provider === 'github'
      ? { access_token: `gho_${randomText(36)}` }
      : { access_token: `ya29.${randomText(120)}`, refresh_token: `1//0${randomText(60)}` };
  await saveProviderTokens(transaction, { provider, id }, tokens);
}
