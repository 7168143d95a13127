import { createHash, createHmac, scrypt, timingSafeEqual } from 'node:crypto';
import {
  argon2Verify,
  bcryptVerify,
  createHMAC,
  createMD4,
  createWhirlpool,
  md4,
  whirlpool,
} from 'hash-wasm';
import type { CustomPasswordHash } from './custom-hash.ts';
import { derivePbkdf2, pbkdf2Parameters } from './pbkdf2-hash.ts';

/** Bcrypt sees no more of what it is given. */
const BCRYPT_BYTES = 72;

/** Whether this password made this hash of another system. Hashes are compared in constant time. */
export async function verifyCustomHash(custom: CustomPasswordHash, password: string): Promise<boolean> {
  const { algorithm, hash } = custom;
  const bytes = Buffer.from(password, custom.password?.encoding ?? 'utf8');
  if (bytes.length === 0) return false;
  switch (algorithm) {
    case 'argon2':
      return argon2Verify({ password: bytes, hash: hash.value });
    case 'bcrypt':
      return bcryptVerify({
        password: salted(custom, bytes).subarray(0, BCRYPT_BYTES),
        hash: hash.value.replace(/^\$2[by]\$/u, '$2a$'),
      });
    case 'ldap':
      return verifyLdap(hash.value, bytes);
    case 'pbkdf2': {
      const parameters = pbkdf2Parameters(hash.value);
      if (parameters === undefined) return false;
      return isSame(await derivePbkdf2(bytes, parameters), parameters.hash);
    }
    case 'scrypt':
      return isSame(await deriveScrypt(custom, bytes), decoded(hash));
    case 'hmac': {
      const key = hash.key === undefined ? Buffer.alloc(0) : decoded(hash.key);
      return isSame(await authenticate(hash.digest ?? 'sha1', key, salted(custom, bytes)), decoded(hash));
    }
    default:
      return isSame(await digest(algorithm, salted(custom, bytes)), decoded(hash));
  }
}

function decoded({ value, encoding }: { value: string; encoding?: BufferEncoding | undefined }): Buffer {
  return Buffer.from(value, encoding ?? 'utf8');
}

function salted({ salt }: CustomPasswordHash, password: Buffer): Buffer {
  if (salt === undefined) return password;
  return Buffer.concat(salt.position === 'prefix' ? [decoded(salt), password] : [password, decoded(salt)]);
}

function isSame(made: Uint8Array, known: Uint8Array): boolean {
  return made.length === known.length && timingSafeEqual(made, known);
}

/** Node no longer has MD4 and Whirlpool. */
async function digest(name: string, data: Buffer): Promise<Buffer> {
  if (name === 'md4') return Buffer.from(await md4(data), 'hex');
  if (name === 'whirlpool') return Buffer.from(await whirlpool(data), 'hex');
  return createHash(name).update(data).digest();
}

async function authenticate(name: string, key: Buffer, data: Buffer): Promise<Uint8Array> {
  if (name !== 'md4' && name !== 'whirlpool') return createHmac(name, key).update(data).digest();
  const hmac = await createHMAC(name === 'md4' ? createMD4() : createWhirlpool(), key);
  return hmac.init().update(data).digest('binary');
}

/**
 * `{SSHA256}…`: the digest and, where the scheme has one, the salt behind it. `{SHA}` is SHA-1.
 * @see https://datatracker.ietf.org/doc/html/rfc2307#section-5.3
 */
async function verifyLdap(value: string, password: Buffer): Promise<boolean> {
  const match = /^\{(s?)(md5|sha)-?(224|256|384|512)?\}(.+)$/iu.exec(value);
  if (match === null) return false;
  const [, isSalted, kind = '', size = '1', encoded = ''] = match;
  const name = kind.toLowerCase() === 'md5' ? 'md5' : `sha${size}`;
  const stored = Buffer.from(encoded, 'base64');
  const length = isSalted === '' ? stored.length : createHash(name).digest().length;
  const salt = stored.subarray(length);
  return isSame(await digest(name, Buffer.concat([password, salt])), stored.subarray(0, length));
}

function deriveScrypt(
  { salt, keylen, cost, blockSize, parallelization }: CustomPasswordHash,
  password: Buffer,
): Promise<Buffer> {
  const options = {
    cost,
    blockSize,
    parallelization,
    maxmem: 256 * cost * blockSize + 1024 * parallelization * blockSize,
  };
  return new Promise((resolve, reject) => {
    scrypt(password, salt === undefined ? '' : decoded(salt), keylen ?? 64, options, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
