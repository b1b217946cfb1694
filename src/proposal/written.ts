import { isMap, isPair, isScalar, isSeq, visit, type Document } from 'yaml';

/**
 * A document as a file: a blank line between the declarations of a section, lists of names in one
 * line, and the schema for the editor, which is beside the directory of the file.
 */
export function written(document: Document, schema: 'model' | 'dashboard'): string {
  visit(document, {
    Seq: (_key, seq) => {
      if (seq.items.every((item) => isScalar(item))) seq.flow = true;
    },
    Map: (_key, map, path) => {
      const holder = path.at(-1);
      // The items of a list: tiles.
      if (isSeq(holder) && map.items.every(({ value }) => isScalar(value) || isNames(value))) map.flow = true;
      if (!isPair(holder)) return;
      if (isScalar(holder.key) && holder.key.value === 'numerator') map.flow = true;
      if (path.length !== 3) return;
      for (const { key } of map.items.slice(1)) if (isScalar(key)) key.spaceBefore = isMap(map.items[0]!.value);
    },
  });
  const text = document.toString({ lineWidth: 110, flowCollectionPadding: true });
  return `# yaml-language-server: $schema=../${schema}.schema.json\n${text}`;
}

function isNames(value: unknown): boolean {
  return isSeq(value) && value.items.every((item) => isScalar(item));
}
