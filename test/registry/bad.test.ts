import { readFileSync } from 'node:fs';
import { loadRegistry } from '../../src/registry/load';
import { RegistryProblems } from '../../src/registry/problems';

function problemsOf(directory: string): RegistryProblems {
  try {
    loadRegistry(directory);
  } catch (error) {
    if (error instanceof RegistryProblems) return error;
    throw error;
  }
  throw new Error(`${directory} was taken for sound`);
}

/**
 * `bad/` contains nearly every possible mistake, and `bad/problems.txt` the expected problem for
 * each.
 */
test('all mistakes of a registry are reported at once, each with its source location', () => {
  const thrown = problemsOf('test/registry/bad');
  expect(thrown.message.split('\n')).toEqual(
    readFileSync('test/registry/bad/problems.txt', 'utf8').trimEnd().split('\n'),
  );
});

test('a problem has its file, line and nearest name as fields, not only as text', () => {
  const problem = problemsOf('test/registry/bad').problems.find(({ nearest }) => nearest === 'joined_at');
  expect(problem).toEqual({
    file: 'test/registry/bad/2-tables.yaml',
    line: 4,
    column: 5,
    message: 'tables.customer.time: there is no column "joined_on" in "customer"',
    expected: 'one of id, region_id, joined_at, left_at, channel, not',
    nearest: 'joined_at',
  });
});
