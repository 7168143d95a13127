import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { permissionGroups, permissions } from '../packages/shared/src/access/permissions.ts';
import { teamRoles } from '../packages/shared/src/access/team-roles.ts';
import { rows } from '../packages/shared/src/contract/rows.ts';
import { problems } from '../packages/shared/src/problems.ts';

const root = join(import.meta.dirname, '..');
const entries = Object.entries(rows);

/** The documents that are made from the rows: the path of each in the repository, and its text. */
export async function documents() {
  return {
    'docs/permissions.md': await formatted('docs/permissions.md', permissionsDocument()),
    'docs/api.md': await formatted('docs/api.md', apiDocument()),
  };
}

function permissionsDocument() {
  const roles = Object.values(teamRoles);
  return `# Permissions and scopes

Made from the rows in \`packages/shared/src/contract\` by \`npm run documents\`; a test fails when it is behind.

An act needs the permission of the team member, over that user, and the scopes of Rollcall's own token.

## What each team role may do

${table(
  ['Permission', 'What it is for', ...roles.map(({ title }) => title)],
  permissionGroups.flatMap(({ permissions: names }) =>
    names.map((name) => [
      code(name),
      permissions[name],
      ...roles.map((role) => (role.permissions.includes(name) ? '✓' : '')),
    ]),
  ),
)}

## What each permission opens

${table(
  ['Permission', 'Act', 'Scopes of the token'],
  entries
    .flatMap(([name, row]) => [
      ...(row.permission === undefined ? [] : [[row.permission, name, row.scopes]]),
      ...Object.entries(row.fields ?? {}).map(([key, rule]) => [
        rule.permission,
        `${name}, ${code(key)}`,
        rule.scopes,
      ]),
    ])
    .toSorted(
      ([one], [other]) => Object.keys(permissions).indexOf(one) - Object.keys(permissions).indexOf(other),
    )
    .map(([permission, act, scopes]) => [code(permission), act, scopeWords(scopes)]),
)}

## Every scope that Rollcall can spend

Grant the token those whose acts you want; what it lacks is shown disabled, with the reason.

${table(
  ['Scope', 'Acts'],
  [...scopesToActs()]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([scope, acts]) => [code(scope), [...acts].join(', ')]),
)}
`;
}

function apiDocument() {
  return `# The API of the BFF

Made from the rows in \`packages/shared/src/contract\` by \`npm run documents\`; a test fails when it is behind.

For the web app, and for nobody else: a call needs the session cookie, \`X-CSRF: 1\` and the same origin.
Errors are [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) problems, listed at the end.

${table(
  ['Act', 'Call', 'Permission', 'Answers', 'Also'],
  entries.map(([name, row]) => [
    name,
    code(`${row.method} ${row.path}`),
    row.permission === undefined ? '' : code(row.permission),
    String(row.status),
    alsoOf(row).join(', '),
  ]),
)}

## Problems

\`type\` is \`urn:rollcall:problem:\` and the code.

${table(
  ['Code', 'Status', 'Title'],
  Object.entries(problems).map(([name, { status, title }]) => [code(name), String(status), title]),
)}
`;
}

function alsoOf(row) {
  return [
    ...(row.stepUp === true ? ['fresh sign-in'] : []),
    ...(row.reason === 'required' ? ['reason'] : []),
    ...(row.ifMatch === undefined ? [] : [`\`If-Match\` ${row.ifMatch}`]),
    ...(row.notToOneself === true ? ['not to oneself'] : []),
    ...(row.audit === undefined ? [] : [`audit \`${row.audit}\``]),
  ];
}

function scopesToActs() {
  const acts = new Map();
  for (const [name, row] of entries) {
    const spent = [row.scopes, ...Object.values(row.fields ?? {}).map(({ scopes }) => scopes)].flat(2);
    for (const scope of spent) acts.set(scope, (acts.get(scope) ?? new Set()).add(name));
  }
  return acts;
}

function scopeWords(scopes) {
  return scopes.map((need) => (Array.isArray(need) ? need.map(code).join(' or ') : code(need))).join(', ');
}

function code(text) {
  return `\`${text}\``;
}

function line(cells) {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function table(head, body) {
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');
}

async function formatted(path, text) {
  return format(text, { ...(await resolveConfig(join(root, path))), filepath: path });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const [path, text] of Object.entries(await documents())) writeFileSync(join(root, path), text);
}
