import type { Language } from '../../graphql/examples';

/**
 * Returns the chosen language, or else the reader's preferred one of those available; null if there
 * is none.
 */
export function languageOf(chosen: string | undefined, accepted: string | undefined): Language | null {
  if (chosen === 'en' || chosen === 'zh') return chosen;
  const liked = (accepted ?? '').split(',').map((one) => {
    const [tag, ...parameters] = one.trim().toLowerCase().split(';');
    const q = parameters
      .map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1])
      .find((found) => found !== undefined);
    return { language: tag!.split('-')[0], q: q === undefined ? 1 : Number(q) };
  });
  // Sorting is stable: of two equally preferred languages, the first wins.
  const [best] = liked
    .filter(({ language, q }) => (language === 'en' || language === 'zh') && q > 0)
    .sort((a, b) => b.q - a.q);
  return (best?.language as Language | undefined) ?? null;
}
