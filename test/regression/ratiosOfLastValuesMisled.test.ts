import { registryOf } from '../tables/ownProduct';
import { ratioWarnings } from '../../src/cli/ratioWarnings';

/**
 * By month, a ratio of two snapshots was 2.7 %, beside snapshots of 10 and 0 in the same row:
 * `check` said nothing.
 */
const MODEL = `
tables:
  invoice:
    primaryKey: id
    time: at
    columns: { id: bigint, at: timestamptz, paid_at: timestamptz, is_overdue: boolean }
metrics:
  open: { numerator: { count: invoice, active: { from: at, until: paid_at } }, grain: day }
  overdue_open: { numerator: { count: invoice, active: { from: at, until: paid_at } }, grain: day }
  bills: { numerator: { count: invoice }, grain: day }
  rate: { numerator: overdue_open, denominator: open, grain: day }
  mixed: { numerator: bills, denominator: open, grain: day }
  fine: { numerator: bills, denominator: bills, grain: day }
`;

test('check warns of a ratio of last values, and of one last value and another rule', () => {
  const lines = ratioWarnings(registryOf(MODEL)).map((line) => line.replace(/^\S+:\d+: /, ''));
  expect(lines).toEqual([
    '"rate" by a grain coarser than day divides sums of "overdue_open" and "open" over all its days, while they show their last values there. ' +
      '`expression: overdue_open / open` divides the values that the metrics have there. By day both are the same.',
    '"mixed" by a grain coarser than day sums "open" over all its days, while that metric shows its last value there. ' +
      '`expression: bills / open` divides the values that the metrics have there. By day both are the same.',
  ]);
});
