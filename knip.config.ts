import type { KnipConfig } from 'knip';

/** What is used but not by an import that a reader of the sources can see. */
const config: KnipConfig = {
  entry: [
    // Threads: inputs of the build in electron.vite.config.ts.
    'src/main/{engine,parser,store/caretaker}/entry.ts',
    'scripts/*.mjs',
    'tests/**/*.{test,spec}.{ts,tsx}',
    // Started as processes or threads of their own, by their paths.
    'tests/support/{caretakerProcess,engineProcess,migratingProcess,libraryWriter,writesWindowState,lockHolder,busyWriter}.ts',
    // Graded or started by their paths.
    'tests/conformance/*.mjs',
  ],
  project: ['src/**/*.{ts,tsx,css}', 'tests/**/*.{ts,tsx,mjs}', 'scripts/**/*.mjs'],
  // Imported by the runners beside the project, which find it here.
  ignoreDependencies: ['parse5'],
  // From the system: the opponent of a benchmark, what makes pipes for a test, and what watches calls.
  ignoreBinaries: ['newsboat', 'mkfifo', 'strace', 'mount', 'hostname'],
  compilers: {
    // The fonts are packages that a style sheet imports.
    css: (text: string) => [...text.matchAll(/(?<=@)import[^;]+/g)].join('\n'),
  },
};

export default config;
