import { inspect } from 'node:util';

/** Tells whoever runs the tenant, and nobody else, what broke inside it. */
export function logError(error: unknown): void {
  process.stderr.write(`${inspect(error)}\n`);
}
