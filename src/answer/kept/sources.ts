import type { Registry } from '../../model/registry';
import type { Statement } from '../../sql/statement';

/** Whether a statement has the text of a select in the registry, which may call any function. */
export function readsSql({ tables }: Registry, { text }: Statement): boolean {
  return [...tables.values()].some(({ source }) => source.kind === 'sql' && text.includes(source.text));
}
