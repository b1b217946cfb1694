import { COLUMN_TYPE_FACTS } from '../model/columnTypes';
import type { SurveyedTable } from '../engine/survey';
import type { ProposedTable, OpenQuestion } from './proposal';
import type { DeclaredAs } from './tables';

/** What the proposal of a table leaves open: guesses, columns without a use, and missing keys. */
export function questionsAbout(table: ProposedTable, declaredAs: DeclaredAs): readonly OpenQuestion[] {
  return [...aboutKey(table), ...aboutTime(table), ...aboutParents(table), ...aboutColumns(table, declaredAs)];
}

/** About a table that is left out, because nothing identifies its rows. */
export function questionAboutKey({ name }: SurveyedTable): OpenQuestion {
  return {
    words: `The table ${name} is left out: no unique index over text, whole numbers or uuid identifies its rows. Which columns do?`,
    line: 'primaryKey: [ … ]',
  };
}

function aboutKey({ key, primaryKey, isKeyGuess }: ProposedTable): readonly OpenQuestion[] {
  if (!isKeyGuess) return [];
  const words = `No unique index proves that ${primaryKey.join(', ')} identifies the rows of ${key}; the sampled rows are all different. Right?`;
  return [{ words, line: `primaryKey: ${primaryKey.join(', ')}` }];
}

function aboutTime({ key, time, columns }: ProposedTable): readonly OpenQuestion[] {
  const times = columns.filter(({ type }) => COLUMN_TYPE_FACTS[type].uses.includes('time')).map((column) => column.key);
  if (time === null) {
    if (times.length === 0) return [];
    return [
      {
        words: `No column of ${key} looks like the time at which a row came about, so it has no metrics. Which one is it?`,
        line: `time: ${times.join(' | ')}`,
      },
    ];
  }
  const others = times.filter((other) => other !== time);
  if (others.length === 0) return [];
  return [
    {
      words: `Rows of ${key} are dated by ${time}: a guess from names. Right?`,
      line: `time: ${[time, ...others].join(' | ')}`,
    },
  ];
}

function aboutParents({ key, parents }: ProposedTable): readonly OpenQuestion[] {
  return [...parents].flatMap(([parent, { columns, isGuess }]) => {
    if (!isGuess) return [];
    const words = `${key}.${columns.join(', ')} is taken for a reference to ${parent}, from its name alone. Right?`;
    return [{ words, line: `parents: { ${parent}: ${columns.join(', ')} }` }];
  });
}

function aboutColumns({ key, surveyed }: ProposedTable, declaredAs: DeclaredAs): readonly OpenQuestion[] {
  const unknown = surveyed.columns.filter(({ type }) => declaredAs[type] === undefined);
  if (unknown.length === 0) return [];
  const listed = unknown.map(({ name, type }) => `${name} (${type})`).join(', ');
  return [
    {
      words: `Columns of ${key} have types that the registry does not know: ${listed}. Is one of them needed?`,
      line: `sql: select …, ${unknown[0]!.name}::text from ${surveyed.name}`,
    },
  ];
}
