import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const control = {
  border: '1px solid var(--border-strong)',
  borderRadius: 'var(--radius-s)',
  background: 'var(--bg-raised)',
  backgroundImage: 'none',
  color: 'var(--text)',
  font: 'var(--text-s) var(--font)',
};

function underline(color: string) {
  return {
    backgroundImage: 'none',
    textDecoration: `underline wavy 1px ${color}`,
    textUnderlineOffset: '3px',
  };
}

const theme = EditorView.theme({
  '&': { color: 'var(--text)', backgroundColor: 'transparent', maxHeight: '62vh' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    font: 'var(--text-table) / 20px var(--mono)',
    fontVariantLigatures: 'none',
    minHeight: '140px',
  },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--text)' },
  '.cm-gutters': { background: 'transparent', border: 'none', color: 'var(--text-faint)' },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine': { backgroundColor: 'var(--bg-hover)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '& .cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    background: 'var(--accent-bg)',
  },
  '& .cm-matchingBracket': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--bg-active)',
    outline: '1px solid var(--border-strong)',
  },
  '.cm-selectionMatch': { backgroundColor: 'var(--bg-active)' },
  '.cm-searchMatch': { backgroundColor: 'var(--amber-bg)', outline: '1px solid var(--amber-border)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--amber-border)' },
  '.cm-foldPlaceholder': { ...control, padding: '0 6px' },
  '.cm-lintRange-error': underline('var(--red)'),
  '.cm-lintRange-warning': underline('var(--amber)'),
  '.cm-lintPoint-error:after': { borderBottomColor: 'var(--red)' },
  '.cm-tooltip': {
    border: '1px solid var(--border-strong)',
    borderRadius: 'var(--radius-s)',
    background: 'var(--bg-raised)',
    color: 'var(--text)',
  },
  '.cm-diagnostic': { padding: '4px 8px', font: 'var(--text-s) / 1.45 var(--font)' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--red)' },
  '.cm-diagnostic-warning': { borderLeft: '3px solid var(--amber)' },
  '.cm-panels': { backgroundColor: 'var(--bg-sunken)', color: 'var(--text)' },
  '.cm-panels-top': { borderBottom: '1px solid var(--border)' },
  '.cm-panel.cm-search': { padding: '6px 32px 6px 8px', font: 'var(--text-s) var(--font)' },
  '.cm-panel.cm-search label': { fontSize: 'var(--text-s)', whiteSpace: 'nowrap' },
  '.cm-panel.cm-search [name=close]': {
    inlineSize: '24px',
    blockSize: '24px',
    color: 'var(--text-muted)',
    fontSize: '16px',
  },
  '.cm-panel.cm-search [name=select]': { display: 'none' },
  '.cm-textfield:focus-visible': { outlineOffset: '-1px' },
  '.cm-textfield': { ...control, borderColor: 'var(--border-control)', padding: '3px 8px' },
  '.cm-button': { ...control, padding: '3px 8px', minHeight: '24px', cursor: 'pointer' },
});

const highlight = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--blue)' },
  { tag: tags.string, color: 'var(--green)' },
  { tag: tags.number, color: 'var(--amber)' },
  { tag: [tags.bool, tags.null], color: 'var(--accent)' },
  { tag: [tags.separator, tags.squareBracket, tags.brace], color: 'var(--text-muted)' },
]);

/** How JSON looks, in the colours of the page, so that light and dark come of themselves. */
export const jsonTheme: Extension = [theme, syntaxHighlighting(highlight)];
