import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadRegistry } from '../../src/registry/load';
import { problemsWith, shopProblems } from './shopModel';

describe('syntax that YAML rejects, or the registry', () => {
  test('a mistake in one file does not stop the grammar checks of the others', () => {
    const found = shopProblems({ 'a.yaml': 'metrics: {', 'b.yaml': 'limits: { maxRows: -1 }' });
    expect(found).toHaveLength(2);
    expect(found[0]).toMatch(/^a\.yaml:1: flow map .* — expected YAML$/);
    expect(found[1]).toMatch(/^b\.yaml:1: limits\.maxRows: is -1/);
  });

  test('names are not called unknown while a file cannot be read', () => {
    const shop = shopProblems({
      'a.yaml': 'groups: [',
      'b.yaml': 'dimensions:\n  x: { label: { en: X, zh: 叉 }, column: c, of: t }',
    });
    expect(shop.every((line) => line.startsWith('a.yaml'))).toBe(true);
  });

  test('a tab is rejected', () => {
    expect(problemsWith('groups:\n\tmore: {}')[0]).toMatch(/^more\.yaml:2: tabs are not allowed as indentation/);
  });

  test('a key twice in a mapping reports both, and the rest is checked', () => {
    expect(problemsWith('timezone: UTC\nlimits:\n  maxRows: 1\n  maxRows: 2\n')).toEqual([
      'more.yaml:1: timezone: there is no section "timezone" — expected one of timeZone, locale, locales, currency, limits, groups, tables, dimensions, metrics, roles; did you mean "timeZone"?',
      'more.yaml:4: "maxRows" is already declared at line 3 — expected each key once',
    ]);
  });

  test('an alias has the value of its anchor', () => {
    expect(problemsWith('groups:\n  a: &text { label: { en: A, zh: 甲 } }\n  b: *text')).toEqual([]);
    expect(problemsWith('groups:\n  a: &text { label: { en: A, zh: 甲 }, x: 1 }\n  b: *text')).toEqual([
      expect.stringMatching(/^more\.yaml:2: groups\.a\.x: there is no field "x" here/),
      expect.stringMatching(/^more\.yaml:2: groups\.b\.x: there is no field "x" here/),
    ]);
  });

  test('an alias without an anchor is rejected', () => {
    expect(problemsWith('groups:\n  b: *text')[0]).toBe(
      'more.yaml:2: no value before has the anchor &text — expected the value itself',
    );
  });

  test.each([
    ['inside its own anchor', 'groups: &all\n  a: *all'],
    [
      'of aliases of aliases',
      `groups:\n  a0: &a0 [x, x]\n${Array.from({ length: 30 }, (_, index) => `  a${index + 1}: &a${index + 1} [*a${index}, *a${index}]\n`).join('')}`,
    ],
  ])('an alias %s is rejected, and takes neither memory nor time', (_, yaml) => {
    expect(problemsWith(yaml)).toEqual([
      expect.stringMatching(/this alias makes the file too large or nests it too deep — expected the value itself$/),
    ]);
  });

  test('an unknown tag or a second document is rejected', () => {
    expect(problemsWith('currency: !money EUR')[0]).toMatch(/^more\.yaml:1: unresolved tag/);
    expect(problemsWith('limits: {}\n---\nlimits: {}')[0]).toMatch(
      /^more\.yaml:\d: source contains multiple documents/,
    );
  });

  test('a key that JavaScript would swallow is rejected', () => {
    expect(problemsWith('groups:\n  __proto__: {}')).toContain(
      'more.yaml:2: "__proto__" cannot be a key — expected another name',
    );
  });
});

test('a file that cannot be read is reported', () => {
  const directory = mkdtempSync(join(tmpdir(), 'registry-'));
  mkdirSync(join(directory, 'tables.yaml'));
  expect(() => loadRegistry(directory)).toThrow(
    /tables\.yaml:1: cannot be read: EISDIR.* — expected a readable YAML file$/,
  );
  rmSync(directory, { recursive: true });
});

describe('sections', () => {
  const sections = 'one of timeZone, locale, locales, currency, limits, groups, tables, dimensions, metrics, roles';

  test.each(['', '# Nothing yet', '- a\n- b', 'text'])('a file without sections is rejected: %j', (text) => {
    expect(problemsWith(text)).toEqual([`more.yaml:1: the file has no sections — expected ${sections}`]);
  });

  test('an unknown section is rejected', () => {
    expect(problemsWith('metric:\n  x: 1')).toEqual([
      `more.yaml:1: metric: there is no section "metric" — expected ${sections}; did you mean "metrics"?`,
    ]);
  });

  test('an empty section is rejected', () => {
    expect(problemsWith('metrics:')).toEqual([
      'more.yaml:1: metrics: contains no declarations — expected a mapping of keys to declarations',
    ]);
  });

  test('the same key in two files names both source locations', () => {
    expect(problemsWith('timeZone: UTC\ngroups:\n  sales: { label: { en: Sales, zh: 销售 } }').at(-1)).toMatch(
      /^shop\.yaml:5: groups\.sales: is already declared at .*more\.yaml:3 — expected each key once$/,
    );
  });
});
