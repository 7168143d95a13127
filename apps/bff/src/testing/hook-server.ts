import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { Reach } from '../webhooks/reach.ts';

/** Something that was posted to the server. */
interface Received {
  headers: IncomingHttpHeaders;
  path: string;
  body: string;
}

/** An https server on this machine, called `hooks.test`, and the way to reach it. */
export interface HookServer {
  url: string;
  reach: Reach;
  received: Received[];
  /** What it answers with; 204 unless a test says otherwise. */
  answer: (response: ServerResponse, request: IncomingMessage) => void;
  close: () => Promise<void>;
}

/** Starts one. */
export async function startHookServer(): Promise<HookServer> {
  const received: Received[] = [];
  const server = createServer({ key, cert }, (request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, path: request.url ?? '', body });
      hooks.answer(response, request);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const hooks: HookServer = {
    url: `https://hooks.test:${port}/hook`,
    reach: {
      lookup: async () => [{ address: '127.0.0.1', family: 4 }],
      isAllowed: () => true,
      port,
      certificateAuthority: cert,
    },
    received,
    answer: (response) => void response.writeHead(204).end(),
    close: async () => {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
  return hooks;
}

/** Made by `openssl` for this server alone; valid from 2020 to 2099. */
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgYXwtVCEV8rU7Ea1C
BWgBhS1RnqNVx9RZAtcLFC0wCRyhRANCAASsb69DeBMHC1ZvGwAzm0CriH+SV5kR
AnTMdPt/yB1uTggxhBbFX++eCxQFU5svEFVLirglDWMuadW7wsvvPx6G
-----END PRIVATE KEY-----`;
const cert = `-----BEGIN CERTIFICATE-----
MIIBYjCCAQegAwIBAgIBATAKBggqhkjOPQQDAjAVMRMwEQYDVQQDDApob29rcy50
ZXN0MCAXDTIwMDEwMTAwMDAwMFoYDzIwOTkxMjMxMDAwMDAwWjAVMRMwEQYDVQQD
DApob29rcy50ZXN0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAErG+vQ3gTBwtW
bxsAM5tAq4h/kleZEQJ0zHT7f8gdbk4IMYQWxV/vngsUBVObLxBVS4q4JQ1jLmnV
u8LL7z8ehqNGMEQwFQYDVR0RBA4wDIIKaG9va3MudGVzdDAMBgNVHRMEBTADAQH/
MB0GA1UdDgQWBBRAwbacdH1LHueYPvJDyk0fUOPRpDAKBggqhkjOPQQDAgNJADBG
AiEAw693gXptfJApgWAMqVfwiMfoZ8Aqb2ARaGzetoYs1aMCIQDO9biSwLkWOHGs
HrCVaJ0Ud8YtFaLHEJde2WVUEqNRXw==
-----END CERTIFICATE-----`;
