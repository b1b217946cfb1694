import { useValueLabels } from '../../../questions/useValueLabels';
import { useLanguage } from '../../../words/words';
import type { Facts } from '../state/facts';
import { isTextual } from '../state/filterText';
import type { Filter } from '../state/state';

/** So many values of a filter are written out. */
const MAX_SHOWN = 3;

/** Returns a filter in words, with the names of its values. */
export function useFilterText({ dimensions }: Facts, { dimension, operator, values }: Filter): string {
  const { words, language } = useLanguage();
  const { filter: own, more } = words.explore;
  const shown = values.slice(0, MAX_SHOWN);
  const labels = useValueLabels(dimension, isTextual(operator) ? [] : shown.filter((value) => value !== null));
  const names = shown.map((value) => (value === null ? own.missing : (labels.get(value) ?? value)));
  const list = new Intl.ListFormat(language, { type: 'disjunction' }).format(names);
  const hidden = values.length - shown.length;
  const text = hidden > 0 ? more(names.join(', '), hidden) : isTextual(operator) ? `“${list}”` : list;
  return own.text(dimensions.get(dimension)?.label ?? dimension, own.operators[operator], text);
}
