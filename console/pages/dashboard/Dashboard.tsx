import { useEffect, type ReactNode } from 'react';
import { useSearchParams } from 'wouter';
import { loadCanvas } from '../../charts/lazyCanvas';
import { isUnknown } from '../../questions/problem';
import { useDashboard, type DashboardSection } from '../../questions/useDashboard';
import type { Answer } from '../../questions/useSeries';
import { Empty } from '../../widgets/Empty';
import { Problem } from '../../widgets/Problem';
import { Skeleton } from '../../widgets/Skeleton';
import { useWords } from '../../words/words';
import { NotFound } from '../NotFound';
import { RangeChoice } from './RangeChoice';
import { chosenRange } from './ranges';
import { Status } from './Status';
import { Tile } from './Tile';
import { tileArguments } from './tilesQuestion';
import { useTiles } from './useTiles';

interface Props {
  readonly dashboard: string;
  /** What is shown if there is no such dashboard. */
  readonly instead?: ReactNode;
}

/** The page of a dashboard file. */
export function Dashboard({ dashboard: key, instead }: Props) {
  const words = useWords();
  const { data: dashboard, error, refetch } = useDashboard(key);
  useEffect(loadCanvas, []);
  if (isUnknown(error)) return instead ?? <NotFound text={words.problem.noDashboard(key)} />;
  // A page that is open stays while the gateway does not answer.
  if (error !== null && dashboard === undefined) return <Problem error={error} onRetry={() => void refetch()} />;
  if (dashboard === undefined) return <Skeleton shape="chart" />;
  const { title, description, problem, sections } = dashboard;
  return (
    <article className="page">
      <title>{`${title} · ${words.product}`}</title>
      {problem !== null && (
        <div className="problem" role="alert">
          <div>
            <p className="problem-text">{words.problem.dashboardFile}</p>
            <pre className="problem-detail">{problem}</pre>
          </div>
        </div>
      )}
      <Tiles title={title} description={description ?? null} sections={sections} />
    </article>
  );
}

interface TilesProps {
  readonly title: string;
  readonly description: string | null;
  readonly sections: readonly DashboardSection[];
}

function Tiles({ title, description, sections }: TilesProps) {
  const words = useWords();
  const [search] = useSearchParams();
  const range = chosenRange(search);
  const tiles = sections.flatMap((section) => section.tiles);
  const { answers, isOld, error, refetch } = useTiles(tiles, range);
  const first = [...answers.values()].find((one): one is Answer => !(one instanceof Error));
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{title}</h1>
          {description !== null && <p className="quiet">{description}</p>}
          <Status answer={first ?? null} awaited={tiles.map((tile) => tileArguments(tile, range))} />
        </div>
        <RangeChoice />
      </header>
      {tiles.length === 0 && <Empty title={words.empty.title} text={words.empty.dashboards} />}
      {error !== null && answers.size === 0 && <Problem error={error} onRetry={refetch} />}
      <div className="sections" data-old={isOld}>
        {sections.map((section, index) => (
          <Section key={index} section={section}>
            {section.tiles.map((tile) => (
              <Tile key={tile.id} tile={tile} answer={answers.get(tile.id) ?? null} range={range} onRetry={refetch} />
            ))}
          </Section>
        ))}
      </div>
    </>
  );
}

interface SectionProps {
  readonly section: DashboardSection;
  readonly children: ReactNode;
}

function Section({ section: { title, tiles }, children }: SectionProps) {
  const isNumbers = tiles.every(({ picture, width }) => picture === 'NUMBER' && (width ?? 1) === 1);
  return (
    <section
      className={isNumbers ? 'section section-numbers' : 'section'}
      data-tiles={tiles.length}
      {...(title && { 'aria-label': title })}
    >
      {title && <h2>{title}</h2>}
      <div className="tiles">{children}</div>
    </section>
  );
}
