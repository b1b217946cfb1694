/** The words of the page /retention in English. */
export const retentionEn = {
  title: 'Retention',
  intro: 'Who begins in a period, and how many of them come back in the periods after it.',
  link: 'Do they come back?',
  cohort: 'Who begins',
  returning: 'What coming back is',
  none: 'No metric that you see counts someone, such as users. Retention needs one.',
  period: 'Period',
  periods: 'Periods after it',
  mode: 'Counts',
  modes: { ON: 'back in that period', ON_OR_AFTER: 'back in that period or later' },
  cohorts: 'Cohorts',
  size: 'Size',
  all: 'All cohorts',
  table: (cohort: string, returning: string) => `${cohort}: how many come back (${returning})`,
  running: 'Dashed: the period is not over, so the number can still change.',
  notBegun: 'not begun yet',
};
