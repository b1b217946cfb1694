import { useMemo, useState } from 'react';
import type { Lineage } from '../../../questions/useMetric';
import { Button } from '../../../widgets/Button';
import { useWords } from '../../../words/words';
import { Section } from '../Section';
import { lineageLayers } from './lineageLayers';
import { boxWidthOf, LEAST_WIDTH } from './lineageLayout';
import { LineageDrawing } from './LineageDrawing';
import { LineageList } from './LineageList';
import { useWidth } from './useWidth';

interface Props {
  readonly lineage: Lineage;
  /** The key of the page's metric. */
  readonly metric: string;
}

/** Where a number comes from: a drawing, or a list if it is chosen or the page is narrow. */
export function LineageSection({ lineage, metric }: Props) {
  const { metric: words } = useWords();
  const [isChosenList, setList] = useState<boolean | null>(null);
  const [frame, width] = useWidth();
  const layers = useMemo(() => lineageLayers(lineage), [lineage]);
  const isNarrow = width !== null && boxWidthOf(layers.layers.length, width) < LEAST_WIDTH;
  const isList = isChosenList ?? isNarrow;
  return (
    <Section title={words.lineage} text={words.lineageText}>
      <div ref={frame}>
        {isList ? (
          <LineageList lineage={lineage} metric={metric} />
        ) : (
          width !== null && <LineageDrawing layers={layers} metric={metric} width={width} />
        )}
      </div>
      <Button kind="quiet" onPress={() => setList(!isList)}>
        {isList ? words.asDrawing : words.asList}
      </Button>
    </Section>
  );
}
