/** The words of GraphiQL's page in English. */
export const editorEn = {
  toConsole: 'Go to the console',
  narrow: 'GraphiQL needs a wider screen. The pages of the console work on a phone.',
  signIn: 'The gateway asks who you are. Sign in on the console, and come back in this tab.',
  trustedOnly:
    'This gateway answers only the documents of its manifest. It rejects the queries that you write here, and the one that loads the schema, so nothing completes your typing. To use a query, add it to the manifest, or write it on a gateway without TRUSTED_DOCUMENTS_ONLY.',
  answer: 'Answer as table and chart',
  noAnswer: 'Run a query to see its answer here.',
  noTable: 'This answer has no list, so there is nothing to show as a table.',
  chart: 'Chart',
  table: 'Table',
  noChart: 'A chart needs rows with numbers. Group the rows by time, or by a dimension.',
  names: 'Find metrics and dimensions',
  search: 'Search by label, key or description',
  insert: (key: string) => `Insert ${key} into the query`,
  noNames: 'No metric or dimension matches.',
  isDimension: 'dimension',
};
