import { testDatabase } from './databases.ts';
import { migrate } from '@rollcall/database/migrate.ts';
import { type OpenDatabase, openDatabase } from '@rollcall/database/open.ts';
import pino from 'pino';
import { type AuditIntent, AuditTrail } from '../audit/trail.ts';
import { migrations } from '../store/migrations.ts';
import type { Tables } from '../store/schema.ts';
import { Deliverer } from '../webhooks/deliverer.ts';
import { SealedSecrets } from '../webhooks/sealed-secrets.ts';
import { type WebhookFields, WebhookStore } from '../webhooks/webhook-store.ts';
import { type HookServer, startHookServer } from './hook-server.ts';

/** A database with an audit trail and webhooks, a server that is told, and a clock that tests set. */
export class Delivering {
  readonly database: OpenDatabase<Tables>;
  readonly webhooks: WebhookStore;
  readonly #trail: AuditTrail;
  readonly #secrets = new SealedSecrets(['a-session-secret-for-tests-alone-0123456789']);
  hooks: HookServer;
  now = new Date();
  deliverer: Deliverer;

  private constructor(database: OpenDatabase<Tables>, hooks: HookServer) {
    this.database = database;
    this.webhooks = new WebhookStore(database.db, this.#secrets);
    this.#trail = new AuditTrail(database.db);
    this.hooks = hooks;
    this.deliverer = this.another();
  }

  static async start(): Promise<Delivering> {
    const database = await openDatabase<Tables>({ url: await testDatabase() });
    await migrate(database.db, migrations);
    return new Delivering(database, await startHookServer());
  }

  /** Forgets all webhooks, and begins with a new server at the present time. */
  async renew(): Promise<void> {
    await this.deliverer.stop();
    await this.database.db.deleteFrom('webhooks').execute();
    await this.hooks.close();
    this.hooks = await startHookServer();
    this.now = new Date();
    this.deliverer = this.another();
  }

  async close(): Promise<void> {
    await this.deliverer.stop();
    await this.hooks.close();
    await this.database.close();
  }

  /** What delivers in another process. */
  another(more: Partial<ConstructorParameters<typeof Deliverer>[0]> = {}): Deliverer {
    return new Deliverer({
      store: this.database.db,
      secrets: this.#secrets,
      reach: this.hooks.reach,
      logger: pino({ enabled: false }),
      now: () => this.now,
      ...more,
    });
  }

  /** Adds a webhook that is told of everything, unless a test says otherwise. */
  async add(fields: Partial<WebhookFields> = {}): Promise<{ id: string; secret: string }> {
    const { webhook, secret } = await this.webhooks.add({ ...this.fields, ...fields });
    return { id: webhook.id, secret };
  }

  get fields(): WebhookFields {
    return { url: this.hooks.url, description: '', actions: [], enabled: true };
  }

  /** Does something, as the audit trail tells it; answers the id of the event. */
  async act(action: AuditIntent['action'] = 'user.block', outcome: 'done' | 'failed' = 'done') {
    const intent: AuditIntent = {
      action,
      actor: { id: 'member-1', name: 'Ana' },
      target: { kind: 'user', id: 'auth0|1' },
      requestId: 'request-1',
    };
    const event = await this.#trail.begin(intent);
    await this.#trail.end(event, intent, { outcome });
    return event;
  }

  /** Lets what is due be delivered, by others at the same time too. */
  async deliver(...others: Deliverer[]): Promise<void> {
    const all = [this.deliverer, ...others];
    for (const one of all) one.wake();
    await Promise.all(all.map((one) => one.idle()));
  }

  deliveries(id: string) {
    return this.webhooks.deliveries(id, undefined, 100);
  }
}
