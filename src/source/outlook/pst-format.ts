import { randomBuffer } from '../container/random-bytes.js';
import type { CutContext, Cutter, Format, Sink, Window } from '../format/format.js';
import type { ItemCount } from '../source.js';
import { isStore } from './pst/store-header.js';
import { readStore } from './read-store.js';
import { takeWhole } from './whole-window.js';

/** A store of Outlook that lies in an archive or comes as a stream, held in memory up to 256 MB; a file is read where it lies. */
export const pst: Format<'pst'> = {
  names: ['pst'],
  recognises: ({ bytes }) => isStore(bytes),
  cutter: (_head, context) => new StoreCutter(context),
};

class StoreCutter implements Cutter {
  readonly format = 'pst';
  readonly #context: CutContext;
  items: ItemCount | undefined;

  constructor(context: CutContext) {
    this.#context = context;
  }

  cut(window: Window, sink: Sink): number {
    const { bytes, taken } = takeWhole(window, sink, this.#context, 'a store of Outlook in an archive');
    if (bytes === null) return taken;
    const reading = readStore(randomBuffer(bytes), this.#context);
    for (const batch of reading.batches) for (const message of batch) sink.message(message);
    const { problems, items } = reading.result();
    for (const problem of problems) sink.problem(problem);
    if (items === null) sink.silentGap(0, taken);
    else this.items = items;
    return taken;
  }
}
