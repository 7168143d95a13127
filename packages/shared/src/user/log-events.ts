/** What a person looks for in a history. */
export const historyKinds = ['sign-in', 'failure', 'change', 'security', 'other'] as const;
export type HistoryKind = (typeof historyKinds)[number];

interface LogEventType {
  words: string;
  kind: HistoryKind;
}

function of(kind: HistoryKind, events: Readonly<Record<string, string>>): [string, LogEventType][] {
  return Object.entries(events).map(([code, words]) => [code, { words, kind }]);
}

/**
 * Auth0's log event codes that can be about a user, with the words for them.
 * Source: auth0.com/docs/deploy-monitor/logs/log-event-type-codes
 */
const types: ReadonlyMap<string, LogEventType> = new Map([
  ...of('sign-in', {
    s: 'Signed in',
    ss: 'Signed up',
    ssa: 'Signed in silently',
    slo: 'Signed out',
    si: 'Accepted an invitation',
    scoa: 'Signed in from another origin',
    cls: 'Was sent a sign-in code or link',
    cs: 'Was sent a sign-in code',
    seacft: 'Exchanged a code for an access token',
    sepft: 'Exchanged a password for an access token',
    sercft: 'Exchanged a one-time recovery code for an access token',
    sertft: 'Exchanged a refresh token',
    sens: 'Exchanged a native social sign-in for an access token',
    seoobft: 'Exchanged an out-of-band challenge for an access token',
    seotpft: 'Exchanged a one-time code for an access token',
    sepotpft: 'Exchanged a passwordless code for an access token',
    sede: 'Exchanged a device code for an access token',
    mfar: 'Was asked for a second factor',
    gd_start_auth: 'Began to confirm with a second factor',
    gd_auth_succeed: 'Confirmed with a second factor',
    gd_recovery_succeed: 'Signed in with a recovery code',
  }),
  ...of('failure', {
    f: 'Failed to sign in',
    fp: 'Failed to sign in: wrong password',
    fu: 'Failed to sign in: unknown e-mail address or username',
    fs: 'Failed to sign up',
    fsa: 'Failed to sign in silently',
    flo: 'Failed to sign out',
    fi: 'Failed to accept an invitation',
    fn: 'A notification could not be sent',
    fcoa: 'Failed to sign in from another origin',
    fcp: 'Failed to change the password',
    fcpr: 'Failed to ask for a password change',
    fce: 'Failed to change the e-mail address',
    fcu: 'Failed to change the username',
    fcpn: 'Failed to change the phone number',
    fdu: 'Failed to be deleted',
    fui: 'Failed to be imported',
    fv: 'The verification e-mail could not be used',
    fvr: 'Failed to ask for a verification e-mail',
    fdeac: 'Failed to activate a device',
    fdeaz: 'Failed to authorize a device',
    fdecc: 'Declined to confirm a device',
    feacft: 'Failed to exchange a code for an access token',
    feccft: 'Failed to exchange client credentials',
    fede: 'Failed to exchange a device code',
    fens: 'Failed to exchange a native social sign-in',
    feoobft: 'Failed to exchange an out-of-band challenge',
    feotpft: 'Failed to exchange a one-time code',
    fepft: 'Failed to exchange a password for an access token',
    fepotpft: 'Failed to exchange a passwordless code',
    fercft: 'Failed to exchange a recovery code',
    ferrt: 'Failed to exchange a rotating refresh token',
    fertft: 'Failed to exchange a refresh token',
    gd_auth_failed: 'Failed to confirm with a second factor',
    gd_auth_rejected: 'Rejected the question for a second factor',
    gd_auth_fail_email_verification: 'Failed to confirm by e-mail',
    gd_recovery_failed: 'Failed to sign in with a recovery code',
    gd_start_enroll_failed: 'Failed to begin to enrol a factor',
    gd_otp_rate_limit_exceed: 'Too many wrong one-time codes',
    gd_recovery_rate_limit_exceed: 'Too many wrong recovery codes',
  }),
  ...of('change', {
    scp: 'Changed the password',
    scpr: 'Asked for a password change',
    sce: 'Changed the e-mail address',
    scu: 'Changed the username',
    scpn: 'Changed the phone number',
    sv: 'Verified the e-mail address',
    svr: 'Asked for a verification e-mail',
    sdu: 'Was deleted',
    sui: 'Was imported',
    sapi: 'Was changed through the Management API',
    mgmt_api_read: 'Was read with secrets through the Management API',
    organization_member_added: 'Became a member of an organization',
    gd_enrollment_complete: 'Enrolled a factor',
    gd_start_enroll: 'Began to enrol a factor',
    gd_unenroll: 'Removed a factor',
    gd_update_device_account: 'Updated a device of a factor',
    gd_user_delete: 'Lost all factors',
    gd_tenant_update: 'The settings of multi-factor authentication changed',
    srrt: 'A refresh token was revoked',
    sscim: 'Was changed through SCIM',
    fscim: 'A change through SCIM failed',
  }),
  ...of('security', {
    limit_wc: 'Was blocked at an IP address: too many failed sign-ins',
    limit_mu: 'An IP address was blocked: too many failed sign-ins of many accounts',
    limit_sul: 'Was blocked: too many sign-ins',
    ublkdu: 'Is blocked for too many failed sign-ins no more',
    pwd_leak: 'Tried to sign in with a password that has leaked',
    signup_pwd_leak: 'Tried to sign up with a password that has leaked',
    reset_pwd_leak: 'Tried to set a password that has leaked',
    w: 'Warning',
    wum: 'Warning about the profile',
    depnote: 'Used something that Auth0 will remove',
    api_limit: 'The rate limit of the Management API was reached',
    api_limit_warning: 'The rate limit of the Management API was nearly reached',
  }),
  ...of('other', {
    gd_send_email: 'Was sent a code by e-mail',
    gd_auth_email_verification: 'Confirmed by e-mail',
    gd_send_pn: 'Was sent a push notification',
    gd_send_sms: 'Was sent a code by SMS',
    gd_send_voice: 'Was called with a code',
    seccft: 'Exchanged client credentials',
  }),
]);

/** What a log event says and what kind it is; a code that is not known says itself. */
export function logEventType(code: string): LogEventType {
  return types.get(code) ?? { words: `Log event ${code}`, kind: 'other' };
}
