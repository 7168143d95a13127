/**
 * Everything that the audit trail can tell of, with the words for it. `…` stands for the target.
 * A name once written stays: events keep it for ever.
 */
export const auditActions = {
  read: 'looked for …',
  'user.create': 'created …',
  'user.update': 'changed …',
  'user.block': 'blocked …',
  'user.unblock': 'unblocked …',
  'user.delete': 'deleted …',
  'user.set_password': 'set a password for …',
  'user.reveal': 'revealed a masked field of …',
  'audit.revert': 'reverted a change of …',
  'audit.export': 'exported the audit trail',
  'team.invite': 'invited … into the team',
  'team.update': 'changed the grants of …',
  'team.disable': 'disabled …',
  'team.enable': 'enabled …',
  'team.remove': 'removed … from the team',
  'team.end_sessions': 'ended the sessions of …',
  'team.view_as': 'saw Rollcall as …',
  'team_role.create': 'made the team role …',
  'team_role.update': 'changed the team role …',
  'team_role.delete': 'deleted the team role …',
  'settings.update': 'changed what needs a reason',
  'webhook.create': 'added the webhook …',
  'webhook.update': 'changed the webhook …',
  'webhook.delete': 'removed the webhook …',
  'webhook.redeliver': 'sent a report again to …',
  'session.sign_in': 'signed in',
  'session.sign_in_refused': 'tried to sign in and is not in the team',
  'session.sign_out': 'signed out',
  'session.step_up': 'confirmed who they are',
  'session.end': 'ended a session of their own',
} as const satisfies Record<string, string>;

export type AuditAction = keyof typeof auditActions;

/** All actions, in the order in which filters show them. */
export const allAuditActions = Object.keys(auditActions).filter(
  (name): name is AuditAction => name in auditActions,
);
