import { forItself } from '../../engine/asker';
import type { EngineRow } from '../../engine/engine';
import type { KeptNumber } from '../../plan/plan';
import { planCells, type WantedCells } from '../../plan/kept/planCells';
import type { KeptFrame } from '../../plan/kept/settling';
import { compile } from '../../sql/compile';
import { keptCellsSql } from '../../sql/keptSql';
import { canonical } from '../canonical';
import type { Gateway } from '../gateway';

/** By wanted reading and sample: its numbers. */
type Computed = readonly (readonly (readonly KeptNumber[])[])[];

/**
 * Computes the numbers of samples by group, by one statement. Null: it has more rows than
 * `maxRows`. Errors: those of the engine.
 */
export async function computeCells(
  { registry, indexes, engine }: Gateway,
  frame: KeptFrame,
  wanted: readonly WantedCells[],
  { now, maxRows }: { readonly now: number; readonly maxRows: number },
): Promise<Computed | null> {
  const { dialect } = engine;
  const plan = planCells(registry, { indexes, capabilities: dialect.capabilities }, { ...frame, asOf: now }, wanted);
  const statement = compile(keptCellsSql(registry, plan, dialect, maxRows + 1), dialect);
  const rows = await engine.run(statement, forItself(registry.limits.timeoutMs));
  if (rows.length > maxRows) return null;
  const computed = wanted.map(({ samples }) => samples.map((): KeptNumber[] => []));
  for (const row of rows) addRow(computed, row, frame.groupBy.length);
  return computed;
}

function addRow(computed: readonly (readonly KeptNumber[][])[], row: EngineRow, keyCount: number): void {
  const slot = Number(row[0]);
  const keys = row.slice(1, 1 + keyCount);
  computed.forEach((samples, index) => {
    const [value, contributed] = row.slice(1 + keyCount + 2 * index);
    // To this reading no row of the group contributes.
    if (contributed === null || contributed === undefined || !(Number(contributed) > 0)) return;
    // How many rows there are depends on the other readings of the statement. Whether there are any
    // does not.
    samples[slot - 1]!.push({ keys, value: canonical(value!), contributed: '1' });
  });
}
