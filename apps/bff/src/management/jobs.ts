import { pipeline } from 'node:stream/promises';
import { PassThrough } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Agent, request } from 'undici';
import { z } from 'zod';
import { ProblemError } from '../http/problem.ts';
import type { ManagementClient } from './client.ts';

const Started = z.object({ id: z.string() });
const Job = z.object({
  status: z.string(),
  location: z.string().optional(),
  percentage_done: z.number().optional(),
});

/** How an export job of the tenant's stands. */
export type ExportJob =
  { state: 'waiting'; percent: number | undefined } | { state: 'done'; location: URL } | { state: 'failed' };

/** The largest file that is read, packed, in bytes, and the longest line of it, unpacked. */
const mostBytes = 2 * 1024 ** 3;
const longestLine = 4 * 1024 ** 2;

/** Follows no redirects, and keeps no connection: the next file is elsewhere. */
const agent = new Agent({ pipelining: 0, headersTimeout: 30_000, bodyTimeout: 60_000 });

/** The jobs in which the tenant exports all of its users, through the Management API. */
export class TenantJobs {
  readonly #client: ManagementClient;
  readonly #origin: string;

  /** @param origin of the tenant: the one place whose files may come without https, which is the local one's */
  constructor(client: ManagementClient, origin: string) {
    this.#client = client;
    this.#origin = origin;
  }

  /** Begins to export these attributes of everybody, and answers the id of the job. @throws {ProblemError} `outcome_unknown` */
  async startExport(attributes: readonly string[]): Promise<string> {
    const fields = attributes.flatMap((name) =>
      name === 'identities' ? identityFields : [{ name, export_as: name }],
    );
    const { id } = await this.#client.call({
      method: 'POST',
      path: '/api/v2/jobs/users-exports',
      body: { format: 'json', fields },
      response: Started,
    });
    return id;
  }

  /**
   * How a job stands. The address of its file opens it to anybody, for a minute: it goes nowhere else.
   *
   * @throws {ProblemError} `not_found`; `tenant_invalid` where the file is at a place that is not read from
   */
  async read(id: string): Promise<ExportJob> {
    const {
      status,
      location,
      percentage_done: percent,
    } = await this.#client.call({
      method: 'GET',
      path: '/api/v2/jobs/{id}',
      params: { id },
      response: Job,
    });
    if (status === 'failed' || status === 'expired') return { state: 'failed' };
    if (status !== 'completed' || location === undefined) return { state: 'waiting', percent };
    return { state: 'done', location: this.#placeOf(location) };
  }

  /**
   * The lines of a file, one JSON object each.
   *
   * @throws {ProblemError} `tenant_unreachable`, `tenant_invalid`, `too_large`
   */
  async *lines(location: URL, signal: AbortSignal): AsyncGenerator {
    const answer = await request(location, { dispatcher: agent, signal }).catch((cause: unknown) => {
      throw new ProblemError('tenant_unreachable', { cause: withoutAddress(cause) });
    });
    if (answer.statusCode !== 200) {
      answer.body.destroy();
      throw new ProblemError('tenant_invalid', { cause: new Error(`The file: ${answer.statusCode}`) });
    }
    const unpacked = new PassThrough();
    const flow = pipeline(limited(answer.body), createGunzip(), unpacked, { signal });
    // Whoever reads is told by the end of what they read.
    flow.catch(() => undefined);
    try {
      for await (const line of linesOf(unpacked)) yield JSON.parse(line);
      await flow;
    } catch (cause) {
      if (cause instanceof ProblemError) throw cause;
      throw new ProblemError('tenant_invalid', { cause: withoutAddress(cause) });
    } finally {
      unpacked.destroy();
    }
  }

  #placeOf(location: string): URL {
    const url = URL.parse(location);
    const isOurs = url?.origin === this.#origin;
    if (url !== null && (url.protocol === 'https:' || isOurs) && url.username === '' && url.password === '') {
      return url;
    }
    throw new ProblemError('tenant_invalid', {
      cause: new Error('The file is at a place that is not read.'),
    });
  }
}

/**
 * What of the first identity decides and is shown; a whole identity cannot be asked for.
 * Source: auth0.com/docs/manage-users/user-migration/bulk-user-exports
 */
const identityFields = ['connection', 'provider', 'user_id', 'isSocial'].map((name) => ({
  name: `identities[0].${name}`,
  export_as: `identity_${name}`,
}));

/** A user out of a line of the file, in the form that the Management API gives users in. */
export function userOfLine(line: unknown): unknown {
  const { identity_connection, identity_provider, identity_user_id, identity_isSocial, ...user } = z
    .record(z.string(), z.unknown())
    .parse(line);
  const identity = {
    connection: identity_connection,
    provider: identity_provider,
    user_id: identity_user_id,
    isSocial: identity_isSocial,
  };
  return { ...user, identities: [identity] };
}

async function* limited(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw tooLarge();
    yield chunk;
  }
}

async function* linesOf(text: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of text) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > longestLine) throw tooLarge();
    for (const line of lines) if (line !== '') yield line;
  }
  if (rest !== '') yield rest;
}

function tooLarge(): ProblemError {
  return new ProblemError('too_large', {
    detail: 'The file that Auth0 has made is larger than Rollcall reads.',
  });
}

/** A failure as the log may keep it: an address would open the file. */
function withoutAddress(cause: unknown): Error {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unreadable';
  return new Error(`The file of an export job: ${code}`);
}
