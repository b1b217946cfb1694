import { writeMoment } from '../time/asOf';
import { parameter, type Sql } from './fragment';

/** An instant as a parameter. */
export function instant(at: number): Sql {
  return parameter(writeMoment(at), 'instant');
}

/** Instants as one array parameter. */
export function instants(all: readonly number[]): Sql {
  return parameter(all.map(writeMoment), 'instant[]');
}
