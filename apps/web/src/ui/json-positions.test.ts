import { json } from '@codemirror/lang-json';
import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import { positionOf, repeatedKeys } from './json-positions.ts';

function stateOf(doc: string): EditorState {
  return EditorState.create({ doc, extensions: json() });
}
function textAt(doc: string, path: string[]): string {
  const { from, to } = positionOf(stateOf(doc), path);
  return doc.slice(from, to);
}

test('positionOf finds a nested key', () => {
  expect(textAt('{"a": 1, "b": {"a": {"c": 2}}}', ['b', 'a', 'c'])).toBe('"c"');
});

test('positionOf finds an item of an array, and a key inside one', () => {
  const doc = '{"list": [1, [2], {"x": null}]}';
  expect(textAt(doc, ['list', '1'])).toBe('[2]');
  expect(textAt(doc, ['list', '2', 'x'])).toBe('"x"');
});

test('positionOf goes as far as the path leads', () => {
  expect(textAt('{"a": 1}', ['a', 'nowhere'])).toBe('"a"');
  expect(textAt('{"a": 1}', [])).toBe('{"a": 1}');
});

test('repeatedKeys finds a key that is written twice in one object, and not the same key elsewhere', () => {
  const doc = '{"a": 1, "b": {"a": 2}, "\\u0061": 3}';
  expect(repeatedKeys(stateOf(doc)).map(({ from, to }) => doc.slice(from, to))).toEqual(['"a"']);
});
