import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { RunOptions } from 'axe-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2 AA, and all that it contains. */
export const wcag: RunOptions = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };

/** Enough for the same page in other colours. */
export const contrast: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast'] } };

/** A part of the page, by the selectors of what it has and has not. */
type Part = { include: string[][] } | { exclude: string[][] };

/**
 * All but the live region of the component library: it is hidden, and for some seconds it keeps naming
 * toasts that are gone.
 */
export const allButAnnouncer: Part = { exclude: [['[data-live-announcer]']] };

/**
 * What axe finds wrong on the screen as it is now: each rule with the elements that break it. It is put into
 * a page once; doing so takes many times as long as asking it.
 */
export async function violationsIn(
  page: Page,
  options: RunOptions = {},
  context: Part = { include: [['html']] },
): Promise<{ id: string; at: string[] }[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  return page.evaluate(
    async ([where, how]) => {
      // A colour that is on its way to another is neither of the two.
      const changes = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
      await Promise.allSettled(changes.map((change) => change.finished));
      const { violations } = await window.axe.run(where, how);
      return violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html) }));
    },
    [context, options] as const,
  );
}

declare global {
  interface Window {
    axe: typeof import('axe-core');
  }
}
