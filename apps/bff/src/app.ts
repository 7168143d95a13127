import express, { type Express } from 'express';
import type { Logger } from 'pino';
import { UserVersions } from './access/etag.ts';
import { rightsOf } from './access/rights.ts';
import { guardTeam, teamStanding } from './access/team-guard.ts';
import { guardTakeover } from './access/takeover-guard.ts';
import type { UserTurn } from './access/user-turn.ts';
import type { Config } from './env.ts';
import { Denials } from './audit/denials.ts';
import { AuditTrail } from './audit/trail.ts';
import { accountHandlers } from './features/account/handlers.ts';
import { auditHandlers } from './features/audit/handlers.ts';
import { bulkHandlers } from './features/bulk/handlers.ts';
import { budgetHandlers } from './features/budget/handlers.ts';
import { clientsHandlers } from './features/clients/handlers.ts';
import { connectionsHandlers } from './features/connections/handlers.ts';
import { credentialsHandlers } from './features/credentials/handlers.ts';
import { exportsHandlers } from './features/exports/handlers.ts';
import { historyHandlers } from './features/history/handlers.ts';
import { notesHandlers } from './features/notes/handlers.ts';
import { overviewHandlers } from './features/overview/handlers.ts';
import { mfaHandlers } from './features/mfa/handlers.ts';
import { identitiesHandlers } from './features/identities/handlers.ts';
import { importsHandlers } from './features/imports/handlers.ts';
import { lockdownHandlers } from './features/lockdown/handlers.ts';
import { customFieldsHandlers } from './features/custom-fields/handlers.ts';
import { lookupsHandlers } from './features/lookups/handlers.ts';
import { operationsHandlers } from './features/operations/handlers.ts';
import { organizationsHandlers } from './features/organizations/handlers.ts';
import { profileHandlers } from './features/profile/handlers.ts';
import { rolesHandlers } from './features/roles/handlers.ts';
import { sessionsHandlers } from './features/sessions/handlers.ts';
import { schedulesHandlers } from './features/schedules/handlers.ts';
import { teamHandlers } from './features/team/handlers.ts';
import { tokensHandlers } from './features/tokens/handlers.ts';
import { usersHandlers } from './features/users/handlers.ts';
import { walksHandlers } from './features/users/walk-handlers.ts';
import { RecentWrites } from './features/users/recent-writes.ts';
import { viewsHandlers } from './features/views/handlers.ts';
import { webhooksHandlers } from './features/webhooks/handlers.ts';
import { ExportFiles } from './exports/export-files.ts';
import { cookiesFor, refuseTossedCookies } from './http/cookies.ts';
import { refuseCrossSite } from './http/csrf.ts';
import { refuseDotSegments } from './http/dot-segments.ts';
import { securityHeaders } from './http/headers.ts';
import { healthRoutes } from './http/health.ts';
import { jsonBody } from './http/json-body.ts';
import type { ActDependencies } from './http/carry-out.ts';
import { handlerOf, type Handlers, mount } from './http/mount.ts';
import { ProblemError, problemHandler } from './http/problem.ts';
import { requestId } from './http/request-id.ts';
import { requestLog } from './http/request-log.ts';
import { requireTeamMember, sessions } from './http/session.ts';
import type { Streams } from './http/streams.ts';
import { files, page } from './http/static.ts';
import { ImportItems } from './imports/import-items.ts';
import { type ImportDependencies, importWork } from './imports/run.ts';
import type { ManagementClient } from './management/client.ts';
import { TenantClients } from './management/clients.ts';
import { TenantConnections } from './management/connections.ts';
import { TenantJobs } from './management/jobs.ts';
import { TenantImportJobs } from './management/import-jobs.ts';
import { TenantLogEvents } from './management/log-events.ts';
import { TenantUserBlocks } from './management/user-blocks.ts';
import { TenantUserGlance } from './management/user-glance.ts';
import { passwordEmails } from './management/password-email.ts';
import { TenantTickets } from './management/tickets.ts';
import { TenantSessions } from './management/sessions.ts';
import { TenantIdentities } from './management/identities.ts';
import { TenantInvitations } from './management/invitations.ts';
import { TenantOrganizations } from './management/organizations.ts';
import { TenantPermissions } from './management/permissions.ts';
import { TenantRoles } from './management/roles.ts';
import { TenantUsers } from './management/users.ts';
import { ItemStore } from './operations/item-store.ts';
import { memberOfOperation } from './operations/member-of-operation.ts';
import { OperationStore } from './operations/operation-store.ts';
import type { OperationWorker } from './operations/worker.ts';
import { cancelPointless } from './schedules/pointless.ts';
import { actRunner } from './schedules/run-act.ts';
import { ScheduleStore } from './schedules/schedule-store.ts';
import type { Scheduler } from './schedules/scheduler.ts';
import type { SignInProvider } from './sign-in/provider.ts';
import { signInRoutes } from './sign-in/routes.ts';
import { OwnSessions } from './store/own-sessions.ts';
import { SealedBytes } from './store/sealed-bytes.ts';
import { SavedViews } from './store/saved-views.ts';
import type { Store } from './store/schema.ts';
import { UserNotes } from './store/user-notes.ts';
import { SessionStore } from './store/session-store.ts';
import { Settings } from './store/settings.ts';
import type { Deliverer } from './webhooks/deliverer.ts';
import type { Reach } from './webhooks/reach.ts';
import { SealedSecrets } from './webhooks/sealed-secrets.ts';
import { WalkFindings } from './walks/walk-findings.ts';
import { WalkStore } from './walks/walk-store.ts';
import type { Walker } from './walks/walker.ts';
import { WebhookStore } from './webhooks/webhook-store.ts';

