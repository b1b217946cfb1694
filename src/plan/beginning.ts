/** Before every row: the first instant of the year 1. */
export const BEGINNING = Date.parse('0001-01-01T00:00:00Z');
