const PEOPLE =
  /(^|_)(users?|customers?|accounts?|members?|clients?|subscribers?|players?|patients?|students?|visitors?|buyers?|guests?|people|persons?)$/i;

/** True if the name of a table says that its rows are people, or what acts like people. */
export function isPerson(table: string): boolean {
  return PEOPLE.test(table);
}
