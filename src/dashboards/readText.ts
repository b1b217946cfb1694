import type { Registry } from '../model/registry';
import type { Text } from '../model/text';
import type { TextGrammar } from '../registry/grammar/words';
import type { ProblemList } from '../registry/problems';
import { checkText, finishText } from '../registry/rules/texts';
import type { Spot } from '../registry/yaml/spot';

/** Reads a title or a description in the registry's locales; null if there is none. */
export function readText(
  spot: Spot,
  written: TextGrammar | undefined,
  { locales }: Registry,
  problems: ProblemList,
): Text | null {
  if (written === undefined) return null;
  checkText(spot, { all: locales, areListed: true }, problems);
  return finishText(written, locales);
}
