import { heldBytes, type MapiObject, type MapiProperty, TYPE } from './mapi-object.js';

/** Pairs of X.500 name and SMTP address that stand side by side: sender, the one who is represented, recipients. */
const PAIRS: readonly (readonly [type: number, address: number, smtp: number])[] = [
  [0x0c1e, 0x0c1f, 0x5d01],
  [0x0064, 0x0065, 0x5d02],
  [0x0075, 0x0076, 0x5d07],
  [0x0077, 0x0078, 0x5d08],
  [0x3002, 0x3003, 0x39fe],
];

/** Notes which SMTP address stands beside which X.500 name; two different ones for a name leave it open. */
export function learnAddresses(object: MapiObject, addresses: Map<string, string>): void {
  for (const { properties } of [object, ...object.recipients])
    for (const [, address, smtp] of PAIRS) {
      const name = shortText(properties.get(address)).toLowerCase();
      const found = shortText(properties.get(smtp));
      if (!name.startsWith('/') || !/^[^\s@]+@[^\s@]+$/.test(found)) continue;
      const known = addresses.get(name);
      addresses.set(name, known === undefined || known.toLowerCase() === found.toLowerCase() ? (known ?? found) : '');
    }
}

function shortText(property: MapiProperty | undefined): string {
  if (property === undefined || property.value.length > 2000) return '';
  return heldBytes(property.value)
    .toString(property.type === TYPE.unicode ? 'utf16le' : 'latin1')
    .replace(/\0[\s\S]*$/, '')
    .trim();
}
