import {
  BarChartIcon,
  CodeIcon,
  DashboardIcon,
  ListBulletIcon,
  LoopIcon,
  MagnifyingGlassIcon,
  ReaderIcon,
} from '@radix-ui/react-icons';
import type { ReactNode } from 'react';
import { Link } from 'react-aria-components';
import { useLocation } from 'wouter';
import { useCatalog } from './questions/useCatalog';
import { addressOf } from './root';
import { useLanguage } from './words/words';

/** Links to all pages. The dashboard `overview` is the page `/`. */
export function Navigation() {
  const { words, language } = useLanguage();
  const { data } = useCatalog();
  const dashboards = (data?.dashboards ?? []).filter(({ key }) => key !== 'overview');
  const hasOverview = data === undefined || dashboards.length < data.dashboards.length;
  return (
    <nav aria-label={words.nav.label}>
      <ul className="nav">
        {hasOverview && <Item to="/" icon={<DashboardIcon />} text={words.nav.overview} />}
        {dashboards.map(({ key, title }) => (
          <Item key={key} to={`/d/${key}`} icon={<BarChartIcon />} text={title} />
        ))}
        <Item to="/explore" icon={<MagnifyingGlassIcon />} text={words.nav.explore} />
        <Item to="/retention" icon={<LoopIcon />} text={words.nav.retention} />
        <Item to="/metrics" icon={<ListBulletIcon />} text={words.nav.metrics} />
        <li>
          <a className="nav-link" href={addressOf(`/graphiql?lang=${language}`)}>
            <CodeIcon aria-hidden />
            {words.nav.graphiql}
          </a>
        </li>
        <li>
          <a className="nav-link" href={addressOf('/docs/')}>
            <ReaderIcon aria-hidden />
            {words.nav.docs}
          </a>
        </li>
      </ul>
    </nav>
  );
}

interface ItemProps {
  readonly to: string;
  readonly icon: ReactNode;
  readonly text: string;
}

function Item({ to, icon, text }: ItemProps) {
  const [address] = useLocation();
  const isCurrent = to === '/' ? address === '/' : address === to || address.startsWith(`${to}/`);
  return (
    <li>
      <Link className="nav-link" href={to} {...(isCurrent && { 'aria-current': 'page' as const })}>
        {icon}
        {text}
      </Link>
    </li>
  );
}
