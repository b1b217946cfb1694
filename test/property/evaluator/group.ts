/**
 * A combination of values of the dimensions that a query groups by, as text: equal combinations are equal texts. All that `top`
 * does not keep is a combination of its own, told apart from nulls.
 */
export type Group = string;

export type Values = readonly (string | null)[];

/** How the values of a row under `groupBy`, in its order, make its group. */
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
