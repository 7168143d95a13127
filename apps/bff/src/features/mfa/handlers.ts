import { maskOver } from '@rollcall/shared/access/decision.ts';
import type { mfaRows } from '@rollcall/shared/contract/mfa.ts';
import type { HandlersOf } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';
import { TenantAuthenticationMethods } from '../../management/authentication-methods.ts';
import type { ManagementClient } from '../../management/client.ts';
import { removeAll } from './remove-all.ts';
import { maskedOf, shownMethod } from './shown.ts';

/**
 * What a user proves themselves with beside the password. Recovery codes and tickets leave once, in the
 * answer to whoever asked for them; no log line, audit event or table has one.
 */
export function mfaHandlers(client: ManagementClient): HandlersOf<typeof mfaRows> {
  const methods = new TenantAuthenticationMethods(client);
  return {
    listAuthenticationMethods: async ({ member, user }) => {
      const masked = maskedOf(maskOver(member.grants, user));
      const found = await methods.list(user.user_id);
      return { authentication_methods: found.map((method) => shownMethod(method, masked)), masked };
    },
    removeAuthenticationMethod: async ({ user, params: { authenticationMethodId: id }, telling }) => {
      // What the list does not have, such as the password, is not this act's to remove.
      const found = await methods.list(user.user_id);
      if (!found.some((method) => method.id === id)) throw new ProblemError('not_found');
      await methods.delete(user.user_id, id);
      telling.changed([{ field: 'authentication_method', before: id, after: null }]);
    },
    removeAuthenticationMethods: ({ user, telling }) => removeAll(methods, user.user_id, telling),
    regenerateRecoveryCode: async ({ user }) => ({
      recovery_code: await methods.regenerateRecoveryCode(user.user_id),
    }),
    invalidateRememberedBrowsers: ({ user }) => methods.invalidateRememberedBrowsers(user.user_id),
    createEnrollmentTicket: async ({ user, body, telling }) => {
      if (body.send_mail && user.email === undefined) {
        const detail = 'This user has no e-mail address to send it to.';
        throw new ProblemError('refused_by_tenant', { detail, errors: [{ field: 'send_mail', detail }] });
      }
      const url = await methods.createEnrollmentTicket(user.user_id, body);
      telling.changed([
        { field: 'enrollment_ticket', before: null, after: body.send_mail ? 'sent' : 'shown' },
      ]);
      return body.send_mail ? {} : { ticket_url: url };
    },
  };
}
