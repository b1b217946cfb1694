/** The words that the pages about journeys share, in English. */
export const journeysEn = {
  title: 'Journeys',
  searchMetrics: 'Search metrics that count someone',
  differs: 'counts something else',
};
