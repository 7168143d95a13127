/**
 * The events that a token with `read:logs_users` sees: what people did and what was done to them,
 * without the operations of the Management API.
 * @see https://auth0.com/docs/get-started/manage-dashboard-access/feature-access-by-role
 */
export const USER_EVENT_TYPES: readonly string[] = (
  'cls cs f fce fcoa fcp fcpn fcpr fcu fdeac fdeaz fdecc fdu feacft feccft fede fens feoobft feotpft fepft ' +
  'fepotpft fercft fi flo fn fp fs fsa fu fui fv fvr gd_auth_email_verification gd_auth_failed ' +
  'gd_auth_fail_email_verification gd_auth_rejected gd_auth_succeed gd_enrollment_complete ' +
  'gd_otp_rate_limit_exceed gd_recovery_failed gd_recovery_rate_limit_exceed gd_recovery_succeed gd_send_email ' +
  'gd_send_pn gd_send_sms gd_send_voice gd_start_auth gd_start_enroll gd_start_enroll_failed gd_tenant_update ' +
  'gd_unenroll gd_update_device_account gd_user_delete limit_mu limit_wc mfar pwd_leak s sce scoa scp scpn scpr ' +
  'scu sdu seacft sede sens seoobft seotpft sepft sercft si slo ss ssa sv svr ublkdu w'
).split(' ');
