import type { Dialect } from '../dialect';
import { scanStates } from './entityStates';
import { filledByOrder } from './filled';
import { clickhousePrimitives } from './primitives';
import { distinctStates, rollingStates } from './states';
import { clickhouseSyntax } from './syntax';

/** ClickHouse. Every statement runs with the settings of `settings.ts`. */
export const clickhouseDialect: Dialect = {
  capabilities: { longestName: 200, indexScan: false },
  syntax: clickhouseSyntax,
  primitives: clickhousePrimitives,
  readings: { rolling: rollingStates, distinct: distinctStates },
  shapes: { filled: filledByOrder, states: scanStates },
};
