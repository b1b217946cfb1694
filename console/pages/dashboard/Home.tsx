import { Redirect } from 'wouter';
import { useCatalog } from '../../questions/useCatalog';
import { Skeleton } from '../../widgets/Skeleton';
import { Dashboard } from './Dashboard';

/** The dashboard `overview`; without one, the first dashboard, or else all metrics. */
export function Home() {
  return <Dashboard dashboard="overview" instead={<Elsewhere />} />;
}

function Elsewhere() {
  const { data } = useCatalog();
  if (data === undefined) return <Skeleton shape="chart" />;
  const [first] = data.dashboards;
  return <Redirect to={first === undefined ? '/metrics' : `/d/${first.key}`} replace />;
}
