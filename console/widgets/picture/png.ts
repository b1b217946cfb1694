import type { EChartsType } from '../../charts/echarts';
import { token } from '../../theme';

/** The texts above a picture. */
export interface PngHead {
  readonly title: string;
  /** What the numbers cover. */
  readonly subtitle: string;
}

/** A picture for slides is sharp at twice its size. */
const RATIO = 2;
const PADDING = 16;
const HEAD_HEIGHT = 56;

/** Returns the chart in the colours of the theme, with its title and range above it. */
export async function pngOf(chart: EChartsType, { title, subtitle }: PngHead): Promise<Blob> {
  const background = token('--surface');
  const drawn = chart.renderToCanvas({ pixelRatio: RATIO, backgroundColor: background });
  const canvas = document.createElement('canvas');
  canvas.width = drawn.width + 2 * PADDING * RATIO;
  canvas.height = drawn.height + (HEAD_HEIGHT + PADDING) * RATIO;
  const context = canvas.getContext('2d')!;
  context.fillStyle = background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(drawn, PADDING * RATIO, HEAD_HEIGHT * RATIO);
  context.scale(RATIO, RATIO);
  const { fontFamily } = getComputedStyle(document.body);
  const width = canvas.width / RATIO - 2 * PADDING;
  context.fillStyle = token('--ink');
  context.font = `600 16px ${fontFamily}`;
  context.fillText(title, PADDING, 26, width);
  context.fillStyle = token('--ink-2');
  context.font = `12px ${fontFamily}`;
  context.fillText(subtitle, PADDING, 44, width);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('The browser made no picture.')) : resolve(blob)));
  });
}
