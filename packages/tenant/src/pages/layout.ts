import { createHash } from 'node:crypto';
import { STYLE } from './style.ts';

/** Text that is safe inside HTML, in elements and in quoted attributes. */
export interface Html {
  readonly html: string;
}

/** Builds HTML; everything put in is escaped unless it is HTML already. */
export function html(
  strings: TemplateStringsArray,
  ...values: (string | number | Html | readonly Html[])[]
): Html {
  const parts = strings.map(
    (text, index) => text + (index < values.length ? toHtml(values[index] ?? '') : ''),
  );
  return { html: parts.join('') };
}

function toHtml(value: string | number | Html | readonly Html[]): string {
  if (typeof value === 'string' || typeof value === 'number') return escape(String(value));
  return 'html' in value ? value.html : value.map((part) => part.html).join('');
}

function escape(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/gu, (char) => entities[char] ?? char);
}

/** A whole page of the tenant; it needs no script and fetches nothing. */
export function page(title: string, body: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        ${{ html: `<style>${STYLE}</style>` }}
      </head>
      <body>
        <main>${body}</main>
        <p class="note">This is a local tenant for development and demonstrations. Its people are made up.</p>
      </body>
    </html> `.html;
}

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/**
 * The headers of every page.
 * @param formTargets origins a form may lead to through redirects; browsers check those too.
 */
export function pageHeaders(formTargets: readonly string[]): Record<string, string> {
  const policy = [
    `default-src 'none'`,
    `style-src 'sha256-${STYLE_HASH}'`,
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    `frame-ancestors 'none'`,
    `base-uri 'none'`,
  ];
  return {
    'content-security-policy': policy.join('; '),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}
