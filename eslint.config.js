import jsxA11y from 'eslint-plugin-jsx-a11y';
import noUnsanitized from 'eslint-plugin-no-unsanitized';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** @param {string[]} names */
const restricted = (...names) =>
  names.map((name) => ({ name, message: 'Not on this floor; see ARCHITECTURE.md.' }));

export default tseslint.config(
  { ignores: ['out/', 'node_modules/', 'test-results/', 'resources/'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: [
          './tsconfig.pure.json',
          './tsconfig.node.json',
          './tsconfig.web.json',
          './tsconfig.tests.json',
          './tsconfig.tools.json',
        ],
      },
    },
    plugins: { 'no-unsanitized': noUnsanitized },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // `_name` says that a value is left out on purpose.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { varsIgnorePattern: '^_', argsIgnorePattern: '^_' },
      ],
      'no-unsanitized/method': 'error',
      'no-unsanitized/property': 'error',
      'max-lines': ['error', 400],
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
        {
          selector: "CallExpression[callee.property.name='sendSync']",
          message: 'It freezes the window.',
        },
        {
          selector: "CallExpression[callee.property.name='removeAllListeners']",
          message: 'End your own subscription only.',
        },
      ],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-globals': ['error', ...restricted('fetch', 'XMLHttpRequest', 'WebSocket')],
    },
  },
  {
    files: ['src/shared/**', 'src/main/core/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...restricted(
          'fetch',
          'process',
          'window',
          'document',
          'Buffer',
          'setTimeout',
          'setInterval',
        ),
      ],
    },
  },
  {
    files: ['src/renderer/**/*.{ts,tsx}'],
    extends: [jsxA11y.flatConfigs.strict, reactHooks.configs.flat['recommended-latest']],
  },
  {
    files: ['*.config.ts', '**/*.d.ts', 'tests/**'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['tests/**'],
    rules: {
      // Test doubles and introspection of other people's objects need a few liberties.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: { sourceType: 'module' },
    rules: { 'max-lines': ['error', 400] },
  },
);
