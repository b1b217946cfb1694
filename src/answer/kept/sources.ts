import type { Registry } from '../../model/registry';
import type { Statement } from '../../sql/statement';

/** Whether a statement has the text of a select by the registry's author, who may call functions. */
export function readsSql({ tables }: Registry, { text }: Statement): boolean {
  return [...tables.values()].some(({ source }) => source.kind === 'sql' && text.includes(source.text));
}