/** What the app is made of; `start.ts` brings it together. */
export interface AppDependencies {
  config: Pick<
    Config,
    'publicUrl' | 'trustProxy' | 'sessionSecrets' | 'tenant' | 'teamClaim' | 'customFields'
  >;
  store: Store;
  sessionStore: SessionStore;
  provider: SignInProvider;
  client: ManagementClient;
  inTurn: UserTurn;
  deliverer: Deliverer;
  scheduler: Scheduler;
  walker: Walker;
  worker: OperationWorker;
  /** How patient imports are; tests cannot wait that long. */
  importTiming?: ImportDependencies['timing'];
  streams: Streams;
  /** Where webhooks may be. */
  reach: Reach;
  logger: Logger;
  /** Where the built web app is. */
  webDirectory: string;
}

/**
 * The whole BFF in its order: headers, public routes, then the gate (CSRF, session, team member),
 * and behind it the rows. What is neither public nor a row does not exist.
 */
export function createApp(dependencies: AppDependencies): Express {
  const { config, store, sessionStore, provider, client, inTurn, logger, webDirectory } = dependencies;
  const { publicUrl } = config;
  const { deliverer, reach } = dependencies;
  const users = new TenantUsers(client);
  const connections = new TenantConnections(client);
  const notes = new UserNotes(store);
  users.onDeleted((ids) => notes.forget(ids));
  const settings = new Settings(store);
  const ownSessions = new OwnSessions(store, sessionStore);
  const trail = new AuditTrail(store);
  const denials = new Denials(trail);
  trail.onTold(() => deliverer.wake());
  const teamGuard = guardTeam(store, provider.issuer);
  const schedules = new ScheduleStore(store);
  trail.onTold((event) => void cancelPointless(schedules, event).catch(() => undefined));
  const recentWrites = new RecentWrites(store);
  trail.onTold((event) => recentWrites.note(event));
  dependencies.scheduler.doBy(
    actRunner({ store, tokens: client.tokens, users, inTurn, teamGuard, trail, schedules }),
  );
  const roles = new TenantRoles(client);
  const permissions = new TenantPermissions(client);
  const organizations = new TenantOrganizations(client);
  const identities = new TenantIdentities(client, users);
  const invitations = new TenantInvitations(client);
  const versions = new UserVersions(config.sessionSecrets);
  const credentials = {
    users,
    connections,
    sessions: new TenantSessions(client),
    tickets: new TenantTickets(client),
    sendPasswordEmail: passwordEmails(config.tenant),
    takeoverGuard: guardTakeover(store),
  };
  const glance = new TenantUserGlance(client);
  const session = sessions(config, sessionStore);
  const acting: ActDependencies = {
    tokens: client.tokens,
    users,
    inTurn,
    teamGuard,
    trail,
    settings,
    versions,
  };
  const operations = {
    users,
    roles,
    organizations,
    settings,
    store,
    acting,
    operations: new OperationStore(store),
    items: new ItemStore(store),
    worker: dependencies.worker,
    sealed: new SealedSecrets(config.sessionSecrets),
  };
  const imports: ImportDependencies = {
    ...operations,
    tokens: client.tokens,
    importItems: new ImportItems(store),
    secrets: new SealedSecrets(config.sessionSecrets, 'imports'),
    connections,
    jobs: new TenantImportJobs(client),
    customFields: config.customFields,
    inTurn,
    teamGuard,
    trail,
    issuer: provider.issuer,
    timing: dependencies.importTiming,
  };
  dependencies.worker.doBy('import', importWork(imports));

  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.enable('case sensitive routing').enable('strict routing');
  app.set('query parser', 'simple').set('trust proxy', config.trustProxy);

  app.use(requestId, requestLog(logger), securityHeaders({ https: publicUrl.protocol === 'https:' }));
  app.use(healthRoutes(store, client.tokens));
  app.use(['/api', '/auth'], refuseTossedCookies(cookiesFor(publicUrl).session.name));
  app.use(signInRoutes({ publicUrl, store, sessionStore, provider, logger, trail, denials }, session));

  app.use('/api', refuseCrossSite(publicUrl), session, requireTeamMember, jsonBody());
  const handlers: Handlers = {
    ...accountHandlers(new URL(config.tenant.origin).host, settings, ownSessions),
    ...usersHandlers(users, connections, recentWrites, config.customFields),
    ...importsHandlers({ ...imports, wake: () => dependencies.worker.wake() }),
    ...lookupsHandlers(users),
    ...viewsHandlers(new SavedViews(store)),
    ...walksHandlers({
      store,
      walks: new WalkStore(store),
      findings: new WalkFindings(store),
      customFields: config.customFields,
      walker: dependencies.walker,
      users,
      roles,
      organizations,
      glance,
    }),
    ...budgetHandlers(client.budget),
    ...customFieldsHandlers(config.customFields),
    ...tokensHandlers(users, config.tenant.origin),
    ...profileHandlers(users, connections, teamStanding(store, provider.issuer), config.customFields),
    ...historyHandlers(new TenantLogEvents(client)),
    ...overviewHandlers(glance, new TenantUserBlocks(client)),
    ...notesHandlers(notes),
    ...credentialsHandlers(credentials),
    ...lockdownHandlers(credentials),
    ...schedulesHandlers(users, schedules),
    ...sessionsHandlers(client),
    ...mfaHandlers(client),
    ...clientsHandlers(new TenantClients(client)),
    ...connectionsHandlers({ client, connections, inTurn, secrets: config.sessionSecrets }),
    ...teamHandlers({
      store,
      sessionStore,
      users,
      roles,
      settings,
      publicUrl,
      teamClaim: config.teamClaim,
    }),
    ...rolesHandlers({ roles, permissions, organizations }),
    ...organizationsHandlers({ organizations, invitations, roles, connections }),
    ...identitiesHandlers({ users, identities, connections, teamGuard, versions }),
    ...auditHandlers({ store, users, connections, roles, permissions, inTurn, teamGuard, settings }),
    ...operationsHandlers(operations),
    ...bulkHandlers({
      ...operations,
      standing: teamStanding(store, provider.issuer),
      customFields: config.customFields,
      walks: new WalkStore(store),
      rightsOf,
      patience: client.patience,
      memberOf: memberOfOperation(store),
      handlerOf: (name) => handlerOf(handlers, name),
    }),
    ...exportsHandlers({
      ...operations,
      files: new ExportFiles(store, new SealedBytes(config.sessionSecrets, 'export files')),
      walks: new WalkStore(store),
      findings: new WalkFindings(store),
      walker: dependencies.walker,
      jobs: new TenantJobs(client, config.tenant.origin),
      trail,
      customFields: config.customFields,
    }),
    ...webhooksHandlers({
      webhooks: new WebhookStore(store, new SealedSecrets(config.sessionSecrets)),
      reach,
      wake: () => deliverer.wake(),
    }),
  };
  app.use(mount(handlers, { ...acting, denials }, dependencies.streams));
  app.use('/api', refuseDotSegments);

  app.use(files(webDirectory), page(webDirectory));
  app.use(() => {
    throw new ProblemError('not_found');
  });
  app.use(problemHandler(logger));
  return app;
}
