import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

const nonces = new WeakMap<ServerResponse, string>();

/** The nonce that this one answer's content security policy allows. */
export function nonceOf(response: ServerResponse): string {
  const known = nonces.get(response);
  if (known !== undefined) return known;
  const nonce = randomBytes(16).toString('base64');
  nonces.set(response, nonce);
  return nonce;
}

/** Where avatars come from: Auth0's and the big providers' own hosts. Others show initials. */
const pictureHosts = [
  'https://*.gravatar.com',
  'https://cdn.auth0.com',
  'https://*.googleusercontent.com',
  'https://avatars.githubusercontent.com',
  'https://i0.wp.com',
  'https://i1.wp.com',
  'https://i2.wp.com',
];

const own = (_request: unknown, response: ServerResponse) => `'nonce-${nonceOf(response)}'`;

const noFeatures = [
  'camera',
  'display-capture',
  'geolocation',
  'microphone',
  'payment',
  'publickey-credentials-get',
  'usb',
];

/**
 * The security headers of every answer, errors and files included.
 * Sources: W3C CSP3, Trusted Types; OWASP HTTP Headers Cheat Sheet
 */
export function securityHeaders(options: { https: boolean }): RequestHandler {
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'", own],
        'script-src-attr': ["'none'"],
        'style-src': ["'self'", own],
        'style-src-attr': ["'none'"],
        'img-src': ["'self'", 'data:', ...pictureHosts],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'manifest-src': ["'self'"],
        'frame-src': ["'none'"],
        'worker-src': ["'none'"],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'none'"],
        'frame-ancestors': ["'none'"],
        'require-trusted-types-for': ["'script'"],
        'trusted-types': ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: options.https ? { maxAge: 31_536_000, includeSubDomains: true } : false,
  });
  const permissionsPolicy = noFeatures.map((feature) => `${feature}=()`).join(', ');
  return (request, response, next) => {
    response.setHeader('Permissions-Policy', permissionsPolicy);
    protect(request, response, next);
  };
}
