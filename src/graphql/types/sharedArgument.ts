import { ARGUMENTS } from '../../query/arguments';

/** The declaration of an argument that fields other than tables of metrics have too. */
export function sharedArgument(name: 'groupBy' | 'where' | 'timeZone' | 'asOf', type: () => unknown) {
  const { nullable, description, ...declared } = ARGUMENTS[name];
  return { type, nullable, description, ...('defaultValue' in declared && { defaultValue: declared.defaultValue }) };
}
