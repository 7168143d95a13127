import type { Adapter } from 'oidc-provider';

const nothing = async () => undefined;

/** An adapter of `oidc-provider` that keeps nothing: what a model needs is added to it. */
export const EMPTY_ADAPTER: Adapter = {
  upsert: nothing,
  find: nothing,
  findByUid: nothing,
  findByUserCode: nothing,
  consume: nothing,
  destroy: nothing,
  revokeByGrantId: nothing,
};
