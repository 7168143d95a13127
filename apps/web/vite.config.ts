import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { join } from 'node:path';
import { defineConfig } from 'vite';
import { budget } from './bundle/budget.ts';
import { compress } from './bundle/compress.ts';
import { firstLoad } from './bundle/first-load.ts';
import { noJsonSchema } from './bundle/no-json-schema.ts';

const bff = `http://localhost:${process.env['BFF_PORT'] ?? '3002'}`;

/** What is there before the list of users is. */
const routes = ['/features/account/page.tsx', '/app/users-list.tsx'];

export default defineConfig({
  plugins: [
    react(),
    optimizeLocales.vite({ locales: ['en-US'] }),
    firstLoad(routes),
    budget({ routes, limit: 200 }),
    compress(),
    noJsonSchema(),
  ],
  resolve: { alias: [{ find: /^zod$/, replacement: join(import.meta.dirname, 'src/lib/zod.ts') }] },
  // The BFF puts a fresh nonce in place of this in every answer.
  html: { cspNonce: 'CSP_NONCE_PLACEHOLDER' },
  build: {
    // `light-dark()` as it stands.
    target: ['chrome123', 'edge123', 'firefox121', 'safari17.5'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // The first load is one file, which the budget watches.
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { '/api': bff, '/auth': bff } },
});
