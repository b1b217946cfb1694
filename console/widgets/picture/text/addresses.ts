import type { SeriesArguments } from '../../../questions/useSeries';
import { givenArguments, type PictureQuery } from './pictureQuery';

/**
 * Returns the address of the question's rows as a CSV file. It takes no header, so it works on an
 * open gateway, and behind a proxy that knows the person.
 */
export function csvAddress(args: SeriesArguments, url: string): string {
  return `${url}/export.csv?${new URLSearchParams({ arguments: JSON.stringify(givenArguments(args)) })}`;
}

/** Returns the path of GraphiQL with a query in a tab of its own. */
export function graphiqlPath({ query, variables }: PictureQuery, language: string): string {
  return `/graphiql?${new URLSearchParams({ query, variables: JSON.stringify(variables, null, 2), lang: language })}`;
}
