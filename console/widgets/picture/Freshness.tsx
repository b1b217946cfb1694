import { useWords } from '../../words/words';
import { useInstant } from '../useInstant';

interface Props {
  readonly tables: readonly { readonly table: string; readonly latest: string | null }[];
  readonly timeZone: string;
}

/** The newest row of each table that an answer reads. */
export function Freshness({ tables, timeZone }: Props) {
  const { pictures } = useWords();
  const instant = useInstant();
  if (tables.length === 0) return null;
  return (
    <section className="section">
      <h3>{pictures.freshness}</h3>
      <dl className="facts">
        {tables.map(({ table, latest }) => (
          <div key={table}>
            <dt>{table}</dt>
            <dd>{latest === null ? pictures.noRow : instant(latest, timeZone)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
