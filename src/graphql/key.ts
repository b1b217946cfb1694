/** What makes a type an entity of Apollo Federation: other services may refer to it by its id, and add to it. */
export const KEY = '@key(fields: "id")';
