import { markup, type Markup, page } from '../pages/layout.ts';
import type { ConnectionRecord } from '../store/schema.ts';
import type { ProviderProfile } from './assertion.ts';
import type { ProviderPerson } from './directory.ts';

const NOTHING = markup``;

/** The first page of the stand-in provider: find somebody, or make somebody up. */
export function peoplePage(
  connection: ConnectionRecord,
  state: string,
  search: string,
  people: readonly ProviderPerson[],
): string {
  const title = connection.settings.display_name ?? connection.name;
  const entries = people.map((person) => entry(connection, state, person));
  return page(
    `${title} (stand-in)`,
    markup`<h1>${title}</h1>
<p>This page stands in for the real identity provider of the connection ${connection.name}. Who are you there?</p>
<form method="get" action="/identity-provider/${encodeURIComponent(connection.name)}">
<input type="hidden" name="state" value="${state}">
<div class="row"><label>Name or e-mail address
<input name="search" value="${search}" autofocus></label>
<button type="submit">Search</button></div>
</form>
<h2>${people.length === 0 ? 'Nobody found' : 'People'}</h2>
${people.length === 0 ? NOTHING : markup`<ul class="people">${entries}</ul>`}
<a class="back" href="${address(connection, state, 'new')}">Somebody new</a>`,
  );
}

function entry(connection: ConnectionRecord, state: string, { id, profile }: ProviderPerson): Markup {
  const href = address(connection, state, 'person', id);
  return markup`<li><a href="${href}">${profile.name ?? profile.email ?? id}<span>${profile.email ?? id}</span></a></li>\n`;
}

function address(connection: ConnectionRecord, state: string, step: 'new' | 'person', id?: string): string {
  const query = new URLSearchParams({ state, step, ...(id === undefined ? {} : { id }) });
  return `/identity-provider/${encodeURIComponent(connection.name)}?${query.toString()}`;
}

const FIELDS = [
  ['name', 'Name', 300],
  ['given_name', 'Given name', 150],
  ['family_name', 'Family name', 150],
  ['nickname', 'Nickname', 300],
  ['email', 'E-mail address', 254],
  ['picture', 'Picture', 2_000],
] as const;

/** What the form shows; it may hold what was typed and refused. */
export type TypedProfile = { readonly [Field in keyof ProviderProfile]?: string | undefined };

/** The second page: what the provider will say about this person. */
export function personPage(
  connection: ConnectionRecord,
  state: string,
  id: string | undefined,
  profile: TypedProfile,
  error: string | undefined,
): string {
  const title = connection.settings.display_name ?? connection.name;
  const action = `/identity-provider/${encodeURIComponent(connection.name)}`;
  const fields = FIELDS.map(
    ([name, label, length]) =>
      markup`<label>${label}
<input name="${name}" value="${profile[name] ?? ''}" maxlength="${length}"></label>\n`,
  );
  return page(
    `${title} (stand-in)`,
    markup`<h1>${id === undefined ? 'Somebody new' : (profile.name ?? id)}</h1>
<p>What ${title} will say about this person. ${effectOf(connection)}</p>
${error === undefined ? NOTHING : markup`<p class="error" role="alert">${error}</p>`}
<form method="post" action="${action}">
<input type="hidden" name="state" value="${state}">
<input type="hidden" name="id" value="${id ?? ''}">
${fields}<button type="submit">Continue</button>
</form>
<a class="back" href="${action}?state=${state}">Somebody else</a>`,
  );
}

function effectOf({ options }: ConnectionRecord): string {
  switch (options['set_user_root_attributes']) {
    case 'on_first_login':
      return 'The tenant takes it over at the first sign-in only.';
    case 'never_on_login':
      return 'The tenant never takes it over, and creates nobody.';
    default:
      return 'The tenant takes over all of it at each sign-in.';
  }
}
