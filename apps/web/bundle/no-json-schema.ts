import type { Plugin } from 'vite';

const module = '/zod/v4/classic/schemas.js';
const imports = [
  [
    'import * as processors from "../core/json-schema-processors.js";',
    // Only methods that are never called look into it.
    'const processors = {};',
  ],
  [
    'import { createStandardJSONSchemaMethod, createToJSONSchemaMethod } from "../core/to-json-schema.js";',
    'const createStandardJSONSchemaMethod = () => undefined, createToJSONSchemaMethod = () => undefined;',
  ],
] as const;

/**
 * Leaves zod's writer of JSON Schema out of the build: every schema carries it along, and nothing in
 * the browser asks for it. Fails the build when a newer zod imports it differently.
 */
export function noJsonSchema(): Plugin {
  return {
    name: 'no-json-schema',
    apply: 'build',
    transform(code, id) {
      if (!id.endsWith(module)) return undefined;
      return imports.reduce((text, [before, after]) => {
        if (!text.includes(before)) this.error(`${module} no longer has: ${before}`);
        return text.replace(before, after);
      }, code);
    },
  };
}
