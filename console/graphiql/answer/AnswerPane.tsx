import { pick, useGraphiQL } from '@graphiql/react';
import { useEffect, useMemo, useState } from 'react';
import { Chart } from '../../charts/Chart';
import { readColors } from '../../charts/readColors';
import { plainOption } from '../../charts/options/plainOption';
import { useTheme } from '../../theme';
import { useWords } from '../../words/words';
import { AnswerRows } from './AnswerRows';
import { chartOf } from './chartOf';
import { tableOf } from './tableOf';

/** The answer of the tab as a table and a chart, beside its JSON. */
export function AnswerPane() {
  const { editor } = useWords();
  const { shown } = useTheme();
  const text = useAnswer();
  const table = useMemo(() => tableOf(text), [text]);
  const chart = useMemo(() => table && chartOf(table), [table]);
  const option = useMemo(() => chart && plainOption(chart, readColors()), [chart, shown]);
  return (
    <div className="pane">
      <h2 className="pane-title">{editor.answer}</h2>
      {table === null && <p className="pane-text">{text === '' ? editor.noAnswer : editor.noTable}</p>}
      {table !== null && (
        <>
          <h3>{editor.chart}</h3>
          {chart === null || option === null ? (
            <p className="pane-text">{editor.noChart}</p>
          ) : (
            <Chart
              title={editor.answer}
              option={option}
              points={chart.points.map((point, index) =>
                [point, ...chart.series.map(({ name, values }) => `${name}: ${values[index] ?? '–'}`)].join(', '),
              )}
            />
          )}
          <h3>{editor.table}</h3>
          <AnswerRows table={table} caption={editor.answer} />
        </>
      )}
    </div>
  );
}

/** The text of the answer, as it changes. */
function useAnswer(): string {
  const { responseEditor } = useGraphiQL(pick('responseEditor'));
  const [text, setText] = useState('');
  useEffect(() => {
    if (responseEditor === undefined) return;
    const read = () => setText(responseEditor.getValue());
    read();
    const listener = responseEditor.onDidChangeModelContent(read);
    return () => listener.dispose();
  }, [responseEditor]);
  return text;
}
