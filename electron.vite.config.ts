import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/**
 * Everything is bundled but Electron and better-sqlite3 (which has a native part), so that the app
 * starts from a handful of files. Targets are the oldest runtime the code must run on: the
 * development runtime of docs/decisions/0007 (Node 20.18, Chromium 130).
 */
const external = ['electron', /^electron\/.+/, 'better-sqlite3'];

export default defineConfig({
  main: {
    build: {
      target: 'node20.18',
      outDir: 'out/main',
      externalizeDeps: false,
      rolldownOptions: {
        external,
        // Half as many bytes are compiled at a start. Names stay, for the log.
        output: { minify: { compress: false, mangle: false, codegen: true } },
        input: {
          index: resolve('src/main/index.ts'),
          engine: resolve('src/main/engine/entry.ts'),
          parser: resolve('src/main/parser/entry.ts'),
          caretaker: resolve('src/main/store/caretaker/entry.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      target: 'node20.18',
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        external: ['electron'],
        input: { index: resolve('src/preload/index.ts') },
        // A sandboxed preload cannot be an ES module.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    base: './',
    plugins: [react()],
    build: {
      target: 'chrome130',
      outDir: 'out/renderer',
      // A data: address would be refused by the content security policy for fonts and styles.
      assetsInlineLimit: 0,
      minify: true,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: { index: resolve('src/renderer/index.html') } },
    },
  },
});
