import type { JsonObject } from '../store/schema.ts';
import type { Culture } from './names.ts';
import type { Random } from './random.ts';

/** What applications have written about the `index`-th person: rich for some, absent for others. */
export function makeMetadata(
  random: Random,
  culture: Culture,
  index: number,
): { user_metadata?: JsonObject; app_metadata?: JsonObject } {
  const plan = random.pick(['free', 'free', 'free', 'pro', 'pro', 'enterprise']);
  const user_metadata: JsonObject = {
    locale: culture.locale,
    theme: random.pick(['light', 'dark', 'system']),
    newsletter: random.chance(0.4),
    addresses: Array.from({ length: 1 + random.below(2) }, (_, place) => ({
      kind: place === 0 ? 'home' : 'work',
      city: place === 0 ? culture.city : 'Genève',
      country: place === 0 ? culture.country : 'CH',
    })),
    preferences: { colour: random.pick(['blue', 'green', 'pink']), font_size: 12 + random.below(6) },
  };
  const app_metadata: JsonObject = {
    region: random.pick(['eu', 'us', 'apac']),
    plan,
    ...(plan === 'free'
      ? {}
      : {
          billing: {
            seats: 1 + random.below(200),
            currency: random.pick(['EUR', 'USD', 'JPY']),
            trial: random.chance(0.2),
          },
        }),
    ...(random.chance(0.5) ? { tags: ['customer', random.pick(['beta', 'vip', 'press', 'partner'])] } : {}),
    ...(random.chance(0.25)
      ? {
          crm: {
            id: `C-${10_000 + index}`,
            owner: { name: 'Åsa Öberg', team: 'north' },
            scores: [random.below(100), random.below(100)],
          },
        }
      : {}),
    ...(random.chance(0.02) ? { fraud: { flagged: true, reason: 'chargeback' } } : {}),
  };
  return {
    ...(random.chance(0.75) ? { user_metadata } : {}),
    ...(random.chance(0.9) ? { app_metadata } : {}),
  };
}
