/**
 * Dimension → how many groups it makes, about. They decide what a query costs, never what it is
 * answered with.
 */
export type Estimates = ReadonlyMap<string, number>;
