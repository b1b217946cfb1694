const SIZE = 8;

/** Returns a pattern of diagonal lines, for values that exist and are not shown. */
export function hatch(color: string): { readonly image: HTMLCanvasElement; readonly repeat: 'repeat' } {
  const image = document.createElement('canvas');
  image.width = SIZE;
  image.height = SIZE;
  const context = image.getContext('2d')!;
  context.strokeStyle = color;
  context.lineWidth = 1;
  context.beginPath();
  for (const shift of [-SIZE, 0, SIZE]) {
    context.moveTo(shift, SIZE);
    context.lineTo(shift + SIZE, 0);
  }
  context.stroke();
  return { image, repeat: 'repeat' };
}
