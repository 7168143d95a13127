import { UserScope } from '@rollcall/shared/access/user-scope.ts';

/** What a condition looks at. */
type Subject = 'connection' | 'domain' | 'metadata';
type Operator = 'is' | 'in' | 'set';
/** As what a metadata value is compared: 7 and "7" are not the same. */
type ValueType = 'text' | 'number' | 'boolean';

/** One condition as it is being built; half of it may still be missing. */
export interface ConditionDraft {
  id: string;
  kind: 'condition';
  isNegated: boolean;
  subject: Subject;
  /** The part after `app_metadata.`. */
  path: string;
  operator: Operator;
  valueType: ValueType;
  values: string[];
}

/** Conditions and groups that all hold, or of which any holds. */
export interface GroupDraft {
  id: string;
  kind: 'group';
  isNegated: boolean;
  joint: 'and' | 'or';
  parts: PartDraft[];
}

export type PartDraft = ConditionDraft | GroupDraft;

/** As many `and`, `or` and `not` as can stand in one another. */
export const maxDepth = 4;

// Drafts outlive the page when it is left to sign in again: no name may come twice.
const page = Date.now().toString(36);
let lastId = 0;

/** A name for something that is being edited. */
export function newId(): string {
  lastId += 1;
  return `${page}-${lastId}`;
}

/** A condition with nothing in it yet. */
export function newCondition(): ConditionDraft {
  return {
    id: newId(),
    kind: 'condition',
    isNegated: false,
    subject: 'metadata',
    path: '',
    operator: 'is',
    valueType: 'text',
    values: [],
  };
}

/** A group of one empty condition. */
export function newGroup(joint: GroupDraft['joint'] = 'and'): GroupDraft {
  return { id: newId(), kind: 'group', isNegated: false, joint, parts: [newCondition()] };
}

/** The scope that a draft stands for. It may be incomplete: parse it before it is used. */
export function scopeOf(part: PartDraft): UserScope {
  const plain = part.kind === 'group' ? groupScope(part) : conditionScope(part);
  return part.isNegated ? { not: plain } : plain;
}

function groupScope({ joint, parts }: GroupDraft): UserScope {
  const [only, ...others] = parts;
  if (only !== undefined && others.length === 0) return scopeOf(only);
  return joint === 'and' ? { and: parts.map(scopeOf) } : { or: parts.map(scopeOf) };
}

function conditionScope(draft: ConditionDraft): UserScope {
  const field = fieldOf(draft);
  if (draft.operator === 'set') return { exists: { field } };
  const values = draft.values.map((text) => valueOf(draft, text));
  return draft.operator === 'in' ? { in: { field, values } } : { eq: { field, value: values[0] ?? '' } };
}

/** The field that a condition looks at, as a scope names it. */
function fieldOf({ subject, path }: Pick<ConditionDraft, 'subject' | 'path'>): string {
  if (subject === 'connection') return 'identities.connection';
  return subject === 'domain' ? 'email.domain' : `app_metadata.${path}`;
}

function valueOf({ subject, valueType }: ConditionDraft, text: string): string | number | boolean {
  if (subject === 'domain') return text.trim().toLowerCase();
  if (subject === 'connection' || valueType === 'text') return text;
  if (valueType === 'boolean') return text === 'true';
  const number = Number(text);
  return text.trim() === '' || !Number.isFinite(number) ? text : number;
}

/**
 * A scope as the builder shows it: always a group. `undefined` where only JSON can show it, because it
 * speaks of everybody inside a condition, denies twice, or compares with values of several types.
 */
export function draftOf(scope: UserScope): GroupDraft | undefined {
  const part = partOf(scope);
  if (part === undefined || part.kind === 'group') return part;
  return { ...newGroup(), parts: [part] };
}

function partOf(scope: UserScope): PartDraft | undefined {
  if ('all' in scope) return undefined;
  if ('not' in scope) {
    const part = partOf(scope.not);
    return part === undefined || part.isNegated ? undefined : { ...part, isNegated: true };
  }
  if ('and' in scope || 'or' in scope) {
    const inner = 'and' in scope ? scope.and : scope.or;
    const parts = inner.flatMap((one) => partOf(one) ?? []);
    if (parts.length < inner.length) return undefined;
    return { ...newGroup('and' in scope ? 'and' : 'or'), parts };
  }
  return leafOf(scope);
}

type Leaf = Extract<UserScope, { eq: unknown } | { in: unknown } | { exists: unknown }>;

function leafOf(scope: Leaf): ConditionDraft | undefined {
  if ('exists' in scope) return { ...newCondition(), ...subjectOf(scope.exists.field), operator: 'set' };
  const { field } = 'eq' in scope ? scope.eq : scope.in;
  const values = 'eq' in scope ? [scope.eq.value] : scope.in.values;
  const types = new Set(values.map((value) => typeof value));
  const [type] = types;
  if (types.size > 1) return undefined;
  const valueType = type === 'number' || type === 'boolean' ? type : 'text';
  const subject = subjectOf(field);
  if (subject.subject !== 'metadata' && valueType !== 'text') return undefined;
  const operator = 'eq' in scope ? 'is' : 'in';
  return { ...newCondition(), ...subject, operator, valueType, values: values.map(String) };
}

function subjectOf(field: string): Pick<ConditionDraft, 'subject' | 'path'> {
  if (field === 'identities.connection') return { subject: 'connection', path: '' };
  if (field === 'email.domain') return { subject: 'domain', path: '' };
  return { subject: 'metadata', path: field.slice('app_metadata.'.length) };
}

/** What is missing in a condition, in a word under each of its fields. */
export interface ConditionFaults {
  path?: string;
  values?: string;
}

/** What keeps one condition from being used. */
export function faultsOf(draft: ConditionDraft): ConditionFaults {
  const field = fieldOf(draft);
  const faults: ConditionFaults = {};
  if (!UserScope.safeParse({ exists: { field } }).success) {
    faults.path =
      draft.path === '' ? 'Name the path, such as region.' : 'Letters, digits, _ and -, with dots between.';
  }
  if (draft.operator === 'set') return faults;
  const needed = draft.subject === 'connection' ? 'Choose a connection.' : 'Give a value.';
  if (draft.values.every((text) => text.trim() === '')) faults.values = needed;
  else if (
    draft.valueType === 'number' &&
    draft.values.some((text) => typeof valueOf(draft, text) !== 'number')
  )
    faults.values = 'Not a number.';
  return faults;
}

/** Whether anything in a draft is missing. */
export function isIncomplete(part: PartDraft): boolean {
  if (part.kind === 'group') return part.parts.length === 0 || part.parts.some(isIncomplete);
  return Object.keys(faultsOf(part)).length > 0;
}
