import type { Format } from '../format/format.js';
import { isCompoundFile } from './compound-file.js';
import { ItemCutter, type ItemFile } from './item-cutter.js';
import { readMsg } from './msg-object.js';

/** A message of Outlook in a file of its own (MS-OXMSG). Told from other compound files, such as .doc, by the list of properties in it. */
export const msg: Format<'msg'> = {
  names: ['msg'],
  recognises: ({ bytes, whole }) =>
    isCompoundFile(bytes) && (bytes.includes(PROPERTIES) || !(whole || isDirectoryIn(bytes))),
  cutter: (_head, context) => new ItemCutter(FILE, context),
};

const FILE: ItemFile<'msg'> = { name: 'msg', what: 'a message of Outlook', read: readMsg };

const PROPERTIES = Buffer.from('__properties_version1.0', 'utf16le');

/** True if the directory of the file begins in these bytes; where it does not, the whole of it must be looked at. */
function isDirectoryIn(bytes: Buffer): boolean {
  if (bytes.length < 512) return true;
  return (bytes.readUInt32LE(48) + 2) * 2 ** bytes.readUInt16LE(30) < bytes.length;
}
