import { join } from 'node:path';
import type { Plugin } from 'vitest/config';
import type { Fault } from './fault.ts';

/** The source with the fault in it. @throws where the text of the fault is not in it exactly once */
export function planted({ name, file, find, replace }: Fault, source: string): string {
  const [before, after, ...others] = source.split(find);
  if (before === undefined || after === undefined || others.length > 0) {
    throw new Error(`${file} does not have the text of this fault exactly once: ${name}`);
  }
  return before + replace + after;
}

/** Plants a fault while tests read the source of the product; files stay as they are. */
export function plant(fault: Fault, root: string): Plugin {
  const path = join(root, fault.file);
  return {
    name: 'rollcall-sabotage',
    enforce: 'pre',
    transform: (code, id) => (id === path ? planted(fault, code) : undefined),
  };
}
