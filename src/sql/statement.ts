/** A value in a statement. An array is one parameter. Instants are ISO strings in UTC. */
export type Parameter = string | number | boolean | null | readonly string[] | readonly number[];

/** One SQL text with `$1 …` and the values for them, in order. */
export interface Statement {
  readonly text: string;
  readonly parameters: readonly Parameter[];
}
