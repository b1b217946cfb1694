/** Dimension → about how many groups it makes. It decides the cost of a query, never its answer. */
export type Estimates = ReadonlyMap<string, number>;
