import type { CutContext, Cutter, Format, Sink, Window } from './format.js';
import { textOf } from './json/json-scan.js';
import { encodingOf, skipMark, unitsOf } from './json/json-units.js';

/** What this program writes, by how it begins; a mark is compared with the first 2,000 bytes. */
const MARKS: readonly (readonly [what: string, mark: RegExp])[] = [
  ['thread table', /^\{"key":"[^"]{1,99}","kind":"(?:produced|recovered|missing)","thread":"/],
  ['list of findings', /^\{"key":"[^"]{1,99}","kind":"[a-z-]{1,40}","severity":"(?:info|notice|warning)","summary":"/],
  ['report', /^\{"format":"rethread-/],
  ['manifest', /^\{\s{0,9}"format": ?"rethread-manifest/],
  ['table', /^key,kind,thread,parent,depth,/],
  ['table', /^key,kind,severity,summary,/],
  ['table', /^child,parent,thread,confidence,/],
  ['table', /^id,name,names,addresses,sent,received,/],
  ['table', /^key,subject,first,last,posts,/],
  ['report', /^(?:# )?Correspondence chains\r?\n\r?\n?[\d,]{1,15} (?:message|thread)s?\b/],
  ['report', /^<!doctype html>[\s\S]{0,1500}<meta name="generator" content="rethread/],
  ['chain', /^[^\r\n]{1,300}\r?\n\r?\n══ 1 of [\d,]{1,9} ══/],
  ['list of threads', /^t-[a-z0-9]{8} {2}\d{4}-\d\d-\d\d(?: … \d{4}-\d\d-\d\d|\s{13}) /],
];

/**
 * What this program wrote itself: tables, reports, pages. It is no evidence: read as such it would make recovered messages
 * produced ones. Told from its beginning, left out, and that is said.
 */
export const ownOutput: Format<never> = {
  names: [],
  recognises: (head) => nameOutput(head.bytes) !== null,
  cutter: (head, context) => new OwnOutputCutter(nameOutput(head.bytes) ?? 'output', context),
};

function nameOutput(bytes: Buffer): string | null {
  const units = unitsOf(bytes.subarray(0, 4000), 0, encodingOf(bytes));
  const start = textOf(units, skipMark(units), Math.min(2000, units.length));
  return MARKS.find(([, mark]) => mark.test(start))?.[0] ?? null;
}

class OwnOutputCutter implements Cutter {
  readonly format = 'unknown';
  readonly #what: string;
  readonly #context: CutContext;

  constructor(what: string, context: CutContext) {
    this.#what = what;
    this.#context = context;
  }

  cut(window: Window, sink: Sink): number {
    const length = window.bytes.length - window.start;
    if (!window.last) return length;
    const { source, named } = this.#context;
    const message = `${source}: a ${this.#what} that rethread wrote: it is no evidence and was left out`;
    sink.gap(0, window.offset + length, named ? 'error' : 'notice', 'own-output', message);
    return length;
  }
}
