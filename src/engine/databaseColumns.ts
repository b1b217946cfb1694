import type { Relation } from '../model/table';
import type { DatabaseColumn } from './engine';

/** The columns of one table or view. */
export function columnsOf({ schema, name }: Relation, all: readonly DatabaseColumn[]): readonly DatabaseColumn[] {
  return all.filter((one) => one.table === name && (schema === null ? one.visible : one.schema === schema));
}
