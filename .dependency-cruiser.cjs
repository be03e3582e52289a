/** The floors of ARCHITECTURE.md, as rules: which folder may import which. */
const only = (name, folder, may) => ({
  name,
  severity: 'error',
  from: { path: folder },
  to: { path: '^src/', pathNot: [folder, ...may] },
});
const onlyIn = (name, folder, packages) => ({
  name,
  severity: 'error',
  from: { path: '^src/', pathNot: folder },
  to: { path: packages },
});
const renderer = '^src/renderer/src';

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    only('shared-stands-alone', '^src/shared/', []),
    only('core-is-pure', '^src/main/core/', ['^src/shared/']),
    only('services-know-ports-only', '^src/main/services/', ['^src/main/core/', '^src/shared/']),
    ...['store', 'fetch', 'parser', 'media'].map((adapter) =>
      only(`${adapter}-implements-ports`, `^src/main/${adapter}/`, [
        '^src/main/core/',
        '^src/shared/',
      ]),
    ),
    only('engine-composes', '^src/main/engine/', [
      '^src/main/(core|services|store|fetch|parser|media)/',
      '^src/shared/',
    ]),
    only('shell-knows-the-contract', '^src/main/(shell/|index)', ['^src/shared/']),
    only('preload-is-a-pipe', '^src/preload/', ['^src/shared/']),
    only('renderer-knows-the-contract', '^src/renderer/', ['^src/shared/']),
    {
      name: 'features-do-not-meet',
      severity: 'error',
      from: { path: `${renderer}/features/([^/]+)/` },
      to: { path: `${renderer}/features/`, pathNot: `${renderer}/features/$1/` },
    },
    {
      name: 'ui-below-features',
      severity: 'error',
      from: { path: `${renderer}/(ui|api|state)/` },
      to: { path: `${renderer}/(features|app)/` },
    },
    {
      name: 'features-below-app',
      severity: 'error',
      from: { path: `${renderer}/features/` },
      to: { path: `${renderer}/app/` },
    },
    {
      name: 'ui-knows-no-news',
      severity: 'error',
      from: { path: `${renderer}/ui/` },
      to: { path: ['^src/shared/', `${renderer}/(api|state)/`] },
    },
    onlyIn(
      'electron-only-in-shell',
      '^src/(main/(shell/|index)|preload/)',
      '^(node_modules/)?electron',
    ),
    onlyIn('sqlite-only-in-store', '^src/main/store/', 'better-sqlite3'),
    onlyIn(
      'parsers-only-in-parser',
      '^src/main/parser/',
      '(^|/)(rss-parser|sanitize-html|htmlparser2|iconv-lite|entities|linkedom|@mozilla/readability)(/|$)',
    ),
    onlyIn('http-only-in-fetch', '^src/main/fetch/', '(^|/)undici|^(node:)?https?$'),
    {
      name: 'no-node-in-pure-code',
      severity: 'error',
      from: { path: '^src/(shared|main/core|renderer)/' },
      to: { dependencyTypes: ['core'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.node.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types', 'browser'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.css', '.woff2'],
    },
  },
};
