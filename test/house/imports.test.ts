import ts from 'typescript';
import { importsOf, parsed, sourceFiles } from './source';

/** Files that import each other in a circle, be it only for types; null if there is no circle. */
function findCircle(): readonly string[] | null {
  const finished = new Set<string>();
  const visit = (file: string, way: readonly string[]): readonly string[] | null => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (finished.has(file)) return null;
    for (const imported of importsOf(file)) {
      const circle = visit(imported, [...way, file]);
      if (circle !== null) return circle;
    }
    finished.add(file);
    return null;
  };
  for (const file of sourceFiles) {
    const circle = visit(file, []);
    if (circle !== null) return circle;
  }
  return null;
}

test('no files import each other in a circle, types included', () => {
  expect(findCircle()).toBeNull();
});

test('every file imports something or is imported', () => {
  const imported = new Set(sourceFiles.flatMap(importsOf));
  // The first is what bin/ starts. The other two are started by path: a thread and a compiler.
  const started = ['src/server/main.ts', 'src/engine/embedded/worker.ts', 'src/server/console/compile.ts'];
  expect(sourceFiles.filter((file) => !imported.has(file) && !started.includes(file))).toEqual([]);
});

test('no two exported types have one name', () => {
  const files = new Map<string, string[]>();
  for (const file of sourceFiles) {
    for (const node of parsed(file).statements) {
      if (!ts.isInterfaceDeclaration(node) && !ts.isTypeAliasDeclaration(node) && !ts.isClassDeclaration(node))
        continue;
      const isExported = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
      if (!isExported || node.name === undefined) continue;
      const { text } = node.name;
      files.set(text, [...(files.get(text) ?? []), file]);
    }
  }
  expect([...files].filter(([, where]) => where.length > 1)).toEqual([]);
});
