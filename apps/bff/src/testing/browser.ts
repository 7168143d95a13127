interface Cookie {
  name: string;
  value: string;
  path: string;
}

/** What came back of one request, read to its end. */
export interface Page {
  url: URL;
  status: number;
  headers: Headers;
  text: string;
}

/** What a call of the API sends beyond method and path. */
export interface ApiRequest {
  body?: unknown;
  headers?: Record<string, string>;
}

/**
 * A person's browser as far as HTTP shows it: a cookie jar that ignores ports, as browsers do, and
 * redirects followed by hand.
 */
export class Browser {
  readonly #origin: string;
  readonly #behindProxy: string | undefined;
  #cookies: Cookie[] = [];

  /**
   * @param origin where Rollcall is, for people
   * @param behindProxy where it listens, when a proxy that speaks https would be in between
   */
  constructor(origin: string, behindProxy?: string) {
    this.#origin = origin;
    this.#behindProxy = behindProxy;
  }

  /** The value of a cookie, as it stands in the jar. */
  cookie(name: string): string | undefined {
    return this.#cookies.find((cookie) => cookie.name === name)?.value;
  }

  /** The names of the cookies that begin so, the oldest first. */
  cookieNames(prefix: string): string[] {
    return this.#cookies.flatMap(({ name }) => (name.startsWith(prefix) ? [name] : []));
  }

  /** Puts a cookie into the jar, as somebody with a hand in it would. */
  plant(name: string, value: string): void {
    this.#cookies = [...this.#cookies.filter((cookie) => cookie.name !== name), { name, value, path: '/' }];
  }

  /** One request, without following anything. */
  async request(address: string | URL, init: RequestInit = {}): Promise<Page> {
    const url = new URL(address, this.#origin);
    const headers = new Headers(init.headers);
    const cookies = this.#cookies.filter(({ path }) => url.pathname.startsWith(path));
    if (cookies.length > 0)
      headers.set('cookie', cookies.map(({ name, value }) => `${name}=${value}`).join('; '));
    const isProxied = this.#behindProxy !== undefined && url.origin === this.#origin;
    if (isProxied) headers.set('x-forwarded-proto', 'https');
    const target = isProxied ? new URL(url.pathname + url.search, this.#behindProxy) : url;
    const response = await fetch(target, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return { url, status: response.status, headers: response.headers, text: await response.text() };
  }

  /** Opens a page and follows its redirects; stops short of `until`, where the last one would lead. */
  async open(address: string | URL, init: RequestInit = {}, until?: string): Promise<Page> {
    let page = await this.request(address, init);
    for (let hops = 0; hops < 15; hops += 1) {
      const location = page.headers.get('location');
      if (page.status < 300 || page.status >= 400 || location === null) return page;
      const next = new URL(location, page.url);
      if (until !== undefined && next.origin === this.#origin && next.pathname.startsWith(until)) return page;
      page = await this.request(next);
    }
    throw new Error('The redirects do not end.');
  }

  /** Signs in at the tenant and answers where Rollcall sends the person then. */
  async signIn(username: string, password?: string, returnTo = '/users'): Promise<URL> {
    return this.finishSignIn(await this.openSignIn(returnTo), username, password);
  }

  /** The tenant's form, as a tab shows it that is about to sign in. */
  openSignIn(returnTo: string): Promise<Page> {
    return this.open(`/auth/login?returnTo=${encodeURIComponent(returnTo)}`);
  }

  /** Fills in the tenant's form and answers where Rollcall sends the person then. */
  async finishSignIn(form: Page, username: string, password = 'Rollcall-demo-1'): Promise<URL> {
    const action = /<form[^>]*action="([^"]*)"/.exec(form.text)?.[1] ?? form.url.href;
    const hidden = [...form.text.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(
      ([tag]): [string, string] => [
        /name="([^"]*)"/.exec(tag)?.[1] ?? '',
        /value="([^"]*)"/.exec(tag)?.[1] ?? '',
      ],
    );
    const body = new URLSearchParams([...hidden, ['username', username], ['password', password]]);
    const submitted = await this.open(
      new URL(action.replaceAll('&amp;', '&'), form.url),
      { method: 'POST', body },
      '/auth/callback',
    );
    const back = new URL(submitted.headers.get('location') ?? '', submitted.url);
    const landed = await this.request(back);
    return new URL(landed.headers.get('location') ?? '', landed.url);
  }

  /** A call of the API as the web app makes it. */
  async api(
    method: string,
    path: string,
    { body, headers }: ApiRequest = {},
  ): Promise<Page & { body: unknown }> {
    const page = await this.request(path, {
      method,
      headers: {
        'x-csrf': '1',
        'sec-fetch-site': 'same-origin',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { ...page, body: page.text === '' ? undefined : JSON.parse(page.text) };
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const name = pair.slice(0, pair.indexOf('='));
    const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? '/';
    const isOver = attributes.some(
      (attribute) =>
        /^max-age=0$/i.test(attribute) ||
        (/^expires=/i.test(attribute) && Date.parse(attribute.slice(8)) < Date.now()),
    );
    this.#cookies = this.#cookies.filter((cookie) => cookie.name !== name || cookie.path !== path);
    if (!isOver) this.#cookies.push({ name, value: pair.slice(pair.indexOf('=') + 1), path });
  }
}
