/** The databases for which `metergate sql` can write statements. */
export const DIALECT_NAMES = ['postgresql', 'clickhouse'] as const;
export type DialectName = (typeof DIALECT_NAMES)[number];
