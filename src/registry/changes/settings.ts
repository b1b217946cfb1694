import type { Limits, Registry } from '../../model/registry';
import { changed, inBoth, isSame, type Change, type Subject } from './change';
import { removed, without } from './keys';

const REGISTRY: Subject = { kind: 'registry', key: null };

/** The error code of a request beyond a limit. */
const CODES: Readonly<Record<Exclude<keyof Limits, 'maxAgeMs'>, string>> = {
  maxRows: 'RESULT_TOO_LARGE',
  maxBuckets: 'RANGE_TOO_LARGE',
  maxMetrics: 'TOO_MANY_METRICS',
  timeoutMs: 'QUERY_TIMEOUT',
  maxCost: 'QUERY_TOO_EXPENSIVE',
  costPerMinute: 'RATE_LIMITED',
  maxTokens: 'DOCUMENT_TOO_LARGE',
  maxAliases: 'DOCUMENT_TOO_LARGE',
  maxDirectives: 'DOCUMENT_TOO_LARGE',
  maxExportRows: 'RESULT_TOO_LARGE',
  maxExportMs: 'QUERY_TIMEOUT',
};

/** Changes of the registry as a whole: its zone, language, limits and groups. */
export function settingChanges(old: Registry, next: Registry): Change[] {
  const zone = `has days in another zone: \`timeZone\` was ${old.timeZone}, is ${next.timeZone}. This changes every number of a query that names no zone.`;
  const locale = `answers in another language if a query names none: \`locale\` was ${old.locale}, is ${next.locale}.`;
  const locales = (registry: Registry) => [...registry.locales].sort().join(', ');
  const languages = `has labels in other languages: \`locales\` were ${locales(old)}, are ${locales(next)}.`;
  const group = (key: string): Subject => ({ kind: 'group', key });
  return [
    ...(old.timeZone === next.timeZone ? [] : [changed(REGISTRY, 'meaning', zone)]),
    ...(old.locale === next.locale ? [] : [changed(REGISTRY, 'safe', locale)]),
    ...(locales(old) === locales(next) ? [] : [changed(REGISTRY, 'safe', languages)]),
    ...(Object.keys(CODES) as (keyof typeof CODES)[]).flatMap((limit) => limitChange(old.limits, next.limits, limit)),
    ...ageChange(old.limits, next.limits),
    ...without(old.groups, next.groups).map((key) =>
      removed(group(key), 'was removed: a catalog search in it fails (UNKNOWN_NAME).'),
    ),
    ...without(next.groups, old.groups).map((key): Change => ({
      ...changed(group(key), 'safe', 'is new.'),
      what: 'added',
    })),
    ...inBoth(old.groups, next.groups)
      .filter((key) => !isSame(old.groups.get(key), next.groups.get(key)))
      .map((key) => changed(group(key), 'safe', 'is described differently: label.')),
  ];
}

/** How old answers may be. No query fails of it. */
function ageChange({ maxAgeMs: was }: Limits, { maxAgeMs: is }: Limits): Change[] {
  if (was === is) return [];
  const words = `\`limits.maxAgeMs\` was ${was}, is ${is}`;
  return [changed(REGISTRY, 'safe', is < was ? `has newer answers: ${words}.` : `may have older answers: ${words}.`)];
}

function limitChange(old: Limits, next: Limits, limit: keyof typeof CODES): Change[] {
  const [was, is] = [old[limit], next[limit]];
  if (was === is) return [];
  const words = `\`limits.${limit}\` was ${was}, is ${is}`;
  return [
    is < was
      ? changed(REGISTRY, 'breaking', `allows less: ${words}. Queries beyond it fail (${CODES[limit]}).`)
      : changed(REGISTRY, 'safe', `allows more: ${words}.`),
  ];
}
