import { TENANTS, type ShopDraft } from './draft';

/** Three rows share each number, one for each tenant. */
export function numberAt(style: ShopDraft['numbers'], index: number): string {
  const i = Math.floor(index / TENANTS.length);
  switch (style) {
    case 'plain':
      return String(i + 1);
    case 'scattered':
      return String(((i * 37) % 101) + 1);
    case 'wide':
      return String(9007199254740991n + BigInt(i));
    case 'signed':
      return String(4 - i);
  }
}
