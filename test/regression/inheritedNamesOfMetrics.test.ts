import { isInherited } from '../../src/registry/grammar/words';
import { problemsWith } from '../registry/shopModel';

/**
 * A metric called `constructor` passed the check, could not be asked for, and broke every `having`
 * in a variable: objects of JavaScript have such names without being given them.
 */
const NAMES = Object.getOwnPropertyNames(Object.prototype).filter((name) => name !== '__proto__');

test.each(NAMES)('%s is no name of a group, table, dimension, metric or role', (name) => {
  expect(isInherited(name)).toBe(true);
  for (const section of ['groups', 'tables', 'dimensions', 'metrics', 'roles']) {
    expect(problemsWith(`${section}:\n  ${name}: {}`)).toContainEqual(
      expect.stringContaining(`"${name}" is a name that every object of JavaScript has`),
    );
  }
});

test.each(NAMES)('%s is no name of a column', (name) => {
  const table = `tables:\n  t:\n    primaryKey: id\n    columns:\n      id: { type: integer }\n      ${name}: { type: integer }`;
  expect(problemsWith(table)).toContainEqual(expect.stringContaining(`"${name}" is not a valid name`));
});
