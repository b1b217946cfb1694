import type { CustomTypesConfig, QueryArrayConfig } from 'pg';
import type { Statement } from '../../sql/statement';

/** Values stay the text they are on the wire; `answer/` decodes them. */
const AS_TEXT: CustomTypesConfig = { getTypeParser: () => (text: string) => text };

/** A statement in the driver's words. */
export function textQuery({ text, parameters }: Statement): QueryArrayConfig {
  const query = {
    text,
    values: [...parameters],
    rowMode: 'array' as const,
    types: AS_TEXT,
    // Without parameters too: the simple protocol would take several statements in one text.
    queryMode: 'extended',
  };
  return query;
}
