import { en } from '../../console/words/en';
import { zh } from '../../console/words/zh';
import type { Warning } from '../../src/answer/warning';

/** Every code of a warning. The compiler names one that is missing. */
const CODES: { readonly [C in Warning['code']]: true } = {
  RANGE_WIDENED: true,
  STILL_RUNNING: true,
  KEY_NOT_PROVEN: true,
  NO_DATA_BEFORE: true,
  FIRST_ROW_UNKNOWN: true,
  NO_DATA_AFTER: true,
  LAST_ROW_UNKNOWN: true,
  NOT_EXPLAINED: true,
};

test.each([en, zh])('the console explains every code of a warning', ({ pictures }) => {
  expect(Object.keys(pictures.warning).sort()).toEqual(Object.keys(CODES).sort());
});
