import type { Locale } from '../../time/locale';
import { matchForm } from '../dimensionForm';
import type { Dimension } from '../registry';
import { EMPTY_TEXT_LABEL, NO_VALUE_LABEL, textIn, type OwnWords } from './language';

const TRUTHS: { readonly [T in 'true' | 'false']: OwnWords } = {
  true: { en: 'Yes', zh: '是' },
  false: { en: 'No', zh: '否' },
};

/** The label of a value of a dimension, for a reader's locale. Null is the missing value. */
export function valueLabel({ form, values }: Dimension, value: string | null, locale: Locale): string {
  if (value === null) return textIn(NO_VALUE_LABEL, locale);
  const declared = values.get(value);
  if (declared !== undefined) return textIn(declared, locale);
  if (value === '') return textIn(EMPTY_TEXT_LABEL, locale);
  return matchForm(form, {
    text: () => value,
    id: () => value,
    number: () => value,
    boolean: () => textIn(TRUTHS[value === 'true' ? 'true' : 'false'], locale),
  });
}
