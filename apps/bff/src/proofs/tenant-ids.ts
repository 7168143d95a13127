/** What the seed of the local tenant holds, by the ids that it has there. */
export const analyst = 'rol_Analyst000000000';
export const customer = 'rol_Customer00000000';
export const acme = 'org_AcmeTrading00001';
export const portal = 'meridian_portal';
export const readBookings = {
  resource_server_identifier: 'https://api.meridian.example/bookings',
  permission_name: 'read:bookings',
};
