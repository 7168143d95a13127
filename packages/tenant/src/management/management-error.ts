import { STATUS_CODES } from 'node:http';

/**
 * A refusal of the Management API.
 * @see https://auth0.com/docs/api/management/v2 — body `{ statusCode, error, message, errorCode? }`
 */
export class ManagementError extends Error {
  override name = 'ManagementError';
  readonly statusCode: number;
  readonly errorCode: string | undefined;
  readonly attributes: Readonly<Record<string, string>> | undefined;

  constructor(
    statusCode: number,
    message: string,
    errorCode?: string,
    attributes?: Readonly<Record<string, string>>,
  ) {
    super(message);
    this.statusCode = statusCode;
    this.errorCode = errorCode;
    this.attributes = attributes;
  }

  /** The JSON that travels. */
  get body(): Record<string, unknown> {
    return {
      statusCode: this.statusCode,
      error: STATUS_CODES[this.statusCode] ?? 'Error',
      message: this.message,
      ...(this.errorCode === undefined ? {} : { errorCode: this.errorCode }),
      ...(this.attributes === undefined ? {} : { attributes: this.attributes }),
    };
  }
}

/** The refusal of a token that is valid but may not do this. */
export function insufficientScope(scopes: readonly string[], needs: 'any' | 'all' = 'any'): ManagementError {
  return new ManagementError(
    403,
    `Insufficient scope, expected ${needs} of: ${scopes.join(',')}`,
    'insufficient_scope',
  );
}
