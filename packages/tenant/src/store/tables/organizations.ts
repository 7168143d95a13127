import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { JsonObject } from '../schema.ts';

/** The tables of organizations and of the tenant's own settings; see `migrations/005-organizations.ts`. */
export interface OrganizationTables {
  organizations: {
    id: string;
    name: string;
    display_name: string | null;
    branding: JSONColumnType<JsonObject | null, string | null, string | null>;
    metadata: JSONColumnType<JsonObject | null, string | null, string | null>;
    created_at: ColumnType<Date, Date | string | undefined>;
  };
  organization_members: { organization_id: string; user_id: string };
  organization_member_roles: { organization_id: string; user_id: string; role_id: string };
  organization_group_roles: { organization_id: string; group_id: string; role_id: string };
  organization_connections: {
    organization_id: string;
    connection_id: string;
    assign_membership_on_login: Generated<boolean>;
    show_as_button: Generated<boolean>;
  };
  organization_invitations: {
    id: string;
    organization_id: string;
    ticket_id: string;
    created_at: ColumnType<Date, Date | string>;
    expires_at: ColumnType<Date, Date | string>;
    invitation: JSONColumnType<JsonObject>;
  };
  tenant_settings: { settings: JSONColumnType<JsonObject> };
}
