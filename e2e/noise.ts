import type { BrowserContext, Page } from '@playwright/test';

/** One transparent pixel. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/**
 * Hears what a browser says when something is wrong that nobody sees: errors and warnings of the
 * console (violations of the content security policy among them), uncaught errors, and requests
 * that would leave the machine. Pictures of users come from a stand-in.
 */
export class Noise {
  readonly #heard: string[] = [];
  readonly #allowed: RegExp[] = [];

  /** Listens to all pages of a context, those too that open later. */
  async listenTo(context: BrowserContext): Promise<void> {
    context.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) {
        this.#heard.push(`${message.text()} (${message.location().url})`);
      }
    });
    context.on('weberror', (error) => this.#heard.push(`Uncaught ${error.error().message}`));
    await context.route(
      (url) => url.hostname !== 'localhost',
      async (route) => {
        const request = route.request();
        if (request.resourceType() === 'image') {
          await route.fulfill({ contentType: 'image/png', body: picture });
        } else {
          this.#heard.push(`${request.method()} ${request.url()}`);
          await route.abort();
        }
      },
    );
  }

  /** The test brings this about, so it is no fault. */
  allow(pattern: RegExp): void {
    this.#allowed.push(pattern);
  }

  /** Everything that was heard and that no one allowed. */
  unexpected(): string[] {
    return this.#heard.filter((text) => !this.#allowed.some((pattern) => pattern.test(text)));
  }
}

/** What came back for a request that was made by hand. */
export interface Reply {
  status: number;
  etag: string;
  /** Parsed JSON. */
  body: unknown;
}

/** A request that the page's own code would not make, with the session of the page. */
export async function forge(
  page: Page,
  noise: Noise,
  method: string,
  path: string,
  init: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Reply> {
  const reply = await page.evaluate(
    async (request) => {
      const isWithBody = request.body !== undefined;
      const response = await fetch(request.path, {
        method: request.method,
        headers: {
          'X-CSRF': '1',
          ...(isWithBody ? { 'Content-Type': 'application/json' } : {}),
          ...request.headers,
        },
        ...(isWithBody ? { body: JSON.stringify(request.body) } : {}),
      });
      const text = await response.text();
      return { status: response.status, etag: response.headers.get('ETag') ?? '', text };
    },
    { method, path, ...init },
  );
  // The browser reports every refused request in its console.
  if (reply.status >= 400) noise.allow(new RegExp(`status of ${reply.status} .*\\(\\S*${escaped(path)}\\)$`));
  const { status, etag, text } = reply;
  return { status, etag, body: text === '' ? undefined : JSON.parse(text) };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
