// @vitest-environment jsdom
import type { Condition } from '@rollcall/shared/query/builder.ts';
import { readSearchBox } from '@rollcall/shared/user/search-box.ts';
import { act, cleanup, renderHook } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { added, emptyCondition, grouped, replaced, withChoice, withField } from './changes.ts';
import { choicesFor, offeredFor } from './operators.ts';
import { useBuilder } from './use-builder.ts';

afterEach(cleanup);

function start(typed: string) {
  const { result } = renderHook(() => {
    const [text, setText] = useState(typed);
    const search = {
      text,
      understood: readSearchBox(text),
      setText,
      submit: setText,
      isWaitingForEnter: false,
    };
    return { text, setText, ...useBuilder(search) };
  });
  return {
    now: () => result.current,
    type: (text: string) => {
      act(() => {
        result.current.setText(text);
      });
    },
    change: (...[root]: Parameters<typeof result.current.change>) => {
      act(() => {
        result.current.change(root);
      });
    },
  };
}

describe('useBuilder', () => {
  it('rewrites the text at once, and is rewritten by another one', () => {
    const builder = start('blocked:true');
    const { root } = builder.now();
    const condition: Condition = { ...emptyCondition(9), field: 'name', operator: 'starts', values: ['ann'] };
    builder.change(added(root, root.key, condition));
    expect(builder.now().text).toBe('blocked:true AND name:ann*');
    builder.type('email:*acme*');
    expect(builder.now().root.parts).toMatchObject([
      { field: 'email', operator: 'contains', values: ['acme'] },
    ]);
  });

  it('keeps a row that is not complete, and puts it into no text', () => {
    const builder = start('blocked:true');
    const { root } = builder.now();
    builder.change(added(root, root.key, { ...emptyCondition(9), field: 'name' }));
    expect(builder.now().text).toBe('blocked:true');
    expect(builder.now().root.parts).toHaveLength(2);
    builder.change(
      replaced(builder.now().root, 9, (part) => [{ ...emptyCondition(part.key), field: 'email' }]),
    );
    expect(builder.now().root.parts[1]).toMatchObject({ field: 'email', values: [undefined] });
  });

  it('keeps what it shows while the text cannot be read', () => {
    const builder = start('blocked:true');
    builder.type('blocked:true AND (');
    expect(builder.now()).toMatchObject({ isReadable: false, root: { parts: [{ field: 'blocked' }] } });
    builder.type('blocked:true AND (name:x)');
    expect(builder.now().root.parts).toHaveLength(2);
  });

  it('shows words as they were typed, an address as one, and a group as a group', () => {
    expect(start('anna meier').now().root.parts).toMatchObject([
      { operator: 'word', values: ['anna'] },
      { operator: 'word', values: ['meier'] },
    ]);
    expect(start('a@b.example').now().root.parts).toMatchObject([
      { field: 'email', values: ['a@b.example'] },
    ]);
    const builder = start('name:x AND blocked:true');
    const [first] = builder.now().root.parts;
    builder.change(grouped(builder.now().root, first?.key ?? -1));
    expect(builder.now().root.parts[0]).toMatchObject({ kind: 'group', parts: [{ field: 'name' }] });
    expect(builder.now().text).toBe('name:x AND blocked:true');
  });
});

function asked({ operator, negated, values }: Condition) {
  return [operator, negated, ...values];
}

function offered(field: string): Condition['operator'][] {
  return offeredFor(field).map(({ operator }) => operator);
}

function dateChoice(operator: Condition['operator']) {
  const choice = offeredFor('last_login').find((one) => one.operator === operator);
  if (choice === undefined) throw new Error(`${operator} is not offered.`);
  return choice;
}

describe('a row', () => {
  const name: Condition = { ...emptyCondition(1), field: 'name', operator: 'contains', values: ['ann'] };

  it('keeps what it asks where the other field can be asked it, and only there', () => {
    expect(asked(withField(name, 'email'))).toEqual(['contains', false, 'ann']);
    expect(asked(withField(name, 'user_metadata.plan'))).toEqual(['is', false, undefined]);
    expect(asked(withField(name, 'last_login'))).toEqual(['within', false, '90d']);
    expect(asked(withField(name, 'blocked'))).toEqual(['is', false, 'true']);
    expect(asked(withField(name, undefined))).toEqual(['word', false, undefined]);
  });

  it('keeps its values as far as another operator takes them', () => {
    const login: Condition = {
      ...emptyCondition(1),
      field: 'last_login',
      operator: 'within',
      values: ['7d'],
    };
    expect(asked(withChoice(login, dateChoice('ago')))).toEqual(['ago', false, '7d']);
    expect(asked(withChoice(login, dateChoice('between')))).toEqual(['between', false, undefined, undefined]);
    const day = { ...login, operator: 'at_least' as const, values: ['2026-01-01'] };
    expect(asked(withChoice(day, dateChoice('between')))).toEqual([
      'between',
      false,
      '2026-01-01',
      undefined,
    ]);
    expect(asked(withChoice(day, dateChoice('within')))).toEqual(['within', false, '90d']);
  });

  it('offers what Auth0 allows, and always what is asked already', () => {
    expect(offered('user_metadata.plan')).not.toContain('contains');
    expect(offered('user_metadata.plan')).not.toContain('between');
    expect(offered('created_at')).not.toContain('starts');
    const refused: Condition = { ...name, field: 'user_metadata.plan', operator: 'starts' };
    expect(choicesFor(refused).map(({ operator }) => operator)).toContain('starts');
  });
});
