import { maskForSearches, permissionsOf } from '@rollcall/shared/access/decision.ts';
import { Import, importsRows, mostFailuresPerCall } from '@rollcall/shared/contract/imports.ts';
import { errorText } from '@rollcall/shared/import/failing-rows.ts';
import { readRow } from '@rollcall/shared/import/check-rows.ts';
import { isLimited, limits, refusedByRows, wayOf } from '@rollcall/shared/import/modes.ts';
import { rightsOf } from '../../access/rights.ts';
import type { HandlersOf } from '../../http/handler.ts';
import { ProblemError } from '../../http/problem.ts';
import { importable, authorizeImport, type ImportDependencies } from '../../imports/run.ts';
import { ImportParams, ImportProgress, keptRow, tellable } from '../../imports/stored-import.ts';
import type { StoredOperation } from '../../operations/operation-store.ts';
import { overseen, ownOperation } from '../../operations/oversight.ts';
import { nameOf } from '../../store/caller.ts';
import type { TeamMember } from '../../store/team.ts';

type Dependencies = Pick<
  ImportDependencies,
  'operations' | 'items' | 'importItems' | 'secrets' | 'connections' | 'customFields'
> & {
  /** Has the worker look for something to do. */
  wake: () => void;
};

const { failure: Failure } = Import.shape;

const dayMs = 24 * 60 * 60_000;

/** Importing users: say what, bring the rows, begin, and read what came of it. */
export function importsHandlers(dependencies: Dependencies): HandlersOf<typeof importsRows> {
  const { operations, items, importItems, secrets, connections, customFields, wake } = dependencies;

  const shown = async (operation: StoredOperation) => presented(operation, await items.counts(operation.id));
  const seen = async (member: TeamMember, id: string) => ofImport(await overseen(operations, member, id));
  /** One's own that still waits for rows. */
  const collecting = async (member: TeamMember, id: string) => {
    const operation = ofImport(await ownOperation(operations, member, id));
    if (operation.state !== 'collecting') {
      throw new ProblemError('not_now', { detail: 'This import has begun already.' });
    }
    return operation;
  };
  const refuseTooMany = async (member: TeamMember) => {
    if (!isLimited(member.grants)) return;
    const begun = await importItems.begunSince(member.id, new Date(Date.now() - dayMs));
    if (begun < limits.filesPerDay) return;
    throw new ProblemError('too_many_requests', {
      detail: `Who sees certain users only imports ${limits.filesPerDay} files in 24 hours.`,
    });
  };

  return {
    startImport: async ({ member, scopes, body, reason }) => {
      authorizeImport(importsRows.startImport, { permissions: permissionsOf(member.grants), scopes }, body);
      importable(await connections.fresh(body.connection));
      const way = wayOf(member.grants, body);
      const errors = way === 'rows' ? refusedByRows(body.attributes) : [];
      if (errors.length > 0) {
        throw new ProblemError('invalid_input', {
          detail: errors.map(({ detail }) => detail).join(' '),
          errors,
        });
      }
      if (isLimited(member.grants) && body.total > limits.rows) {
        throw new ProblemError('too_large', {
          detail: `Who sees certain users only imports at most ${limits.rows} rows in one file.`,
        });
      }
      await refuseTooMany(member);
      const title = `Import ${body.file === '' ? 'users' : body.file} into ${body.connection}`;
      const params: ImportParams = { ...body, way, title };
      const id = await operations.add(
        {
          kind: 'import',
          state: 'collecting',
          memberId: member.id,
          memberName: nameOf(member),
          rights: rightsOf(member),
          reason,
          params,
        },
        new Date(),
      );
      return shown(await seen(member, id));
    },
    getImport: async ({ member, params }) => shown(await seen(member, params.operationId)),
    addImportRows: async ({ member, params: { operationId }, body: { start, rows } }) => {
      const operation = await collecting(member, operationId);
      const { total, attributes } = ImportParams.parse(operation.params);
      const known = new Set<string>(attributes);
      const received = (await items.last(operationId)) + 1;
      if (start > received || start + rows.length > total) {
        throw new ProblemError('invalid_input', {
          detail: `Of ${total} rows ${received} have arrived, so these are not the next ones.`,
        });
      }
      const kept = rows.map(({ line, user }, place) => {
        const read = readRow(user, customFields);
        const faults =
          'faults' in read
            ? read.faults
            : Object.keys(read.user)
                .filter((name) => !known.has(name))
                .map((field) => ({ field, detail: 'Was not announced.' }));
        if ('faults' in read || faults.length > 0) {
          throw new ProblemError('invalid_input', { detail: `Row ${line}: ${errorText(faults)}` });
        }
        return keptRow(secrets, operationId, { seq: start + place, line, user: read.user });
      });
      await items.add(operationId, kept);
      return { received: Math.max(received, start + rows.length) };
    },
    beginImport: async ({ member, scopes, params: { operationId }, telling }) => {
      const operation = await collecting(member, operationId);
      const params = ImportParams.parse(operation.params);
      telling.target({ kind: 'operation', id: operationId, name: params.title });
      authorizeImport(importsRows.beginImport, { permissions: permissionsOf(member.grants), scopes }, params);
      const received = (await items.last(operationId)) + 1;
      if (received < params.total) {
        throw new ProblemError('not_now', { detail: `Of ${params.total} rows ${received} have arrived.` });
      }
      const twice = await importItems.repeated(operationId);
      if (twice !== undefined) {
        throw new ProblemError('invalid_input', { detail: `Two rows have the address ${twice}.` });
      }
      await refuseTooMany(member);
      if (!(await operations.move(operationId, ['collecting'], 'running', new Date()))) {
        throw new ProblemError('not_now', { detail: 'This import has begun already.' });
      }
      wake();
      return shown(await seen(member, operationId));
    },
    listImportFailures: async ({ member, params: { operationId }, query: { after } }) => {
      const { member_id: owner } = await seen(member, operationId);
      // Whoever looks after the imports of others may be shown less than those who have made the file.
      const isShown = owner === member.id || maskForSearches(member.grants).length === 0;
      const found = await importItems.failures(operationId, after, mostFailuresPerCall + 1);
      const failures = found.slice(0, mostFailuresPerCall).map(({ seq, state, code, detail, input }) => ({
        seq,
        state,
        code: code ?? '',
        detail: detail ?? '',
        ...tellable(input, isShown),
      }));
      return { failures, more: found.length > mostFailuresPerCall };
    },
  };
}

/** @throws {ProblemError} `not_found` for what is no import */
function ofImport(operation: StoredOperation): StoredOperation {
  if (operation.kind !== 'import') throw new ProblemError('not_found');
  return operation;
}

function presented(operation: StoredOperation, counts: Import['counts']): Import {
  const params = ImportParams.parse(operation.params);
  const { inserted, updated } = ImportProgress.parse(operation.progress);
  const failure = Failure.safeParse(operation.failure).data;
  return {
    id: operation.id,
    state: operation.state,
    ...params,
    counts,
    inserted,
    updated,
    member: { id: operation.member_id, name: operation.member_name },
    created_at: operation.created_at.toISOString(),
    ...(operation.started_at === null ? {} : { started_at: operation.started_at.toISOString() }),
    ...(operation.ended_at === null ? {} : { ended_at: operation.ended_at.toISOString() }),
    ...(failure === undefined ? {} : { failure }),
  };
}
