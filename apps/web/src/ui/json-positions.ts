import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';

type Node = ReturnType<typeof syntaxTree>['topNode'];

/** A stretch of the text, by its offsets. */
export interface Range {
  from: number;
  to: number;
}

/** How long a text may take to be read whole, in milliseconds; the editor's own 25 miss keys on a slow machine. */
const LONGEST = 2_000;

function wholeTree(state: EditorState) {
  return ensureSyntaxTree(state, state.doc.length, LONGEST) ?? syntaxTree(state);
}

/**
 * Where the value at a path stands in a JSON text: its key, or the array item itself. What cannot be
 * found is looked for as far as the path leads; an empty path is the whole text.
 */
export function positionOf(state: EditorState, path: readonly string[]): Range {
  let node: Node | null = wholeTree(state).topNode.firstChild;
  let found: Range = node ?? { from: 0, to: state.doc.length };
  for (const step of path) {
    const next: { label: Node; value: Node | null } | undefined = child(state, node, step);
    if (next === undefined) break;
    found = next.label;
    node = next.value;
  }
  return { from: found.from, to: found.to };
}

/** The keys that stand in one object more than once, all but the last of each: JSON keeps the last only. */
export function repeatedKeys(state: EditorState): Range[] {
  const repeated: Range[] = [];
  wholeTree(state).iterate({
    enter({ node }) {
      if (node.name !== 'Object') return;
      const names = node
        .getChildren('Property')
        .flatMap((property) => property.getChild('PropertyName') ?? []);
      const keys = names.map((name) => keyOf(state, name));
      keys.forEach((key, index) => {
        const name = names[index];
        if (name !== undefined && keys.includes(key, index + 1))
          repeated.push({ from: name.from, to: name.to });
      });
    },
  });
  return repeated;
}

function child(state: EditorState, node: Node | null, step: string) {
  if (node?.name === 'Array') {
    const item = valuesIn(node)[Number(step)];
    return item && { label: item, value: item };
  }
  const property = node?.getChildren('Property').findLast((candidate) => {
    const name = candidate.getChild('PropertyName');
    return name !== null && keyOf(state, name) === step;
  });
  const label = property?.getChild('PropertyName');
  return label ? { label, value: property?.lastChild ?? null } : undefined;
}

function valuesIn(array: Node): Node[] {
  const values: Node[] = [];
  for (let item = array.firstChild; item !== null; item = item.nextSibling) {
    if (/^[A-Z]/.test(item.name)) values.push(item);
  }
  return values;
}

/** A key without its quotes; one that cannot be read is its own text. */
function keyOf(state: EditorState, name: Node): string {
  const text = state.sliceDoc(name.from, name.to);
  try {
    const key: unknown = JSON.parse(text);
    return typeof key === 'string' ? key : text;
  } catch {
    return text;
  }
}
