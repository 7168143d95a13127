import { createHash } from 'node:crypto';
import { STYLE } from './style.ts';

/** Text that is safe inside HTML, in elements and in quoted attributes. */
export interface Markup {
  readonly markup: string;
}

/** Builds HTML; everything put in is escaped unless it is markup already. */
export function markup(
  strings: TemplateStringsArray,
  ...values: (string | number | Markup | readonly Markup[])[]
): Markup {
  const parts = strings.map(
    (text, index) => text + (index < values.length ? toMarkup(values[index] ?? '') : ''),
  );
  return { markup: parts.join('') };
}

function toMarkup(value: string | number | Markup | readonly Markup[]): string {
  if (typeof value === 'string' || typeof value === 'number') return escape(String(value));
  return 'markup' in value ? value.markup : value.map((part) => part.markup).join('');
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

/**
 * A whole page of the tenant; it needs no script and fetches nothing.
 * @param width `wide` for lists.
 */
export function page(title: string, body: Markup, width: 'narrow' | 'wide' = 'narrow'): string {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
${{ markup: `<style>${STYLE}</style>` }}
</head>
<body>
<main class="${width}">
${body}
</main>
<p class="note">This is a local tenant for development and demonstrations. Its people are made up.</p>
</body>
</html>
`.markup;
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
