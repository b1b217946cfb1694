import { useWords } from '../../words/words';

export function Metrics() {
  const words = useWords();
  return <h1>{words.nav.metrics}</h1>;
}
