import type { Format } from '../format/format.js';
import { ItemCutter, type ItemFile } from './item-cutter.js';
import type { MapiObject } from './mapi-object.js';
import { isTnef, readTnef } from './tnef-object.js';

/** A message as Outlook sends it to another Outlook (MS-OXTNEF), saved without the mail that carried it: winmail.dat. */
export const tnef: Format<'tnef'> = {
  names: ['tnef'],
  recognises: ({ bytes }) => isTnef(bytes),
  cutter: (_head, context) => new ItemCutter(FILE, context),
};

const FILE: ItemFile<'tnef'> = { name: 'tnef', what: 'a winmail.dat', read: readFilled };

/** Null also where nothing could be read of what it should hold. */
function readFilled(bytes: Buffer, base: number): MapiObject | null {
  const object = readTnef(bytes, base);
  return object !== null && (object.properties.size > 0 || object.attachments().length > 0) ? object : null;
}
