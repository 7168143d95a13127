import type { Group } from '../../store/groups.ts';

/** A group as the Management API shows it. */
export function presentGroup({ external_id, connection_id, ...group }: Group) {
  return {
    ...group,
    ...(external_id === null ? {} : { external_id }),
    ...(connection_id === null ? {} : { connection_id }),
  };
}
