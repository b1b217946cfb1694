import { missedData, type DataDates } from '../../charts/dataDates';
import { Picture } from '../../charts/Picture';
import { Warnings } from '../../charts/Warnings';
import { useSeries } from '../../questions/useSeries';
import { PictureMenu } from '../../widgets/picture/PictureMenu';
import { useChart } from '../../widgets/picture/useChart';
import { useLive } from '../../widgets/picture/useLive';
import { Problem } from '../../widgets/Problem';
import { Skeleton } from '../../widgets/Skeleton';
import { useWords } from '../../words/words';
import { Status } from '../dashboard/Status';
import { PicturePicker } from './controls/PicturePicker';
import { NumbersTable } from './numbers/NumbersTable';
import { markedRange, questionOf } from './state/question';
import type { Sort } from './state/state';
import type { Explore } from './useExplore';

/** The picture of the question, and the table of its numbers. */
export function MainPicture({ facts, state, change }: Omit<Explore, 'notes'>) {
  const words = useWords();
  const args = questionOf(state);
  const { data, error, isPlaceholderData, refetch } = useSeries(args);
  const live = useLive(args);
  const answer = live.answer ?? data;
  const { chart, onChart } = useChart();
  if (args === null) return null;
  const names = state.metrics.map((key) => facts.metrics.get(key)!.label);
  const title = words.explore.list(names);
  const { picture, shownGrain, sort } = state;
  // A finger on the chart scrolls the page.
  const hasZoom = picture !== 'SHARE' && !matchMedia('(pointer: coarse)').matches;
  const order = (next: Sort) => change({ sort: next }, { replace: true });
  const zoom = (first: number, last: number) =>
    answer !== undefined &&
    change({ range: markedRange(answer, first, last, shownGrain === 'HOUR'), grain: shownGrain });
  const showDates = ({ from, through }: DataDates) => change({ range: { kind: 'dates', from, through }, grain: null });
  return (
    <div className="explore-main">
      <section className="card tile">
        <div className="tile-head">
          <div>
            <h2>{title}</h2>
            {error === null && <Status answer={answer ?? null} />}
          </div>
          <div className="picture-tools">
            <PicturePicker facts={facts} state={state} change={change} />
            <PictureMenu
              title={title}
              args={args}
              picture={picture}
              answer={answer ?? null}
              live={live}
              {...(picture !== 'TABLE' && { chart })}
            />
          </div>
        </div>
        {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
        {error === null && answer === undefined && <Skeleton shape="chart" />}
        {error === null && answer !== undefined && (
          <div className="explore-picture" data-old={isPlaceholderData}>
            {picture === 'TABLE' ? (
              <Warnings warnings={answer.meta.warnings} />
            ) : (
              <Picture
                key={picture}
                answer={answer}
                kind={picture}
                title={title}
                onBrush={hasZoom ? zoom : undefined}
                onChart={onChart}
                onDates={showDates}
                hint={hasZoom ? words.explore.zoom : null}
              />
            )}
            {picture === 'TABLE' && <NumbersTable answer={answer} sort={sort} onSort={order} />}
          </div>
        )}
      </section>
      {picture !== 'TABLE' && error === null && answer !== undefined && missedData(answer) === null && (
        <section className="card tile" data-old={isPlaceholderData}>
          <h2>{words.explore.table.title}</h2>
          <NumbersTable answer={answer} sort={sort} onSort={order} />
        </section>
      )}
    </div>
  );
}
