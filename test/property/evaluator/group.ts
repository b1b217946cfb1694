/**
 * The values of a row under the dimensions of the query, as text: equal values give equal texts.
 * The group of others has a text of its own, different from a null group.
 */
export type Group = string;

export type Values = readonly (string | null)[];

/** Turns the values of a row under `groupBy`, in that order, into its group. */
export type Grouping = (values: Values) => Group;

export function groupOf(values: Values): Group {
  return JSON.stringify([values, false]);
}

export function othersOf(values: Values): Group {
  return JSON.stringify([values, true]);
}

export function valuesOf(group: Group): Values {
  return (JSON.parse(group) as [Values, boolean])[0];
}

export function isOthers(group: Group): boolean {
  return (JSON.parse(group) as [Values, boolean])[1];
}
