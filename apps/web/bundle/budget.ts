import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

type OutputBundle = Rolldown.OutputBundle;
type OutputChunk = Rolldown.OutputChunk;

export interface Budget {
  /** The modules behind the routes that are counted, as their paths end. */
  routes: readonly string[];
  /** In kB of 1,000 bytes, gzipped at level 9. */
  limit: number;
}

/**
 * Fails the build when what the browser loads before these routes can be used outgrows the limit:
 * the entry, the routes' chunks, all they import, and their style sheets. Fonts do not count.
 */
export function budget({ routes, limit }: Budget): Plugin {
  return {
    name: 'budget',
    apply: 'build',
    enforce: 'post',
    writeBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      const starts = [
        ...chunks.filter((chunk) => chunk.isEntry),
        ...routes.map((route) => chunkOf(chunks, route)),
      ];
      const files = filesOf(starts, bundle);
      const bytes = files.reduce((sum, file) => sum + gzippedSize(bundle, file), 0);
      const kilobytes = (bytes / 1000).toFixed(1);
      this.info(
        `${kilobytes} kB gzipped until the list of users stands (limit ${limit} kB, ${files.length} files)`,
      );
      if (bytes > limit * 1000)
        this.error(`The first load is ${kilobytes} kB gzipped; the limit is ${limit} kB.`);
    },
  };
}

function chunkOf(chunks: readonly OutputChunk[], route: string): OutputChunk {
  const chunk = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(route)));
  if (chunk === undefined) throw new Error(`No chunk holds ${route}: the budget would count too little.`);
  return chunk;
}

function filesOf(starts: readonly OutputChunk[], bundle: OutputBundle): string[] {
  const files = new Set<string>();
  const visit = (chunk: OutputChunk) => {
    if (files.has(chunk.fileName)) return;
    files.add(chunk.fileName);
    for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style);
    for (const name of chunk.imports) {
      const imported = bundle[name];
      if (imported?.type === 'chunk') visit(imported);
    }
  };
  starts.forEach(visit);
  return [...files];
}

function gzippedSize(bundle: OutputBundle, file: string): number {
  const output = bundle[file];
  if (output === undefined) throw new Error(`${file} is not in the bundle.`);
  return gzipSync(output.type === 'chunk' ? output.code : output.source, { level: 9 }).length;
}
