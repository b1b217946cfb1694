import type { Locale } from '../../time/locale';
import type { Metric, Registry } from '../registry';
import { languageOf, textIn } from './language';
import { valueLabel } from './valueLabel';
import { PHRASES } from './phrases';
import type { Phrases } from './phrases/phrases';

/** How a definition is written for one reader. */
export interface DefinitionWording {
  readonly phrases: Phrases;
  /** The name of a metric in a formula. */
  metric(key: string): string;
  /** The name of a dimension in a condition. */
  dimension(key: string): string;
  /** A value of a dimension in a condition. */
  value(dimension: string, value: string): string;
}

type Names = Pick<Registry, 'metrics' | 'dimensions'>;

/** Replaces the name of a metric or dimension that the caller may not see. */
const HIDDEN_NAME = '…';

/**
 * The wording for a reader's locale: in its language, with the labels of metrics, dimensions and
 * values. Without a locale: in English, with their keys.
 */
export function wordingFor({ metrics, dimensions }: Names, locale: Locale | null): DefinitionWording {
  const named = (
    among: ReadonlyMap<string, Pick<Metric, 'key' | 'label'>>,
    key: string,
    write: (label: string) => string,
  ): string => {
    const found = among.get(key);
    if (found === undefined) return HIDDEN_NAME;
    return locale === null ? key : write(textIn(found.label, locale));
  };
  return {
    phrases: PHRASES[locale === null ? 'en' : languageOf(locale)],
    metric: (key) => named(metrics, key, operand),
    dimension: (key) => named(dimensions, key, (label) => label),
    value: (dimension, value) => {
      const known = dimensions.get(dimension);
      return quotedValue(locale === null || known === undefined ? value : valueLabel(known, value, locale));
    },
  };
}

/** The wording of conditions on columns, in English. These have no names of the registry. */
export const COLUMNS_IN_ENGLISH = wordingFor({ metrics: new Map(), dimensions: new Map() }, null);

/** A label among operators: in quotation marks, if it could be taken for several operands. */
function operand(label: string): string {
  return /^[\p{L}\p{M}\p{N}_. ]+$/u.test(label) ? label : `“${label}”`;
}

/** In quotes, if the words around it could be taken as part of it. */
export function quotedValue(text: string): string {
  return /^[\p{L}\p{N}_.-]+$/u.test(text) && text !== 'null' ? text : JSON.stringify(text);
}
