/** The words of the page /why in English. */
export const whyEn = {
  title: 'Why did it change?',
  intro: 'Which groups make up the change of a number, compared with the period before.',
  link: 'Why did it change?',
  metric: 'Metric',
  searchMetrics: 'Search metrics whose change has parts',
  none: 'The numbers of no metric that you see add up over groups, so none has parts to explain it.',
  instead: (previous: string) => `instead of ${previous}`,
  by: (dimension: string) => `By ${dimension}`,
  before: 'Before',
  now: 'Now',
  contribution: 'Adds to the change',
  rate: 'By its rate',
  mix: 'By its weight',
};
