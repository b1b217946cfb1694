import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as ts from 'typescript';
import { productModel } from '../registry/productModel';
import { ROOT } from './gatewayServer';

/**
 * The engine knows kinds, never metrics: no key of the registry is a name or a whole string in the
 * code that answers.
 */
const SOURCE = path.join(ROOT, 'src');
const keys = new Set(productModel().metrics.keys());

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter(
  // The code that makes the product's tables and demo data may name its tables and columns.
  (file) => file.endsWith('.ts') && !file.startsWith('database'),
);

test('there are keys and files to look at', () => {
  expect(keys.size).toBeGreaterThanOrEqual(13);
  expect(files.length).toBeGreaterThan(50);
});

test('no metric is named in the code', () => {
  expect(files.flatMap((file) => namesIn(file).filter(({ text }) => keys.has(text)))).toEqual([]);
});

test('the check finds a name in every form', () => {
  const code = `const revenue_mrr = 'tasks'; x.adoptions; ({ tokens_consumed: 1, 'failed_tasks': \`token_cost\` }); \`total_generations\${1}\``;
  const found = namesOf(ts.createSourceFile('x.ts', code, ts.ScriptTarget.ES2022)).map(({ text }) => text);
  expect(found.filter((text) => keys.has(text))).toEqual([
    'revenue_mrr',
    'tasks',
    'adoptions',
    'tokens_consumed',
    'failed_tasks',
    'token_cost',
    'total_generations',
  ]);
});

function namesIn(file: string): { file: string; line: number; text: string }[] {
  const text = readFileSync(path.join(SOURCE, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022);
  return namesOf(source).map(({ text, at }) => ({
    file,
    line: source.getLineAndCharacterOfPosition(at).line + 1,
    text,
  }));
}

/** Identifiers, property names and texts by their value, whatever way they are written. */
function namesOf(source: ts.SourceFile): { text: string; at: number }[] {
  const found: { text: string; at: number }[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) {
      found.push({ text: node.text, at: node.getStart(source) });
    }
    ts.forEachChild(node, look);
  };
  look(source);
  return found;
}
