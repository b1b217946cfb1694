import eslint from '@eslint/js';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/**
 * Imports run one way (docs/decisions/0002-import-direction.md). Each folder may import the folders
 * before it. `graphql/` and `cli/` do not import each other. Only `server/` and `cli/` import the
 * loaders (`registry/` and `dashboards/`), and only `server/` imports the tables (`database/`).
 */
const ORDER = ['model', 'policy', 'query', 'plan', 'sql', 'engine', 'answer'];
const DOORS = ['graphql', 'cli'];
const LOADER = 'registry';
const DASHBOARDS = 'dashboards';
const PROPOSAL = 'proposal';
const ABOVE = [...DOORS, LOADER, DASHBOARDS, PROPOSAL, 'database', 'server'];
const zone = (target, from, message) => ({
  target: `./src/${target}`,
  from: from.map((one) => `./src/${one}`),
  message,
});
const zones = [
  zone('errors.ts', ['steps.ts', 'time', ...ORDER, ...ABOVE], 'The base imports nothing else.'),
  zone('steps.ts', ['errors.ts', 'time', ...ORDER, ...ABOVE], 'The base imports nothing else.'),
  zone('time', ['errors.ts', 'steps.ts', ...ORDER, ...ABOVE], 'The base imports nothing else.'),
  ...ORDER.map((folder, index) => zone(folder, [...ORDER.slice(index + 1), ...ABOVE], `${folder}/ comes before it.`)),
  zone(
    'graphql',
    ['cli', LOADER, DASHBOARDS, PROPOSAL, 'database', 'server'],
    'graphql/ imports neither the loaders nor other doors.',
  ),
  zone('cli', ['graphql', PROPOSAL, 'database', 'server'], 'Doors import neither each other nor the server.'),
  zone(
    LOADER,
    [...ORDER.filter((one) => one !== 'model'), ...DOORS, DASHBOARDS, PROPOSAL, 'database', 'server'],
    'The loader imports model/ and the base.',
  ),
  zone(
    DASHBOARDS,
    [...ORDER.slice(ORDER.indexOf('plan')), ...DOORS, PROPOSAL, 'database', 'server'],
    'The loader of dashboards imports the loader, query/ and what comes before it.',
  ),
  zone(
    PROPOSAL,
    [...ORDER.filter((one) => one !== 'model' && one !== 'engine'), ...DOORS, DASHBOARDS, 'database', 'server'],
    'A proposal imports model/, the loader and what an engine finds.',
  ),
  zone(
    'database',
    [...ORDER, ...DOORS, LOADER, DASHBOARDS, PROPOSAL, 'server'],
    'Tables and demo data know nothing of metrics.',
  ),
  zone(
    'graphql/typeGraphql',
    ['graphql/types', 'graphql/resolvers', 'graphql/validation'].map((one) => one),
    'The adapter is at the bottom of graphql/.',
  ),
];

export default tseslint.config(
  { ignores: ['node_modules', '.data', 'coverage', 'dist', 'console/questions/documents.ts'] },
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
    // A union has no `default`: a new member must fail to compile in each layer that knows it.
    files: ['src/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        {
          considerDefaultExhaustiveForUnions: false,
          allowDefaultCaseForExhaustiveSwitch: false,
          requireDefaultForNonUnion: false,
        },
      ],
    },
  },
  {
    // Code has prettier's 120 columns. Comments are prose.
    files: ['**/*.{ts,tsx,js,cjs,mjs}'],
    ignores: ['examples/client/generated.ts'],
    rules: { 'max-len': ['error', { code: 10_000, comments: 100, ignoreUrls: true }] },
  },
  {
    // src/ runs for users, who install no development dependencies. The page's compiler runs in a
    // clone, and before packing.
    files: ['src/**'],
    ignores: ['src/server/console/compile.ts', 'src/server/docs/compile/**'],
    rules: { 'import-x/no-extraneous-dependencies': ['error', { devDependencies: false }] },
  },
  {
    // Files that run together keep no snapshots of their own (test/README.md).
    files: ['test/**/*.test.ts'],
    ignores: ['**/*.alone.*'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          property: 'toMatchSnapshot',
          message: 'Only a test that runs alone keeps snapshots: name it x.alone.test.ts.',
        },
      ],
    },
  },
  {
    files: ['**/*.{js,cjs,mjs}'],
    languageOptions: {
      globals: { process: 'readonly', require: 'readonly', module: 'writable', __dirname: 'readonly' },
    },
    rules: { '@typescript-eslint/no-require-imports': 'off', 'no-undef': 'off' },
  },
);
