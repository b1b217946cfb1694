import type { Column } from '../../src/model/table';
import { RegistryProblems } from '../../src/registry/problems';
import { loadRegistryText } from './registryText';

/** A table with some computed columns, or the problems with them, from their columns on. */
export function computedOf(computed: Readonly<Record<string, string>>): {
  readonly columns: ReadonlyMap<string, Column> | null;
  readonly problems: readonly string[];
} {
  const own = Object.entries(computed).map(([key, yaml]) => `      ${key}: ${yaml}`);
  const text = `
timeZone: UTC
groups: { all: { label: All } }
metrics: { customers: { label: Customers, group: all, numerator: { count: customer }, grain: day } }
dimensions: { channel: { label: Channel, column: channel, of: customer } }
tables:
  customer:
    primaryKey: id
    time: joined_at
    columns:
      id: bigint
      channel: text
      joined_at: timestamptz
      age: integer
${own.join('\n')}
`;
  try {
    return { columns: loadRegistryText(text).tables.get('customer')!.columns, problems: [] };
  } catch (error) {
    if (!(error instanceof RegistryProblems)) throw error;
    const lines = error.message.split('\n');
    return {
      columns: null,
      problems: lines.map((line) => line.replace(/^.*?\.yaml:\d+(:\d+)?: tables\.customer\.columns\./, '$1: ')),
    };
  }
}
