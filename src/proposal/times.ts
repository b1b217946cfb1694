import { COLUMN_TYPE_FACTS } from '../model/columnTypes';
import type { SurveyedTable } from '../engine/survey';
import type { ProposedColumn } from './proposal';

/** Names of the instant at which a row came about. */
const BEGINS =
  /(^|_)(created?|inserted|occurred|happened|logged|regist(ered|ration)|joined|sign(ed)?_?up|ordered|paid|sold|placed|purchased?|booked|sent|posted|visited|start(ed)?|began|recorded|received|issued|opened)(_|$)/i;
const IS_TIME = /^(ts|time|timestamp|date|day|datetime|at|event_?(time|date|at))$/i;
/** Names of later instants of a row, or of other things. */
const LATER =
  /(^|_)(updat|modif|chang|delet|remov|expir|end(ed|s|_|$)|due|until|valid|cancel|return|clos|birth|sync|refresh|archiv|last|next|finish|complet|confirm|ship|requir|deadline|login)/i;

/** Least share of rows with a value. */
const LEAST_FILLED = 0.5;

/** The key of the column that most likely dates a row; null: none does. */
export function guessTime({ name: table, sample }: SurveyedTable, columns: readonly ProposedColumn[]): string | null {
  const scored = columns
    .filter(({ type }) => COLUMN_TYPE_FACTS[type].uses.includes('time'))
    .filter(({ name }) => sample.rows === 0 || (sample.columns.get(name)?.filled ?? 0) >= LEAST_FILLED)
    .map((column) => ({ key: column.key, score: scoreOf(column, table) }))
    .filter(({ score }) => score > 0);
  const best = Math.max(...scored.map(({ score }) => score));
  return scored.find(({ score }) => score === best)?.key ?? null;
}

function scoreOf({ name, type }: ProposedColumn, table: string): number {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  const own = table.toLowerCase().replace(/s$/, '');
  const isOwn = words.startsWith(`${own}_`) && !LATER.test(words.slice(own.length));
  const base = isOwn
    ? 4
    : BEGINS.test(words) && !LATER.test(words)
      ? 3
      : IS_TIME.test(words)
        ? 3
        : LATER.test(words)
          ? 0
          : 1;
  // Of two that are as likely, the exact one.
  return base === 0 ? 0 : base + (COLUMN_TYPE_FACTS[type].time === 'date' ? 0 : 0.5);
}
