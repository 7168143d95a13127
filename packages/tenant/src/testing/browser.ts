/** A page as a browser without JavaScript has it. */
export interface Visit {
  url: URL;
  status: number;
  headers: Headers;
  text: string;
}

/** Keeps cookies and follows redirects within one site, as a browser does. */
export class Browser {
  readonly #cookies = new Map<string, string>();
  readonly #site: string;

  constructor(site: string) {
    this.#site = new URL(site).host;
  }

  /** The names of the cookies it holds. */
  get cookieNames(): string[] {
    return [...this.#cookies.keys()].toSorted();
  }

  /** Follows redirects until a page, or until they leave the site: then `url` is where they lead. */
  async open(address: string | URL, form?: Record<string, string>): Promise<Visit> {
    let url = new URL(address);
    let body = form === undefined ? undefined : new URLSearchParams(form);
    for (let hops = 0; hops < 12; hops += 1) {
      const response = await fetch(url, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { cookie: this.#cookieHeader(url) },
        redirect: 'manual',
        ...(body === undefined ? {} : { body }),
      });
      this.#remember(response);
      const location = response.headers.get('location');
      if (location === null) {
        return { url, status: response.status, headers: response.headers, text: await response.text() };
      }
      url = new URL(location, url);
      body = undefined;
      if (url.host !== this.#site)
        return { url, status: response.status, headers: response.headers, text: '' };
    }
    throw new Error(`Too many redirects at ${url.href}`);
  }

  /** Fills in the only form that posts on a page, hidden fields included, and sends it. */
  submit(page: Visit, values: Record<string, string>): Promise<Visit> {
    const form = /<form method="post" action="([^"]+)">(.*?)<\/form>/su.exec(page.text);
    if (form === null) throw new Error(`No form on ${page.url.href} (${page.status}):\n${page.text}`);
    const [, action = '', inside = ''] = form;
    const hidden = [...inside.matchAll(/<input[^>]*name="([^"]+)"[^>]*>/gu)].map(
      ([input, name = '']): [string, string] => [name, unescape(/ value="([^"]*)"/u.exec(input)?.[1] ?? '')],
    );
    return this.open(new URL(unescape(action), page.url), { ...Object.fromEntries(hidden), ...values });
  }

  /** Follows the link with this text. */
  follow(page: Visit, text: string): Promise<Visit> {
    const link = [...page.text.matchAll(/<a [^>]*href="([^"]+)"[^>]*>(.*?)<\/a>/gsu)].find(
      ([, , inside = '']) => unescape(inside.replace(/<[^>]+>/gu, ' ')).includes(text),
    );
    if (link === undefined) throw new Error(`No link "${text}" on ${page.url.href}:\n${page.text}`);
    return this.open(new URL(unescape(link[1] ?? ''), page.url));
  }

  #cookieHeader(url: URL): string {
    return [...this.#cookies]
      .filter(([name]) => url.pathname.startsWith(this.#paths.get(name) ?? '/'))
      .map(([name, value]) => `${name}=${value}`)
      .join('; ');
  }

  readonly #paths = new Map<string, string>();

  #remember(response: Response): void {
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = cookie.split(';').map((part) => part.trim());
      const [name = '', value = ''] = pair.split('=', 2);
      const expired = attributes.some((part) => /^expires=.*1970/iu.test(part)) || value === '';
      this.#paths.set(name, attributes.find((part) => /^path=/iu.test(part))?.slice(5) ?? '/');
      if (expired) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }
}

function unescape(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
