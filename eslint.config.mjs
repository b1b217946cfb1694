import eslint from '@eslint/js';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/**
 * Imports run one way through the house (docs/decisions/0002-import-direction.md). Each folder may import the ones before it, the
 * two doors not each other, and `database` nobody but the base.
 */
const ORDER = ['registry', 'policy', 'query', 'plan', 'sql', 'engine', 'answer'];
const DOORS = ['graphql', 'cli'];
const zone = (target, from, message) => ({
  target: `./src/${target}`,
  from: from.map((one) => `./src/${one}`),
  message,
});
const zones = [
  zone(
    'errors.ts',
    ['steps.ts', 'time', 'database', 'server', ...ORDER, ...DOORS],
    'The base imports nothing of ours.',
  ),
  zone(
    'steps.ts',
    ['errors.ts', 'time', 'database', 'server', ...ORDER, ...DOORS],
    'The base imports nothing of ours.',
  ),
  zone(
    'time',
    ['errors.ts', 'steps.ts', 'database', 'server', ...ORDER, ...DOORS],
    'The base imports nothing of ours.',
  ),
  ...ORDER.map((folder, index) =>
    zone(folder, [...ORDER.slice(index + 1), ...DOORS, 'database', 'server'], `${folder}/ comes before it.`),
  ),
  ...DOORS.map((door) =>
    zone(
      door,
      [...DOORS.filter((other) => other !== door), 'server'],
      'Doors import neither each other nor the server.',
    ),
  ),
  zone('graphql', ['database'], 'Only server/ and cli/ know the tables we make.'),
  zone('database', ['server', ...ORDER, ...DOORS], 'Tables and demo data know nothing of metrics.'),
];

export default tseslint.config(
  { ignores: ['node_modules', '.data', 'coverage', 'dist'] },
  eslint.configs.recommended,
  tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver': { typescript: true, node: true } },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-control-regex': 'off',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 350, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // What runs for users may ask only for what is installed for users. The page's compiler runs in a clone, and before packing.
    files: ['src/**'],
    ignores: ['src/server/graphiql/compile.ts'],
    rules: { 'import-x/no-extraneous-dependencies': ['error', { devDependencies: false }] },
  },
  {
    files: ['**/*.{js,cjs,mjs}'],
    languageOptions: {
      globals: { process: 'readonly', require: 'readonly', module: 'writable', __dirname: 'readonly' },
    },
    rules: { '@typescript-eslint/no-require-imports': 'off', 'no-undef': 'off' },
  },
);
