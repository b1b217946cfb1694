import { Link } from 'wouter';
import { useWords } from '../../words/words';
import './journey.css';

/** The pages about journeys, for each other. */
export function JourneyLinks() {
  const { nav, journeys } = useWords();
  return (
    <nav className="actions" aria-label={journeys.title}>
      <Link className="button button-quiet" href="/retention">
        {nav.retention}
      </Link>
      <Link className="button button-quiet" href="/funnel">
        {nav.funnel}
      </Link>
      <Link className="button button-quiet" href="/why">
        {nav.why}
      </Link>
    </nav>
  );
}
