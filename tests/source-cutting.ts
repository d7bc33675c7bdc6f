import type { CutContext, Cutter, Sink } from '../src/source/format/format.js';
import { FORMATS } from '../src/source/format/formats.js';
import { UnknownCutter } from '../src/source/format/unknown.js';
import type { Origin, Problem, RawMessage } from '../src/source/source.js';

export interface Cut {
  readonly format: string;
  readonly messages: readonly RawMessage[];
  readonly gaps: readonly Origin[];
  readonly problems: readonly Problem[];
}

/** Cuts bytes held in memory, handing them over in windows that end at the given offsets. */
export function cutBytes(bytes: Buffer, ends: readonly number[] = [], context: Partial<CutContext> = {}): Cut {
  const whole: CutContext = {
    source: 'mail',
    custodian: null,
    folder: null,
    named: true,
    maildir: false,
    map: {},
    ...context,
  };
  const messages: RawMessage[] = [];
  const gaps: Origin[] = [];
  const problems: Problem[] = [];
  const { source } = whole;
  const sink: Sink = {
    message: (message) => messages.push(message),
    gap(offset, length, severity, code, message) {
      gaps.push({ source, offset, length });
      problems.push({ code, severity, message, origin: { source, offset, length } });
    },
    silentGap: (offset, length) => gaps.push({ source, offset, length }),
    problem: (problem) => problems.push(problem),
  };
  const head = { bytes, whole: true, sourceLength: bytes.length };
  const cutter: Cutter =
    FORMATS.find((format) => format.recognises(head, whole))?.cutter(head, whole) ?? new UnknownCutter(bytes, whole);
  let start = 0;
  const steps = [...new Set(ends.filter((end) => end < bytes.length))].sort((a, b) => a - b);
  for (const end of steps) {
    if (end > start) start += cutter.cut({ bytes: bytes.subarray(0, end), start, offset: start, last: false }, sink);
  }
  start += cutter.cut({ bytes, start, offset: start, last: true }, sink);
  if (start !== bytes.length) throw new Error(`the cutter left ${bytes.length - start} bytes`);
  return { format: cutter.format, messages, gaps, problems };
}

/** What is wrong with the tiling of [0, length) by messages and gaps; '' if every byte is taken once. */
export function faultInTiling(cut: Pick<Cut, 'messages' | 'gaps'>, length: number): string {
  const pieces = [...cut.messages.map((message) => message.origin), ...cut.gaps].sort(
    (a, b) => a.offset - b.offset || a.length - b.length,
  );
  let at = 0;
  for (const piece of pieces) {
    if (piece.offset !== at) return `bytes ${at} to ${piece.offset}`;
    if (piece.length === 0) return `nothing at ${piece.offset}`;
    at += piece.length;
  }
  return at === length ? '' : `ends at ${at} of ${length}`;
}

/** A cut as lines that can be compared: `0+120 @40 none|"From ..."`. */
export function outlineOf(cut: Cut): readonly string[] {
  const place = ({ offset, length, row }: Origin) => `${offset}+${length}${row === undefined ? '' : ` row ${row}`}`;
  return [
    `${cut.format}, ${cut.messages.length} message${cut.messages.length === 1 ? '' : 's'}`,
    ...cut.messages.map((message) => {
      const content = message.bytes === null ? JSON.stringify(message.record) : subjectOf(message.bytes);
      const folder = message.folder === null ? '' : ` in ${message.folder}`;
      const quoting = message.fromQuoting === 'none' ? '' : ` ${message.fromQuoting}`;
      const from = message.fromLine === null ? '' : ` <${message.fromLine}>`;
      return `  ${place(message.origin)} @${message.bytesOffset}${folder}${quoting}${from} ${content}`;
    }),
    ...cut.gaps.map((gap) => `gap ${place(gap)}`),
    ...cut.problems.map(({ severity, code, message, origin }) => {
      return `${severity} ${code} ${origin === null ? '' : `${place(origin)} `}${message}`;
    }),
  ];
}

function subjectOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('latin1');
  const lines = text.split('\n').filter((line) => line.trim());
  return JSON.stringify(`${lines[0]?.trim() ?? ''} … ${lines.at(-1)?.trim() ?? ''}`.slice(0, 100));
}
