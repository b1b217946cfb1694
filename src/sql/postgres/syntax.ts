import type { Syntax } from '../dialect';
import type { Parameter } from '../statement';
import { typeName } from './types';

export const postgresSyntax: Syntax = {
  name: (text) => (isPlain(text) ? text : `"${text.replaceAll('"', '""')}"`),
  parameterName: (number) => `$${number}`,
  placeholder: (number, type) => `$${number}::${typeName(type)}`,
  pieces: (value) => [value],
  united: ([only]) => only!,
  literal: (value, type) => `${literal(value)}::${typeName(type)}`,
  literalEnd: '',
};

function literal(value: Parameter): string {
  if (value === null) return 'null';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return quoted(value);
  return quoted(`{${value.map((item) => (typeof item === 'number' ? item : arrayItem(item))).join(',')}}`);
}

function arrayItem(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function quoted(text: string): string {
  const plain = `'${text.replaceAll("'", "''")}'`;
  return text.includes('\\') ? `E${plain.replaceAll('\\', '\\\\')}` : plain;
}

/** Lower case, and no word that PostgreSQL reserves where a table or column is named. */
function isPlain(word: string): boolean {
  return /^[a-z_][a-z0-9_]*$/.test(word) && !RESERVED.has(word);
}

const RESERVED = new Set(
  `all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column
  concurrently constraint create cross current_catalog current_date current_role current_schema current_time
  current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze from
  full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit localtime
  localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references returning
  right select session_user similar some symmetric system_user table tablesample then to trailing true union unique user
  using variadic verbose when where window with between bigint bit boolean char character coalesce dec decimal exists
  extract float greatest grouping inout int integer interval least merge_action national nchar none normalize nullif
  numeric out overlay position precision real row setof smallint substring time timestamp treat trim values varchar
  xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable`.split(
    /\s+/,
  ),
);
