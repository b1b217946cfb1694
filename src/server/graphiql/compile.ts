import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { licencesOf } from './licences';

/**
 * The workers in which the editor parses GraphQL and JSON. page/workers.ts starts them by these
 * names.
 */
const WORKERS = {
  'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
  'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
  'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
};

/** Bundles the scripts and styles of the page. It takes a few seconds, in other processes. */
export async function compile(page: string): Promise<Map<string, Buffer>> {
  const { build, stop } = await import('esbuild');
  try {
    const root = path.dirname(page);
    const { outputFiles, metafile } = await build({
      entryPoints: { main: path.join(page, 'main.tsx'), ...WORKERS },
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
      loader: { '.ttf': 'file' },
      legalComments: 'linked',
      metafile: true,
      logLevel: 'silent',
    });
    const files = new Map(outputFiles.map((file) => [path.basename(file.path), Buffer.from(file.contents)]));
    // `main.css` has all styles. No page loads the style sheets of the parts.
    for (const name of files.keys()) if (name.endsWith('.css') && name !== 'main.css') files.delete(name);
    files.set('icon.svg', await readFile(path.join(page, 'icon.svg')));
    files.set('licences.txt', Buffer.from(await licencesOf(root, Object.keys(metafile.inputs))));
    return withoutFonts(files, 'main.css');
  } finally {
    await stop();
  }
}

/**
 * Moves the fonts of a style sheet into files beside it. So the policy of the page need not allow
 * `data:`, and a browser loads only the fonts that it uses.
 */
function withoutFonts(files: Map<string, Buffer>, sheet: string): Map<string, Buffer> {
  const css = files.get(sheet)!.toString();
  const embedded = /url\((["']?)data:font\/([a-z0-9]+);base64,([^)"']+)\1\)/g;
  const rewritten = css.replace(embedded, (_all, _quote, kind: string, text: string) => {
    const content = Buffer.from(text, 'base64');
    const name = `${createHash('sha256').update(content).digest('hex').slice(0, 12)}.${kind}`;
    files.set(name, content);
    return `url(./${name})`;
  });
  return files.set(sheet, Buffer.from(rewritten));
}
