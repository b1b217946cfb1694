import { pick, useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';

/** Keeps the editors from marking Chinese punctuation as letters that look like others. */
export function ChinesePunctuation() {
  const { queryEditor, variableEditor, responseEditor } = useGraphiQL(
    pick('queryEditor', 'variableEditor', 'responseEditor'),
  );
  useEffect(() => {
    for (const editor of [queryEditor, variableEditor, responseEditor]) {
      editor?.updateOptions({ unicodeHighlight: { ambiguousCharacters: false } });
    }
  }, [queryEditor, variableEditor, responseEditor]);
  return null;
}
