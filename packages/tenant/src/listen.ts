import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer, Server as TlsServer } from 'node:https';
import type { Certificate } from './tls/certificate.ts';

/** The open ports of a tenant. */
export interface Listening {
  port: number;
  /** From now on requests go here; until then they are told to come again. */
  serve: (listener: RequestListener) => void;
  /** What a server with TLS proves itself with; until then it cannot be reached. */
  present: (certificate: Certificate) => void;
  close: () => Promise<void>;
}

/** Thrown when another process has the port. The message can be shown as it is. */
export class PortTaken extends Error {
  override name = 'PortTaken';
  constructor(port: number, host: string) {
    super(`Port ${port} on ${host} is taken. Stop what listens there, or choose another TENANT_PORT.`);
  }
}

/**
 * Opens the port before anything slow is done. On loopback it answers on IPv4 and IPv6, because
 * `localhost` may mean either.
 *
 * @param port 0 takes any that is free.
 * @param tls whether it speaks https.
 * @throws {PortTaken} when another process has it.
 */
export async function listen(port: number, host: string, tls: boolean): Promise<Listening> {
  let listener: RequestListener = sayStarting;
  const open = (at: number, on: string) =>
    openServer((request, response) => listener(request, response), at, on, tls);
  const first = await open(port, host === 'localhost' ? '127.0.0.1' : host);
  const address = first.address();
  const chosen = typeof address === 'object' && address !== null ? address.port : port;
  const servers = [first];
  if (host === '127.0.0.1' || host === 'localhost') {
    try {
      servers.push(await open(chosen, '::1'));
    } catch (error) {
      // A machine without IPv6 has no second `localhost` that could lead elsewhere.
      if (error instanceof PortTaken && port !== 0) {
        await close(servers);
        throw error;
      }
    }
  }
  return {
    port: chosen,
    serve: (next) => {
      listener = next;
    },
    present: (certificate) => {
      for (const server of servers) {
        if (server instanceof TlsServer) server.setSecureContext(certificate);
      }
    },
    close: () => close(servers),
  };
}

function sayStarting(...[, response]: Parameters<RequestListener>): void {
  response.writeHead(503, { 'retry-after': '1' }).end('The tenant is starting.\n');
}

function openServer(listener: RequestListener, port: number, host: string, tls: boolean): Promise<Server> {
  return new Promise((resolve, reject) => {
    // Node itself answers 431 beyond this; a long address alone is to be told so in Auth0's words.
    const options = { maxHeaderSize: 65_536 };
    const server = tls ? createTlsServer(options, listener) : createServer(options, listener);
    server.once('error', (error) => {
      reject('code' in error && error.code === 'EADDRINUSE' ? new PortTaken(port, host) : error);
    });
    server.listen(port, host, () => resolve(server));
  });
}

async function close(servers: readonly Server[]): Promise<void> {
  await Promise.all(
    servers.map(
      (server) =>
        new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    ),
  );
}
