import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { createMD4, createWhirlpool, pbkdf2 as pbkdf2Of } from 'hash-wasm';

const derive = promisify(pbkdf2);

/** What a PBKDF2 hash in PHC string format says of how it was made. */
interface Pbkdf2Parameters {
  digest: string;
  iterations: number;
  length: number;
  salt: Buffer;
  hash: Buffer;
}

/** Node's own names; hash-wasm has the two that Node has lost. */
const DIGESTS = new Set([
  'md4',
  'md5',
  'ripemd160',
  'sha1',
  'sha224',
  'sha256',
  'sha384',
  'sha512',
  'whirlpool',
]);

/**
 * Reads `$pbkdf2-<digest>$i=…,l=…$salt$hash`; undefined when it is none, or of a digest that is not known.
 * @see https://github.com/P-H-C/phc-string-format/blob/master/phc-sf-spec.md
 */
export function pbkdf2Parameters(text: string): Pbkdf2Parameters | undefined {
  const match =
    /^\$pbkdf2-([A-Za-z0-9-]+)(?:\$([a-z]=\d{1,9}(?:,[a-z]=\d{1,9})*))?\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/u.exec(
      text,
    );
  if (match === null) return undefined;
  const [, name = '', given = '', salt = '', hash = ''] = match;
  const digest = digestName(name);
  if (digest === undefined) return undefined;
  const numbers = new Map(
    given.split(',').map((pair): [string, number] => [pair.slice(0, 1), Number(pair.slice(2))]),
  );
  const iterations = numbers.get('i') ?? 100_000;
  const length = numbers.get('l') ?? 64;
  if (iterations < 1 || length < 1) return undefined;
  return {
    digest,
    iterations,
    length,
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
}

/** One digest goes by many names in OpenSSL: `RSA-SHA1`, `sha1WithRSAEncryption`, `ssl3-sha1`. */
function digestName(name: string): string | undefined {
  const plain = name
    .toLowerCase()
    .replace(/^(?:rsa|ssl3)-/u, '')
    .replace(/withrsa(?:encryption)?$/u, '')
    .replace(/^sha1-2$/u, 'sha1')
    .replace(/^(?:ripemd|rmd160)$/u, 'ripemd160');
  return DIGESTS.has(plain) ? plain : undefined;
}

/** The key that a password has under these parameters. */
export async function derivePbkdf2(
  password: Buffer,
  { digest, iterations, length, salt }: Pbkdf2Parameters,
): Promise<Buffer> {
  if (digest !== 'md4' && digest !== 'whirlpool') return derive(password, salt, iterations, length, digest);
  const hashFunction = digest === 'md4' ? createMD4() : createWhirlpool();
  const key = await pbkdf2Of({
    password,
    salt,
    iterations,
    hashLength: length,
    hashFunction,
    outputType: 'hex',
  });
  return Buffer.from(key, 'hex');
}
