import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json, jsonParseLinter } from '@codemirror/lang-json';
import { bracketMatching, foldGutter, indentOnInput } from '@codemirror/language';
import { type Diagnostic, linter } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { useEffect, useEffectEvent, useRef } from 'react';
import { classNames } from '../lib/class-names.ts';
import styles from './json-editor.module.css';
import { jsonTheme } from './json-editor-theme.ts';
import { positionOf, repeatedKeys } from './json-positions.ts';

/** What is wrong at a place of the JSON, in a sentence. */
export interface JsonFault {
  path: readonly string[];
  detail: string;
}

export interface JsonEditorProps {
  /** What a screen reader calls it. */
  label: string;
  value: string;
  /** Absent where the text can only be read. */
  onChange?: ((text: string) => void) | undefined;
  /** What is wrong with a text that is JSON; shown where it stands. */
  faultsOf?: ((text: string) => readonly JsonFault[]) | undefined;
}

/** The editor itself. Use `JsonEditor`, which loads it when it is needed. */
export function JsonEditorView({ label, value, onChange, faultsOf }: JsonEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const isReadOnly = onChange === undefined;

  const changed = useEffectEvent((text: string) => {
    if (text !== value) onChange?.(text);
  });
  const faults = useEffectEvent((text: string) => faultsOf?.(text) ?? []);
  const initialText = useEffectEvent(() => value);

  useEffect(() => {
    if (host.current === null) return;
    const extensions = [
      ...shared(label),
      isReadOnly ? readOnly : editable((state) => faults(state.doc.toString())),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) changed(update.state.doc.toString());
      }),
    ];
    const editor = new EditorView({ doc: initialText(), extensions, parent: host.current });
    view.current = editor;
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, [label, isReadOnly]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);

  return <div ref={host} className={classNames(styles.host, isReadOnly && styles.readOnly)} />;
}

function shared(label: string): Extension[] {
  return [
    EditorView.cspNonce.of(pageNonce()),
    jsonTheme,
    json(),
    lineNumbers(),
    foldGutter(),
    drawSelection(),
    bracketMatching(),
    highlightSelectionMatches(),
    search({ top: true }),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
    keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap]),
  ];
}

const readOnly: Extension = [
  EditorState.readOnly.of(true),
  EditorView.contentAttributes.of({ 'aria-readonly': 'true' }),
];

function editable(faultsOf: (state: EditorState) => readonly JsonFault[]): Extension {
  return [
    history(),
    typingOverSelection,
    indentOnInput(),
    highlightActiveLine(),
    linter((view) => diagnostics(view, faultsOf), { delay: 250 }),
  ];
}

/**
 * Typing over a selection. Left to itself, Chromium keeps the look of what was selected in a style
 * attribute, which the content security policy refuses with a report.
 */
const typingOverSelection: Extension = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    const selection = document.getSelection();
    if (event.inputType !== 'insertText' || event.data === null || selection?.isCollapsed !== false)
      return false;
    // The editor hears of a selection a moment after the page has it.
    const range = selection.getRangeAt(0);
    const from = view.posAtDOM(range.startContainer, range.startOffset);
    const to = view.posAtDOM(range.endContainer, range.endOffset);
    if (from === to) return false;
    view.dispatch({
      changes: { from, to, insert: event.data },
      selection: { anchor: from + event.data.length },
      scrollIntoView: true,
      userEvent: 'input.type',
    });
    return true;
  },
});

const syntax = jsonParseLinter();

function diagnostics(view: EditorView, faultsOf: (state: EditorState) => readonly JsonFault[]): Diagnostic[] {
  if (view.state.doc.toString().trim() === '') return [];
  const broken = syntax(view);
  if (broken.length > 0) return broken;
  const faults = faultsOf(view.state).map(({ path, detail }): Diagnostic => {
    return { ...positionOf(view.state, path), severity: 'error', message: detail };
  });
  const repeated = repeatedKeys(view.state).map((range): Diagnostic => {
    return { ...range, severity: 'warning', message: 'This key is written twice; only the last one counts.' };
  });
  return [...faults, ...repeated];
}

/** The nonce that the page's content security policy lets styles in with. */
function pageNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}
