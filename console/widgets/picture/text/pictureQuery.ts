import type { SeriesArguments } from '../../../questions/useSeries';

/** A document with its variables, as a person would write it. */
export interface PictureQuery {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const TYPES = {
  select: '[MetricKey!]!',
  range: 'MetricTimeRange!',
  grain: 'MetricGrain',
  groupBy: '[MetricDimensionKey!]!',
  where: 'MetricDimensionFilter',
  compare: 'MetricComparison',
  top: 'MetricTop',
  timeZone: 'TimeZone',
} as const satisfies Record<keyof SeriesArguments, string>;

/**
 * Returns the question of a picture as a document that declares only the variables that it has. The
 * names of metrics and dimensions are in the variables.
 */
export function pictureQuery(args: SeriesArguments, locale: string): PictureQuery {
  const given = givenArguments(args);
  const names = Object.keys(given) as (keyof SeriesArguments)[];
  const isCompared = 'compare' in given;
  const declared = [...names.map((name) => `$${name}: ${TYPES[name]}`), '$locale: Locale'];
  const query = [
    'query Picture(',
    ...declared.map((line) => `  ${line}`),
    ') {',
    `  metricSeries(${names.map((name) => `${name}: $${name}`).join(', ')}) {`,
    '    buckets { start end label(locale: $locale) complete }',
    '    series {',
    '      label(locale: $locale)',
    '      values',
    '      formatted(locale: $locale)',
    '      statuses',
    ...(isCompared ? ['      previous', '      changes'] : []),
    '      overall {',
    '        value',
    '        formatted(locale: $locale)',
    '        status',
    ...(isCompared ? ['        previous', '        change'] : []),
    '      }',
    '    }',
    '  }',
    '}',
    '',
  ].join('\n');
  return { query, variables: { ...given, locale } };
}

/** Returns the arguments that are present, in the order of the schema's documents. */
export function givenArguments(args: SeriesArguments): Readonly<Record<string, unknown>> {
  const names = Object.keys(TYPES) as (keyof SeriesArguments)[];
  return Object.fromEntries(names.flatMap((name) => (isPresent(args[name]) ? [[name, args[name]] as const] : [])));
}

function isPresent(value: unknown): boolean {
  if (value === null || value === undefined) return false;
  return !(Array.isArray(value) && value.length === 0);
}
