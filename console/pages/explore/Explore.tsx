import { useWords } from '../../words/words';

export function Explore() {
  const words = useWords();
  return <h1>{words.nav.explore}</h1>;
}
