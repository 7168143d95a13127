import type { Plugin } from 'vite';

/**
 * Puts what the browser loads before these routes into one file. Split by who shares what, it would be some
 * sixty, which compress worse by a thirtieth and have to be asked for one by one.
 *
 * @param routes the modules behind the routes, as their paths end
 */
export function firstLoad(routes: readonly string[]): Plugin {
  const modules = new Set<string>();
  return {
    name: 'first-load',
    apply: 'build',
    config: () => ({
      build: {
        rolldownOptions: {
          output: {
            codeSplitting: {
              groups: [{ name: 'first-load', test: (id: string) => modules.has(id) }],
              includeDependenciesRecursively: false,
            },
          },
        },
      },
    }),
    buildEnd() {
      const waiting = [...this.getModuleIds()].filter(
        (id) => this.getModuleInfo(id)?.isEntry === true || routes.some((route) => id.endsWith(route)),
      );
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
        if (modules.has(id)) continue;
        modules.add(id);
        waiting.push(...(this.getModuleInfo(id)?.importedIds ?? []));
      }
    },
  };
}
