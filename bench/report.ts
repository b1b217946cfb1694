import { availableParallelism } from 'node:os';
import type { Gateway } from '../src/answer/gateway';
import type { DemoCounts } from '../src/database/demo/load';
import { run, type Comparison } from './experiments';

const SETTINGS = [
  'shared_buffers',
  'work_mem',
  'hash_mem_multiplier',
  'random_page_cost',
  'max_parallel_workers_per_gather',
  'jit',
];

/** Describes the machine and the data, as far as they affect the ratios. */
export async function header(gateway: Gateway, counts: DemoCounts): Promise<string> {
  const [[version]] = (await run(gateway, { text: `select current_setting('server_version')`, parameters: [] })) as [
    [string],
  ];
  const settings = await run(gateway, {
    text: 'select s.name, current_setting(s.name) from unnest($1::text[]) with ordinality as s (name, n) order by s.n',
    parameters: [SETTINGS],
  });
  return [
    '# The last benchmark',
    '',
    'Written by `npm run bench`. Milliseconds depend on the machine, ratios hardly do.',
    '',
    `- PostgreSQL ${version}, Node ${process.versions.node}, ${availableParallelism()} cores`,
    `- ${settings.map(([name, value]) => `${name} = ${value}`).join(', ')}; all else as PostgreSQL has it`,
    '- the hand-written SQL runs on the gateway’s own connection, and so with the same settings',
    `- ${Object.entries(counts)
      .map(([table, rows]) => `${table}: ${rows.toLocaleString('en')}`)
      .join(', ')} rows`,
    '- medians of at least 5 rounds in which both take their turn, after one to warm up (a range join is run once); all numbers were compared and are equal',
    '',
  ].join('\n');
}

/**
 * Returns a table of comparisons under a heading. `reaches` is true if a ratio (gateway to other)
 * meets the target.
 */
export function table(
  title: string,
  other: string,
  target: string,
  comparisons: readonly Comparison[],
  reaches: (ratio: number) => boolean,
): string {
  const rows = comparisons.map(({ name, gateway, other, overhead }) => {
    const ratio = gateway / other;
    const written = target.endsWith('faster') ? `${(1 / ratio).toFixed(1)} × faster` : ratio.toFixed(2);
    return [name, ms(gateway), ms(overhead), ms(other), written, target, reaches(ratio) ? 'reached' : 'missed'];
  });
  return `## ${title}\n\n${markdown([['', 'gateway ms', 'its overhead ms', `${other} ms`, 'ratio', 'target', ''], ...rows])}\n`;
}

function ms(value: number): string {
  return value < 100 ? value.toFixed(1) : value.toFixed(0);
}

/** Pads each column to its widest cell, as prettier does. */
export function markdown(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(3, ...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`);
  return [lines[0], `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...lines.slice(1)].join('\n');
}
