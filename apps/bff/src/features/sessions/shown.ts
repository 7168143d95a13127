import { maskOver } from '@rollcall/shared/access/decision.ts';
import { isMasked } from '@rollcall/shared/access/mask.ts';
import type { SessionDevice, UserRefreshToken, UserSession } from '@rollcall/shared/contract/sessions.ts';
import type { TenantRefreshToken } from '../../management/refresh-tokens.ts';
import type { TenantSession } from '../../management/sessions.ts';
import type { TenantUser } from '../../management/user-schema.ts';
import type { TeamMember } from '../../store/team.ts';

/** What is hidden of where a user signs in from: every address where `last_ip` is. */
export function maskedOf(member: TeamMember, user: TenantUser): string[] {
  return isMasked(maskOver(member.grants, user), 'last_ip') ? ['last_ip'] : [];
}

/** A session as it leaves, without what is masked. */
export function shownSession(session: TenantSession, masked: readonly string[]): UserSession {
  const { device, clients = [], authentication } = session;
  const methods = authentication?.methods.map(({ name }) => name) ?? [];
  return { ...session, device: shownDevice(device, masked), clients, methods };
}

/** A refresh token as it leaves, without what is masked. */
export function shownRefreshToken(token: TenantRefreshToken, masked: readonly string[]): UserRefreshToken {
  const { device, resource_servers = [] } = token;
  return { ...token, device: shownDevice(device, masked), resource_servers };
}

function shownDevice(device: SessionDevice, masked: readonly string[]): SessionDevice {
  if (masked.length === 0) return device;
  const { initial_user_agent, last_user_agent } = device;
  return { initial_user_agent, last_user_agent };
}
