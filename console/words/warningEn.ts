/** What each warning of an answer means, in English. */
export const warningEn = {
  RANGE_WIDENED: 'The numbers cover more time than the range, because a metric covers whole periods.',
  STILL_RUNNING: 'The last period is not over, so everybody who is not active in it yet still counts.',
  KEY_NOT_PROVEN: 'Two rows of a table may have the same key. Then some rows count more than once.',
  NO_DATA_BEFORE: 'The data begin later than the range, so a 0 before may mean that nobody recorded data yet.',
  FIRST_ROW_UNKNOWN: 'The gateway does not know where the data begin, so early zeros may be missing data.',
  NO_DATA_AFTER: 'The data end earlier than the range, so a 0 after may mean that nobody recorded data any more.',
  LAST_ROW_UNKNOWN: 'The gateway does not know where the data end, so late zeros may be missing data.',
  NOT_EXPLAINED: 'The number or the one before is missing, so the change has no parts.',
};
