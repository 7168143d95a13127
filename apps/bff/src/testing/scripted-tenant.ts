import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A tenant that says what a test wants, for what the real one never would. */
export interface ScriptedTenant {
  origin: string;
  /** `GET /api/v2/users`, one line per request, token requests included. */
  requests: string[];
  close: () => Promise<void>;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** What a token request is answered with unless the test answers it itself. */
export function issueToken(response: ServerResponse, value: string, expiresIn: number): void {
  response.setHeader('content-type', 'application/json');
  response.end(
    JSON.stringify({ access_token: value, expires_in: expiresIn, scope: 'read:users update:users' }),
  );
}

/** Starts one. `answer` is called for every request. */
export async function scriptedTenant(answer: Answer): Promise<ScriptedTenant> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    origin: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    requests,
    close: async () => {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}
