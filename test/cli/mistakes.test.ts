import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT, spawnCli } from './spawnCli';
import { callCli } from './callCli';

// Each process takes a second or two to start, and longer on a busy machine.

/** Messages and exit codes for mistyped commands. None of these contacts a database. */
const NOWHERE = { DATABASE_URL: 'postgres://someone:hunter2@127.0.0.1:1/there' };

test.each<[code: number, line: string, told: string | RegExp]>([
  [2, 'qurey', `Unknown command 'qurey'\n(Did you mean query?)`],
  [2, '', /^Usage: metergate/],
  [2, 'query tasks --by task_type', `Unknown option '--by'\n(Did you mean --group-by?)`],
  [2, 'sql tasks --tz UTC', `Unknown option '--tz'\n(Did you mean --time-zone?)`],
  [2, 'query tasks --lmit 3', `Unknown option '--lmit'\n(Did you mean --limit?)`],
  [2, 'query', /^Name one metric or more\. There are:\n {2}revenue_mrr +Monthly recurring revenue\n/],
  [
    1,
    'query total_generation',
    'UNKNOWN_NAME: There is no metric "total_generation".\n  Did you mean "total_generations"?',
  ],
  [
    1,
    'query xxxxxxxx',
    /^UNKNOWN_NAME: There is no metric "xxxxxxxx"\.\n {2}There are revenue_mrr, .*, tokens_per_user_p90\.$/m,
  ],
  [1, 'query tasks --group-by task_typ', /Did you mean "task_type"\?/],
  [1, 'query tasks --where utm_sorce=a', /Did you mean "utm_source"\?/],
  [1, 'query tasks --time-zone Asia/Shangai', /^UNKNOWN_TIME_ZONE: .*\n {2}Did you mean "Asia\/Shanghai"\?/],
  [2, 'query tasks --grain days', /There are hour, day, .*\n\(Did you mean day\?\)/],
  [2, 'query tasks --unit fortnight --last 2', /'--unit <unit>' argument 'fortnight' is invalid\. There are hour,/],
  [1, 'query active_users_daily --grain hour', /^GRAIN_NOT_AVAILABLE: .*\n {2}Ask for it by day, week/],
  [1, 'query tasks --from 2026-01-01', /^BAD_RANGE: The range has no end\.\n {2}Add --to \(.*\) or --through \(/],
  [1, 'query tasks --last 0', /^BAD_RANGE: The range is empty: --last is 0\.\n {2}Add --include-current for/],
  [1, 'query tasks --from 2026-01-02 --to 2026-01-01', /^BAD_RANGE: The range ends .* before it starts/],
  [1, 'query tasks --unit day', /^BAD_RANGE: --unit is given without --last\./],
  [1, 'query tasks --as-of yesterday', /^BAD_RANGE: --as-of is "yesterday", which is no instant\./],
  [2, 'query tasks --last x', /argument 'x' is invalid\. It takes a whole number\./],
  [1, 'query tasks --limit -1', /^BAD_PAGE: --limit is -1/],
  [
    1,
    'query tasks --limit 99999',
    /^RESULT_TOO_LARGE: .*\n {2}Give a --limit of 10000 or less and page with --offset\./,
  ],
  [
    2,
    'query tasks --where utm_source',
    '--where utm_source: it takes dimension=value, dimension!=value, dimension>=number or JSON between { and }.',
  ],
  [2, 'query tasks --where {utm_source:', /^--where takes JSON .*: it is no JSON, at "utm_source:"\./],
  [2, 'query tasks --where {"utm_source":{},"utm_source":{}}', /a key stands there twice, at "\\"utm_source\\":{}}"/],
  [2, 'query tasks --having 5', /^--having takes JSON .*an object is expected\./],
  [1, 'query tasks --where {"utm_source":{"eq":null}}', /^BAD_FILTER: where\.utm_source\.eq: null is no value/],
  [1, 'query tasks --where utm_source>=5', /^BAD_FILTER: where\.utm_source\.gte: there is no such condition/],
  [1, 'query tasks --where __proto__=a', /^UNKNOWN_NAME: There is no dimension "__proto__"/],
  [
    1,
    'query tasks --having {"adoptions":{"gt":1}}',
    /^METRIC_NOT_SELECTED: --having names "adoptions", but .*\n {2}Name it among the/,
  ],
  [1, 'query tasks --order-by utm_source', /^DIMENSION_NOT_GROUPED: .*\n {2}Add it to --group-by/],
  [2, 'query tasks --order-by tasks:down', /there may be :previous, .* :nulls-first or :nulls-last, not ":down"/],
  [2, 'query tasks --csv --json', `Option '--csv' cannot be used with option '--json'`],
  [2, 'query tasks --csv --totals', `Option '--csv' cannot be used with option '--totals'`],
  [2, 'query tasks --locale e_', /It takes a language tag such as en, zh or de-CH\./],
  [3, 'query tasks', /^ENGINE_UNAVAILABLE: .* nothing listens at 127\.0\.0\.1:1\.\n {2}Check that the database runs/m],
  [3, 'sql tasks', /^ENGINE_UNAVAILABLE: /m],
  [3, 'check', /^ENGINE_UNAVAILABLE: /m],
  [3, 'migrate', /^Cannot connect to 127\.0\.0\.1:1: /],
  [3, 'demo --yes', /^Cannot connect to 127\.0\.0\.1:1: /],
  [
    2,
    'demo',
    /^DATABASE_URL names 127\.0\.0\.1:1\/there\. To write demo data into its tables, .*: metergate demo --yes\n/,
  ],
  [2, 'migrate now', /Too many arguments for 'migrate'/],
  [2, 'schema --print sdl', /Allowed choices are graphql, model, dashboard\./],
  [1, 'serve --port x', /^PORT is "x", which is not a port/],
])('exit code %i: metergate %s', async (code, line, words) => {
  const args = line.split(' ').filter((word) => word !== '');
  const { code: given, out, told } = await callCli(args, NOWHERE);
  expect({ given, out }).toEqual({ given: code, out: '' });
  expect(told).toEqual(typeof words === 'string' ? expect.stringContaining(words) : expect.stringMatching(words));
  expect(told).not.toMatch(/hunter2|\n\s+at |\.ts:\d/);
});

test('help goes to standard output, for the program and each command, and lists every exit code', async () => {
  const all = await Promise.all(
    [[], ['query'], ['sql'], ['check'], ['serve'], ['init'], ['schema'], ['migrate'], ['demo']].map((command) =>
      callCli([...command, '--help']),
    ),
  );
  for (const { code, out, told } of all)
    expect({ code, told, begins: out.slice(0, 16) }).toMatchObject({ code: 0, told: '', begins: 'Usage: metergate' });
  const [program] = all;
  expect(program!.out).toMatch(/Exit codes:\n {2}0 .*\n {2}1 .*\n {2}2 .*\n {2}3 .*/);
  const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string };
  expect((await callCli(['--version'])).out).toBe(`${version}\n`);
});

test('the real process prints the same and exits with the same code', async () => {
  const [usage, mistake, unreachable, broken, help] = await Promise.all([
    spawnCli(['query', 'tasks', '--lmit', '3']),
    spawnCli(['query', 'total_generation']),
    spawnCli(['query', 'tasks', '--last', '3'], NOWHERE),
    spawnCli(['query', 'tasks'], { MODEL_DIRECTORY: 'no/such/directory' }),
    spawnCli(['--help']),
  ]);
  expect(usage).toEqual({ code: 2, out: '', told: expect.stringContaining('(Did you mean --limit?)') });
  expect(mistake).toEqual({ code: 1, out: '', told: expect.stringContaining('Did you mean "total_generations"?') });
  expect(unreachable).toEqual({
    code: 3,
    out: '',
    told: expect.stringMatching(/^ENGINE_UNAVAILABLE: [^\n]*\n[^\n]*\n$/),
  });
  expect(broken).toEqual({
    code: 1,
    out: '',
    told: expect.stringMatching(/^no\/such\/directory:1: the registry has no files/),
  });
  expect(help).toMatchObject({ code: 0, told: '' });
});
