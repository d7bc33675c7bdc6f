import type { CutContext, Cutter, Sink, Window } from './format.js';

/** Takes a source that is no mail: all its bytes are one gap. An error where the user named the file, else a remark. */
export class UnknownCutter implements Cutter {
  readonly format = 'unknown';
  readonly #context: CutContext;

  constructor(context: CutContext) {
    this.#context = context;
  }

  cut(window: Window, sink: Sink): number {
    const { source, named } = this.#context;
    const length = window.bytes.length - window.start;
    if (!window.last) return length;
    const severity = named ? 'error' : 'info';
    const total = window.offset + length;
    if (total > 0) sink.gap(0, total, severity, 'not-mail', `${source}: not mail in any format that is known`);
    else {
      const origin = { source, offset: 0, length: 0 };
      sink.problem({ code: 'empty', severity, message: `${source}: the file is empty`, origin });
    }
    return length;
  }
}
