/** The tables of migration 011; see there what each is for. */
export interface AccountTables {
  provider_tokens: { provider: string; id: string; access_token: string; refresh_token: string | null };
}
