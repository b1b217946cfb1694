import type { Dialect } from '../dialect';
import { postgresPrimitives } from './primitives';
import { postgresSyntax } from './syntax';

/** PostgreSQL 12 and later, also the embedded one. Its readings are those of `readings/`. */
export const postgresDialect: Dialect = {
  // PostgreSQL cuts longer names off without an error.
  capabilities: { longestName: 63, indexScan: true },
  syntax: postgresSyntax,
  primitives: postgresPrimitives,
  readings: {},
  shapes: {},
};
