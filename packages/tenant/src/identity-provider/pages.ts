import { html, type Html, page } from '../pages/layout.ts';
import type { ConnectionRecord } from '../store/schema.ts';
import type { ProviderProfile } from './assertion.ts';
import type { ProviderPerson } from './directory.ts';

/** The first page of the stand-in provider: find somebody, or make somebody up. */
export function peoplePage(
  connection: ConnectionRecord,
  state: string,
  search: string,
  people: readonly ProviderPerson[],
): string {
  const title = connection.settings.display_name ?? connection.name;
  return page(
    `${title} (stand-in)`,
    html`<div class="wide"></div>
      <h1>${title}</h1>
      <p>
        This page stands in for the real identity provider of the connection ${connection.name}. Who are you
        there?
      </p>
      <form method="get" action="/identity-provider/${encodeURIComponent(connection.name)}">
        <input type="hidden" name="state" value="${state}" />
        <div class="row">
          <label>Name or e-mail address <input name="search" value="${search}" autofocus /></label
          ><button type="submit">Search</button>
        </div>
      </form>
      <h2>${people.length === 0 ? 'Nobody found' : 'People'}</h2>
      ${
        people.length === 0
          ? html``
          : html`<ul class="people">
              ${people.map((person) => entry(connection, state, person))}
            </ul>`
      }
      <p><a class="back" href="${address(connection, state, 'new')}">Somebody new</a></p>`,
  );
}

function entry(connection: ConnectionRecord, state: string, { id, profile }: ProviderPerson): Html {
  return html`<li>
    <a href="${address(connection, state, 'person', id)}"
      >${profile.name ?? profile.email ?? id}<span>${profile.email ?? id}</span></a
    >
  </li>`;
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
  const sync = connection.options['set_user_root_attributes'] ?? 'on_each_login';
  const effect =
    sync === 'on_each_login'
      ? 'The tenant takes over all of it at each sign-in.'
      : sync === 'on_first_login'
        ? 'The tenant takes it over at the first sign-in only.'
        : 'The tenant never takes it over, and creates nobody.';
  return page(
    `${title} (stand-in)`,
    html`<div class="wide"></div>
      <h1>${id === undefined ? 'Somebody new' : (profile.name ?? id)}</h1>
      <p>What ${title} will say about this person. ${effect}</p>
      ${error === undefined ? html`` : html`<p class="error" role="alert">${error}</p>`}
      <form method="post" action="/identity-provider/${encodeURIComponent(connection.name)}">
        <input type="hidden" name="state" value="${state}" />
        <input type="hidden" name="id" value="${id ?? ''}" />
        ${FIELDS.map(
          ([name, label, length]) =>
            html`<label
              >${label}<input name="${name}" value="${profile[name] ?? ''}" maxlength="${length}"
            /></label>`,
        )}
        <button type="submit">Continue</button>
      </form>
      <a class="back" href="/identity-provider/${encodeURIComponent(connection.name)}?state=${state}"
        >Somebody else</a
      >`,
  );
}
