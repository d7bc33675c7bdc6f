import { recordMessage } from '../cut-message.js';
import type { CutContext, Cutter, Sink, Window } from '../format/format.js';
import { takeWhole } from '../outlook/whole-window.js';

/** What a page with one message is called, and the record that is read from it; null where it holds none. */
export interface RecordPage {
  readonly what: string;
  readonly read: (bytes: Buffer) => Readonly<Record<string, unknown>> | null;
}

/** Takes a page for one message, read as a record and located as a whole. */
export class RecordPageCutter implements Cutter<'text'> {
  readonly format = 'text';
  readonly #page: RecordPage;
  readonly #context: CutContext;

  constructor(page: RecordPage, context: CutContext) {
    this.#page = page;
    this.#context = context;
  }

  cut(window: Window, sink: Sink): number {
    const { source } = this.#context;
    const { what, read } = this.#page;
    const { bytes, taken } = takeWhole(window, sink, this.#context, what);
    if (bytes === null) return taken;
    const record = read(bytes);
    if (record === null) {
      sink.gap(0, bytes.length, 'warning', 'not-mail', `${source}: ${what} without a message`);
      return taken;
    }
    sink.message(recordMessage(this.#context, { source, offset: 0, length: bytes.length }, record));
    return taken;
  }
}
