import type { MetricGrain } from '../../../questions/documents';

interface Asked {
  readonly key: string;
  readonly grain: MetricGrain;
  readonly language: string;
}

/** Returns a document that a person can copy, run and change: a metric over its recent buckets. */
export function metricQuery({ key, grain, language }: Asked): string {
  const unit = grain === 'HOUR' ? 'DAY' : grain;
  const last = unit === 'DAY' ? 30 : unit === 'WEEK' ? 13 : 12;
  return `query ${key} {
  metrics(range: { last: ${last}, unit: ${unit} }, grain: ${unit}) {
    rows {
      time {
        label(locale: "${language}")
      }
      details {
        ${key} {
          value
          formatted(locale: "${language}")
          status
        }
      }
    }
  }
}
`;
}

/** Returns the path of GraphiQL with a query in its editor. */
export function graphiqlPath(query: string): string {
  return `/graphiql?${new URLSearchParams({ query }).toString()}`;
}
