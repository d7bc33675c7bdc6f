import type { CutContext, Cutter, Format, Sink, Window } from '../format/format.js';
import { UnknownCutter } from '../format/unknown.js';
import { isCompoundFile } from './compound-file.js';
import { learnAddresses } from './exchange-addresses.js';
import { classOf, otherKind } from './item-class.js';
import { readMsg } from './msg-object.js';
import { takeWhole } from './whole-window.js';

/** A message of Outlook in a file of its own (MS-OXMSG). Told from other compound files, such as .doc, by the list of properties in it. */
export const msg: Format<'msg'> = {
  names: ['msg'],
  recognises: ({ bytes, whole }) =>
    isCompoundFile(bytes) && (bytes.includes(PROPERTIES) || !(whole || isDirectoryIn(bytes))),
  cutter: (_head, context) => new MsgCutter(context),
};

const PROPERTIES = Buffer.from('__properties_version1.0', 'utf16le');

/** True if the directory of the file begins in these bytes; where it does not, the whole of it must be looked at. */
function isDirectoryIn(bytes: Buffer): boolean {
  if (bytes.length < 512) return true;
  return (bytes.readUInt32LE(48) + 2) * 2 ** bytes.readUInt16LE(30) < bytes.length;
}

class MsgCutter implements Cutter {
  readonly #context: CutContext;
  #format: 'msg' | 'unknown' = 'msg';

  constructor(context: CutContext) {
    this.#context = context;
  }

  get format(): 'msg' | 'unknown' {
    return this.#format;
  }

  cut(window: Window, sink: Sink): number {
    const { source, custodian, folder } = this.#context;
    const { bytes, taken } = takeWhole(window, sink, this.#context, 'a message of Outlook');
    if (bytes === null) return taken;
    const object = readMsg(bytes, 0);
    if (object === null) {
      this.#format = 'unknown';
      return new UnknownCutter(bytes, this.#context).cut(window, sink);
    }
    const other = otherKind(classOf(object));
    if (other !== null) {
      const message = `${source}: an item of Outlook that is no message but a ${other[0]}`;
      sink.gap(0, taken, this.#context.named ? 'warning' : 'info', 'outlook-other-item', message);
      return taken;
    }
    const addresses = new Map<string, string>();
    learnAddresses(object, addresses);
    sink.message({
      origin: { source, offset: 0, length: taken },
      custodian,
      folder,
      bytes: null,
      bytesOffset: 0,
      fromLine: null,
      fromQuoting: 'none',
      record: null,
      item: { object, recovered: false, addresses },
    });
    return taken;
  }
}
