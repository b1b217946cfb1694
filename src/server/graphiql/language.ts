import type { Language } from '../../graphql/examples';

/** The language of a page: the one that was chosen, or else the one its reader likes best of those there are; null: none of them. */
export function languageOf(chosen: string | undefined, accepted: string | undefined): Language | null {
  if (chosen === 'en' || chosen === 'zh') return chosen;
  const liked = (accepted ?? '').split(',').map((one) => {
    const [tag, ...parameters] = one.trim().toLowerCase().split(';');
    const q = parameters
      .map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1])
      .find((found) => found !== undefined);
    return { language: tag!.split('-')[0], q: q === undefined ? 1 : Number(q) };
  });
  // Sorting is stable: of two that are liked as well, the first stays before the second.
  const [best] = liked
    .filter(({ language, q }) => (language === 'en' || language === 'zh') && q > 0)
    .sort((a, b) => b.q - a.q);
  return (best?.language as Language | undefined) ?? null;
}
