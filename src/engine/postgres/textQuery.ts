import type { CustomTypesConfig, QueryArrayConfig } from 'pg';
import type { Statement } from '../../sql/statement';

/** Values stay the text that the server sends; `answer/` decodes them. */
const AS_TEXT: CustomTypesConfig = { getTypeParser: () => (text: string) => text };

/** A statement for the driver. */
export function textQuery({ text, parameters }: Statement): QueryArrayConfig {
  const query = {
    text,
    values: [...parameters],
    rowMode: 'array' as const,
    types: AS_TEXT,
    // This is needed without parameters too: the simple protocol would allow several statements in
    // one text.
    queryMode: 'extended',
  };
  return query;
}
