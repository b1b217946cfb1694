import type { Grain } from '../../time/grain';
import { choice } from './conditionWords';
import type { Measure, Movement, Statistic, Window } from '../registry';

/** What a measure of that native grain takes from its rows, in plain English; its filters are told apart. */
export function measureWords(measure: Measure, grain: Grain): string {
  const { table } = measure;
  switch (measure.kind) {
    case 'count':
      return `rows of ${table} by ${measure.at}${before(measure.lag, grain)}`;
    case 'sum':
      return `${amount(measure)} of ${table} by ${measure.at}${before(measure.lag, grain)}`;
    case 'distinct':
      return `${amount(measure)} of ${table} by ${measure.at}`;
    case 'first':
      return `${amount(measure)} of ${table}, each at its first row ever by ${measure.at}`;
    case 'rolling':
      return `${amount(measure)} of ${table} by ${measure.at} ${within(measure.window, grain)}`;
    case 'statistic': {
      const values = measure.per === null ? '' : `, added up for each ${measure.per} and ${grain},`;
      return `${statistic(measure)} of ${scaled(measure)}${values} of ${table} by ${measure.at}`;
    }
    case 'snapshot': {
      const { moment, from, until } = measure;
      return `${amount(measure)} of ${table} active at the ${moment} of the ${grain}, from ${from} until ${until}`;
    }
    case 'movement': {
      const { from, until } = measure;
      return `${moved(measure)} between the open and the close of the bucket, active from ${from} until ${until}`;
    }
    case 'return': {
      const tables = choice(measure.within.map((there) => there.table));
      const cohort = `${amount(measure)} of ${table} by ${measure.at}${before(measure.lag, grain)}`;
      return `${cohort}, that have a row of ${tables} in the ${grain} itself`;
    }
  }
}

/** What is counted or added up; of kinds that know nothing of one of these, without it. */
interface MeasuredAmount {
  readonly entity?: string | null;
  readonly column?: string | null;
  readonly factor?: string;
}

function amount({ entity = null, column = null, factor = '1' }: MeasuredAmount): string {
  if (entity !== null) return `distinct ${entity}`;
  return column === null ? 'rows' : `sum of ${scaled({ column, factor })}`;
}

function scaled({ column, factor }: { readonly column: string; readonly factor: string }): string {
  return factor === '1' ? column : `${column} × ${factor}`;
}

function within(window: Window, grain: Grain): string {
  if (window.kind === 'last') return `in the ${units(window.last, window.unit)} ending with the ${grain}`;
  return window.unit === 'beginning' ? 'since the beginning' : `since the start of the ${window.unit}`;
}

function statistic({ fn, fraction }: Statistic): string {
  if (fn === 'percentile') return fraction === '0.5' ? 'median' : `percentile ${fraction}`;
  return { avg: 'mean', min: 'minimum', max: 'maximum' }[fn];
}

const AMOUNTS: Record<Movement['movement'], string> = {
  new: 'what is new in',
  reactivated: 'what is back in',
  expansion: 'what is added to',
  contraction: 'what is taken off',
  churned: 'what is gone from',
  net: 'net change of',
};
const ENTITIES: Record<Exclude<Movement['movement'], 'net'>, string> = {
  new: 'are new',
  reactivated: 'are back',
  expansion: 'have more rows',
  contraction: 'have fewer rows',
  churned: 'are gone',
};

function moved(measure: Movement): string {
  const { movement, counts, entity, table } = measure;
  if (counts === 'amounts') {
    return `${AMOUNTS[movement]} the ${amount({ ...measure, entity: null })} of ${table} by ${entity},`;
  }
  if (movement === 'net') return `net change of the distinct ${entity} of ${table}`;
  return `distinct ${entity} of ${table} that ${ENTITIES[movement]}`;
}

function before(lag: number, grain: Grain): string {
  return lag === 0 ? '' : `, ${units(lag, grain)} before`;
}

function units(count: number, unit: Grain): string {
  return count === 1 ? `1 ${unit}` : `${count} ${unit}s`;
}
