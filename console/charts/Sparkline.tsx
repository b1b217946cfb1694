import { Suspense, useMemo } from 'react';
import type { Answer, Series } from '../questions/useSeries';
import { useTheme } from '../theme';
import { Canvas } from './lazyCanvas';
import { readColors } from './readColors';
import { sparkOption } from './options/sparkOption';

/** The course of a number, without axes. The card has the number and the change in words. */
export function Sparkline({ answer, series }: { readonly answer: Answer; readonly series: Series }) {
  const { shown } = useTheme();
  const option = useMemo(() => sparkOption(answer, series, readColors()), [answer, series, shown]);
  return (
    <div className="spark" aria-hidden>
      <Suspense fallback={null}>
        <Canvas option={option} />
      </Suspense>
    </div>
  );
}
