import { recordMessage } from '../cut-message.js';
import type { CutContext, Cutter, Sink, Window } from '../format/format.js';
import { UnknownCutter } from '../format/unknown.js';
import { learnAddresses } from './exchange-addresses.js';
import { classOf, otherKind } from './item-class.js';
import type { MapiObject } from './mapi-object.js';
import { takeWhole } from './whole-window.js';

/** What an item of Outlook in a file of its own is called, and its reader: null where the bytes are none. */
export interface ItemFile<Name extends string> {
  readonly name: Name;
  readonly what: string;
  readonly read: (bytes: Buffer, base: number) => MapiObject | null;
}

/** Cuts a file that holds one item of Outlook. */
export class ItemCutter<Name extends string> implements Cutter {
  readonly #file: ItemFile<Name>;
  readonly #context: CutContext;
  #format: Name | 'unknown';

  constructor(file: ItemFile<Name>, context: CutContext) {
    this.#file = file;
    this.#context = context;
    this.#format = file.name;
  }

  get format(): Name | 'unknown' {
    return this.#format;
  }

  cut(window: Window, sink: Sink): number {
    const { source } = this.#context;
    const { bytes, taken } = takeWhole(window, sink, this.#context, this.#file.what);
    if (bytes === null) return taken;
    const object = this.#file.read(bytes, 0);
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
    const item = { object, recovered: false, addresses };
    sink.message(recordMessage(this.#context, { source, offset: 0, length: taken }, null, { item }));
    return taken;
  }
}
