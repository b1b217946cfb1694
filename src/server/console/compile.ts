import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Metafile, Plugin } from 'esbuild';
import { compressed } from './compress';
import type { Needs } from './html';
import { licencesOf } from './licences';

/**
 * The workers in which the editor parses GraphQL and JSON. console/graphiql/workers.ts starts them
 * by these names.
 */
const WORKERS = {
  'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
  'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
  'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
};

/** The style sheets of the documents. Each includes those of its parts. */
const SHEETS = ['console.css', 'graphiql.css', 'docs.css'] as const;

/** Bundles the scripts and styles of the pages. It takes a few seconds, in other processes. */
export async function compile(sources: string): Promise<Map<string, Buffer>> {
  const { build, stop } = await import('esbuild');
  try {
    const root = path.dirname(sources);
    const { outputFiles, metafile } = await build({
      entryPoints: {
        console: path.join(sources, 'main.tsx'),
        first: path.join(sources, 'first.ts'),
        graphiql: path.join(sources, 'graphiql/main.tsx'),
        docs: path.join(sources, 'docs/main.ts'),
        ...WORKERS,
      },
      absWorkingDir: root,
      outdir: '/',
      write: false,
      bundle: true,
      minify: true,
      splitting: true,
      format: 'esm',
      target: 'es2022',
      jsx: 'automatic',
      charset: 'utf8',
      define: { 'process.env.NODE_ENV': '"production"' },
      loader: { '.ttf': 'file', '.woff2': 'file' },
      legalComments: 'linked',
      plugins: [ownLanguages],
      metafile: true,
      logLevel: 'silent',
    });
    const files = new Map(outputFiles.map((file) => [path.basename(file.path), Buffer.from(file.contents)]));
    for (const name of files.keys()) if (name.endsWith('.css') && !isSheet(name)) files.delete(name);
    files.set('icon.svg', await readFile(path.join(sources, 'icon.svg')));
    files.set('needs.json', Buffer.from(JSON.stringify(needsOf(metafile))));
    files.set('documents.json', Buffer.from(JSON.stringify(await documentsOf(sources))));
    files.set('licences.txt', Buffer.from(await licencesOf(root, Object.keys(metafile.inputs))));
    for (const sheet of SHEETS) withoutFonts(files, sheet);
    return await compressed(files);
  } finally {
    await stop();
  }
}

/** The locales of App.tsx. */
const SPOKEN: ReadonlySet<string> = new Set(['en-US', 'zh-CN']);

/**
 * Leaves out the words of react-aria in languages that the pages do not speak.
 */
const ownLanguages: Plugin = {
  name: 'own-languages',
  setup({ onLoad }) {
    onLoad({ filter: /react-aria[^/]*\/dist\/(private\/)?intl\/.*\/[a-z]{2}-[A-Z]{2}\.m?js$/ }, ({ path: file }) =>
      SPOKEN.has(path.parse(file).name) ? undefined : { contents: 'export default {}' },
    );
  },
};

/**
 * The files that each document needs before it can show anything, so that a browser loads them all
 * at once: the scripts that its script imports, and the font.
 */
function needsOf({ outputs }: Metafile): Needs {
  const byName = new Map(Object.entries(outputs).map(([name, output]) => [path.basename(name), output]));
  const add = (name: string, found: Set<string>): Set<string> => {
    if (found.has(name)) return found;
    found.add(name);
    const imports = byName.get(name)!.imports.filter(({ kind }) => kind === 'import-statement');
    return imports.reduce((all, { path: next }) => add(path.basename(next), all), found);
  };
  const font = [...byName.keys()].filter((name) => /^inter-latin-wght.*\.woff2$/.test(name));
  const console = add('console.js', add('first.js', new Set()));
  const docs = add('docs.js', new Set());
  return { console: [...console, ...font], graphiql: [...add('graphiql.js', new Set())], docs: [...docs, ...font] };
}

/** The texts of the documents that the console sends. */
async function documentsOf(sources: string): Promise<string[]> {
  const module = (await import(path.join(sources, 'questions/documents.ts'))) as Record<string, unknown>;
  return Object.entries(module)
    .filter(([name]) => name.endsWith('Document'))
    .map(([, document]) => String(document));
}

function isSheet(name: string): boolean {
  return (SHEETS as readonly string[]).includes(name);
}

/**
 * Moves the fonts of a style sheet into files beside it. So the policy of the page need not allow
 * `data:`, and a browser loads only the fonts that it uses.
 */
function withoutFonts(files: Map<string, Buffer>, sheet: string): void {
  const css = files.get(sheet)!.toString();
  const embedded = /url\((["']?)data:font\/([a-z0-9]+);base64,([^)"']+)\1\)/g;
  const rewritten = css.replace(embedded, (_all, _quote, kind: string, text: string) => {
    const content = Buffer.from(text, 'base64');
    const name = `${createHash('sha256').update(content).digest('hex').slice(0, 12)}.${kind}`;
    files.set(name, content);
    return `url(./${name})`;
  });
  files.set(sheet, Buffer.from(rewritten));
}
