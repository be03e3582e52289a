/** Bundles the two thread entries once, so that integration tests run them as real threads. */
import { build } from 'vite';

export async function setup(): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      target: 'node20.18',
      outDir: 'test-results/threads',
      emptyOutDir: true,
      rolldownOptions: {
        external: ['better-sqlite3'],
        input: { engine: 'src/main/engine/entry.ts', parser: 'src/main/parser/entry.ts' },
      },
    },
    ssr: { noExternal: true },
  });
}
