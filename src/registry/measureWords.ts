import type { Grain } from '../time/grain';
import { choice } from './conditionWords';
import type { Measure } from './registry';

/** What a measure of that native grain takes from its rows, in plain English; its filters are told apart. */
export function measureWords(measure: Measure, grain: Grain): string {
  switch (measure.kind) {
    case 'count':
      return `rows of ${measure.table} by ${measure.at}${before(measure.lag, grain)}`;
    case 'sum':
      return `${sum(measure.column, measure.factor)} of ${measure.table} by ${measure.at}${before(measure.lag, grain)}`;
    case 'distinct':
      return `distinct ${measure.entity} of ${measure.table} by ${measure.at}`;
    case 'first':
      return `distinct ${measure.entity} of ${measure.table}, each at its first row ever by ${measure.at}`;
    case 'rolling': {
      const { last, unit } = measure.window;
      return `distinct ${measure.entity} of ${measure.table} by ${measure.at} in the ${units(last, unit)} ending with the ${grain}`;
    }
    case 'snapshot': {
      const what = measure.column === null ? 'rows' : sum(measure.column, measure.factor);
      return `${what} of ${measure.table} active at the close of the ${grain}, from ${measure.from} until ${measure.until}`;
    }
    case 'return': {
      const tables = choice(measure.within.map((there) => there.table));
      const cohort = `distinct ${measure.entity} of ${measure.table} by ${measure.at}${before(measure.lag, grain)}`;
      return `${cohort}, that have a row of ${tables} in the ${grain} itself`;
    }
  }
}

function sum(column: string, factor: string): string {
  return factor === '1' ? `sum of ${column}` : `sum of ${column} × ${factor}`;
}

function before(lag: number, grain: Grain): string {
  return lag === 0 ? '' : `, ${units(lag, grain)} before`;
}

function units(count: number, unit: Grain): string {
  return count === 1 ? `1 ${unit}` : `${count} ${unit}s`;
}
