// Long because one state machine over the bytes.

import { CountedProblem, ToldFirst } from '../../counted-problem.js';
import { recordMessage } from '../../cut-message.js';
import { nameNotation } from '../../notation.js';
import {
  type CutContext,
  type Cutter,
  type Head,
  MESSAGE_LIMIT,
  type Sink,
  SNIFF_LENGTH,
  type Window,
} from '../format.js';
import { parseObject } from './json-parse.js';
import { boxOf, isBoxed, isWholeMail, type Piece, piecesOf, threadBoxOf } from './json-pieces.js';
import { readKey } from './json-places.js';
import { isListName, isMessageLike, kindOfLongObject, kindOfObject, type ObjectKind } from './json-record.js';
import { findValueEnd, skipSpace, stringEnd, textOf, type Units } from './json-scan.js';
import { type Encoding, encodingOf, isLineByLine, skipMark, unitsOf } from './json-units.js';

/** An array or object around records that is open at the moment. */
interface Frame {
  readonly kind: 'array' | 'object';
  /** Names of the objects around, where they are no usual list names: an account or a folder. */
  readonly folder: string | null;
  /** True if every object in this array is a record, whatever its fields are called. */
  readonly records: boolean;
  /** Subject and thread of the objects around, as far as they were seen. */
  readonly box: { value: Readonly<Record<string, unknown>> | null };
}

interface PendingRecord {
  readonly record: unknown;
  readonly bytes: Uint8Array | undefined;
  readonly offset: number;
  readonly bytesOffset: number;
  readonly row: number;
  readonly folder: string | null;
  readonly box: unknown;
}

/** The units of one window. */
interface View {
  readonly units: Units;
  readonly end: number;
  readonly last: boolean;
  readonly sink: Sink;
  /** Offset in the source of a unit. */
  offset(index: number): number;
}

/** Says that the window ends before a decision can be made. */
const MORE = -1;

/** Cuts JSON into records; see `json.ts` for what it takes. */
export class JsonCutter implements Cutter {
  readonly #context: CutContext;
  readonly #encoding: Encoding;
  readonly #lines: boolean;
  readonly #mapped: ReadonlySet<string>;
  readonly #stack: Frame[] = [];
  #topValues = 0;
  #row = 0;
  #pending: PendingRecord | null = null;
  /** Offset after the last record or gap that is settled. */
  #settled = 0;
  /** Offset of the first byte since the last record that is more than commas, brackets and blanks; null while there is none. */
  #foreign: number | null = null;
  readonly #around = new CountedProblem(
    'json-around-messages',
    'info',
    (count) =>
      `${count} stretch(es) of JSON around the messages (${this.#aroundBytes} bytes) hold no message${this.#asideNames()}`,
  );
  #aroundBytes = 0;
  readonly #aside = new Set<string>();
  /** Names of the columns of a sheet, once its first row was seen; null where the list is none. */
  #columns: readonly string[] | null | undefined = undefined;
  readonly #lenient = new CountedProblem(
    'json-not-a-number',
    'notice',
    (count) =>
      `${count} record(s) hold NaN or the like, or a comma before a closing bracket, which is no JSON; it was read as nothing`,
  );
  readonly #repeats = new CountedProblem(
    'json-name-repeated',
    'notice',
    (count) => `${count} object(s) have a name twice; the first value has the name, later ones are called NAME′`,
  );

  readonly #left = new ToldFirst(
    'record-not-object',
    (count) => `${count} more rows, or stretches between rows, are no objects`,
  );
  readonly #unreadable = new ToldFirst('json-unreadable', (count) => `${count} more records are not valid JSON`);

  constructor(head: Head, context: CutContext) {
    this.#context = context;
    this.#encoding = encodingOf(head.bytes);
    this.#lines = isLineByLine(unitsOf(head.bytes, 0, this.#encoding));
    this.#mapped = new Set(Object.values(context.map));
  }

  get format(): 'json' | 'ndjson' {
    return this.#lines || this.#topValues > 1 ? 'ndjson' : 'json';
  }

  cut(window: Window, sink: Sink): number {
    const utf8 = this.#encoding === 'utf8';
    const units = unitsOf(window.bytes, utf8 ? 0 : window.start, this.#encoding);
    const first = utf8 ? window.start : 0;
    const size = utf8 ? 1 : 2;
    const offset = (index: number) => window.offset + (index - first) * size;
    const view: View = { units, end: units.length, last: window.last, sink, offset };
    let index = first;
    if (window.offset === 0) {
      if (!window.last && window.bytes.length - window.start < 4) return 0;
      index += skipMark(units);
    }
    while (index < view.end) {
      const next = this.#step(view, index);
      if (next !== MORE) {
        index = next;
      } else if (window.last || view.end - index > MESSAGE_LIMIT) {
        const end = window.last ? view.end : index + MESSAGE_LIMIT;
        const message = window.last
          ? 'the source ends inside a record'
          : `a record is longer than ${MESSAGE_LIMIT} bytes`;
        this.#gap(view, index, end, 'warning', window.last ? 'json-truncated' : 'message-too-large', message);
        this.#row++;
        index = end;
      } else break;
    }
    if (!window.last) return offset(index) - window.offset;
    this.#finish(window.offset + window.bytes.length - window.start, sink);
    return window.bytes.length - window.start;
  }

  /** Deals with what stands at `at`; returns the index after it, or `MORE`. */
  #step(view: View, at: number): number {
    const { units, end } = view;
    const frame = this.#stack.at(-1);
    const unit = units[at]!;
    if (unit <= 32 || unit === 44) return skipSpace(units, at + 1, end);
    if (unit === 123 && frame?.kind !== 'object')
      return this.#object(view, at, frame?.records ?? true, frame?.folder ?? null, frame?.folder ?? null);
    if (unit === 91 && frame?.kind === 'array' && this.#stack.length === 1) {
      const next = this.#sheetRow(view, at, frame);
      if (next !== null) return next;
    }
    if (unit === 91 && frame?.kind !== 'object') {
      if (frame === undefined) this.#topValues++;
      const box = frame?.box ?? { value: null };
      this.#stack.push({ kind: 'array', folder: frame?.folder ?? null, records: frame?.records ?? true, box });
      return at + 1;
    }
    if (frame !== undefined && unit === (frame.kind === 'array' ? 93 : 125)) {
      this.#stack.pop();
      return at + 1;
    }
    if (frame?.kind === 'object' && unit === 34) return this.#member(view, at, frame);
    if (frame?.kind === 'array' && unit !== 125) return this.#scalar(view, at, frame);
    return this.#garbage(view, at);
  }

  /** A row of a sheet, `[["From", "Subject"], ["Ann", "Plan"]]`: the first has the names; null where there are none. */
  #sheetRow(view: View, at: number, frame: Frame): number | null {
    if (this.#columns === null) return null;
    const found = findValueEnd(view.units, at, view.end);
    if (found.kind === 'open' && !view.last) return MORE;
    const row: unknown = found.kind === 'ended' ? scalarOf(textOf(view.units, at, found.end)) : null;
    if (found.kind !== 'ended' || !Array.isArray(row)) return null;
    if (this.#columns === undefined) {
      const isNames = row.every((name) => typeof name === 'string') && isMessageLike(row as string[], this.#mapped);
      this.#columns = isNames ? (row as string[]) : null;
      if (!isNames) return null;
      this.#foreign ??= view.offset(at);
      return found.end;
    }
    const record = Object.fromEntries(this.#columns.map((name, column) => [name, (row as unknown[])[column]]));
    this.#record(view, at, found.end, { record, start: at, box: null, plain: true }, frame.folder);
    return found.end;
  }

  /** A record of the folder, or an object around records of the inner one. */
  #object(view: View, at: number, records: boolean, folder: string | null, inner: string | null): number {
    const { units, last } = view;
    const top = this.#stack.length === 0;
    const lineEnd = top && this.#lines ? units.indexOf(10, at) : view.end;
    if (lineEnd < 0 && !last) return MORE;
    const limit = lineEnd < 0 ? view.end : lineEnd;
    const found = findValueEnd(units, at, limit);
    const headEnd = Math.min(limit, at + SNIFF_LENGTH);
    if (found.kind === 'open' && !last && limit === view.end && limit < at + SNIFF_LENGTH) return MORE;
    const long = found.kind !== 'ended' || found.end > headEnd;
    if (long && kindOfLongObject(units, at, headEnd, this.#mapped) === 'wrapper') return this.#enter(at, inner);
    if (found.kind === 'open') {
      if (limit === view.end) return MORE;
      this.#gap(view, at, limit, 'warning', 'json-truncated', 'the line ends inside a record');
      this.#row++;
      return limit;
    }
    if (found.kind === 'broken') {
      this.#leave(view, at, found.at + 1, 'json-unreadable', 'a string in the record holds a raw line end');
      this.#row++;
      return found.at + 1;
    }
    return this.#closedObject(view, at, found, records, folder, inner);
  }

  #closedObject(
    view: View,
    at: number,
    { end, colons }: { readonly end: number; readonly colons: number },
    records: boolean,
    folder: string | null,
    inner: string | null,
  ): number {
    const parsed = parseObject(textOf(view.units, at, end), colons);
    if (parsed === null) {
      if (kindOfLongObject(view.units, at, end, this.#mapped) === 'wrapper') return this.#enter(at, folder);
      const notation = nameNotation(textOf(view.units, at, Math.min(end, at + 1000)));
      const what = notation === null ? 'the record is not valid JSON' : `not read: ${notation}`;
      this.#leave(view, at, end, 'json-unreadable', what);
      this.#row++;
      return end;
    }
    const { value } = parsed;
    const origin = {
      source: this.#context.source,
      offset: view.offset(at),
      length: view.offset(end) - view.offset(at),
    };
    if (parsed.lenient) this.#lenient.add(origin);
    if (parsed.repeats) this.#repeats.add(origin);
    const held = piecesOf(value, view.units, at, end, this.#mapped);
    if (held !== null) {
      if (this.#stack.length === 0) this.#topValues++;
      for (const name of held.aside) this.#setAside(name);
      this.#pieces(view, at, end, held.pieces, folder);
      return end;
    }
    let kind: ObjectKind = kindOfObject(value, this.#mapped);
    if (kind === 'other' && records) kind = 'record';
    if (kind === 'wrapper') return this.#enter(at, inner, value);
    if (kind === 'other') {
      this.#foreign ??= view.offset(at);
      return end;
    }
    if (this.#stack.length === 0) this.#topValues++;
    const box = this.#stack.at(-1)?.box.value ?? null;
    this.#record(view, at, end, { record: value, start: at, box, plain: true }, folder);
    return end;
  }

  /** The messages of one object; each has the bytes from where it begins to where the next one does. */
  #pieces(view: View, at: number, end: number, pieces: readonly Piece[], folder: string | null): void {
    const around = this.#stack.at(-1)?.box.value ?? null;
    for (const [index, piece] of pieces.entries()) {
      const from = index === 0 ? at : piece.start;
      const to = pieces[index + 1]?.start ?? end;
      const box = piece.box || around ? { ...around, ...piece.box } : null;
      this.#record(view, from, to, { ...piece, box }, folder);
    }
  }

  #enter(at: number, folder: string | null, value: object | null = null): number {
    if (this.#stack.length === 0) this.#topValues++;
    const around = this.#stack.at(-1)?.box.value ?? null;
    const box = { value: value === null ? around : threadBoxOf(value as Record<string, unknown>, around) };
    this.#stack.push({ kind: 'object', folder, records: false, box });
    return at + 1;
  }

  #setAside(name: string): void {
    if (this.#aside.size < 40) this.#aside.add(name.length > 60 ? `${name.slice(0, 59)}…` : name);
  }

  #asideNames(): string {
    return this.#aside.size ? `; members that are not used: ${[...this.#aside].sort().join(', ')}` : '';
  }

  /** A member of an object around records: `"messages": [`, `"exported": "today"`. */
  #member(view: View, at: number, frame: Frame): number {
    const { units, end } = view;
    const keyEnd = stringEnd(units, at, end);
    if (keyEnd === -1) return MORE;
    const colon = keyEnd < 0 ? -1 : skipSpace(units, keyEnd, end);
    if (colon >= end) return MORE;
    if (colon < 0 || units[colon] !== 58) return this.#garbage(view, at);
    const start = skipSpace(units, colon + 1, end);
    if (start >= end) return MORE;
    const key = readKey(textOf(units, at, keyEnd));
    const list = isListName(key);
    const folder = list ? frame.folder : frame.folder === null ? key : `${frame.folder}/${key}`;
    if (units[start] === 91) {
      this.#foreign ??= view.offset(at);
      this.#stack.push({ kind: 'array', folder, records: list, box: frame.box });
      return start + 1;
    }
    if (units[start] === 123) {
      const before = this.#foreign;
      this.#foreign ??= view.offset(at);
      const next = this.#object(view, start, false, frame.folder, folder);
      if (next === MORE) this.#foreign = before;
      return next;
    }
    const value = findValueEnd(units, start, end);
    if (value.kind === 'open') return MORE;
    this.#foreign ??= view.offset(at);
    if (value.kind === 'broken') return value.at + 1;
    if (isBoxed(key) && value.end - start < 4096)
      frame.box.value = boxOf({ [key]: scalarOf(textOf(units, start, value.end)) }, frame.box.value);
    else if (units[start] !== 110) this.#setAside(key);
    return value.end;
  }

  /** Something in an array that is no object. */
  #scalar(view: View, at: number, frame: Frame): number {
    const value = findValueEnd(view.units, at, view.end);
    if (value.kind === 'open') return MORE;
    const end = value.kind === 'broken' ? value.at + 1 : value.end;
    const text: unknown =
      view.units[at] === 34 && value.kind === 'ended' ? scalarOf(textOf(view.units, at, end)) : null;
    if (frame.records && typeof text === 'string' && isWholeMail(text))
      this.#record(view, at, end, { record: { raw: text }, start: at, box: null, plain: false }, frame.folder);
    else if (frame.records) this.#notObject(view, at, end);
    else this.#foreign ??= view.offset(at);
    return end;
  }

  /** A row that is no object. */
  #notObject(view: View, at: number, end: number): void {
    this.#leave(view, at, end, 'record-not-object', `row ${this.#row} is no object`);
    this.#row++;
  }

  /** What is no record: the first ones are gaps of their own, then a list of a million numbers is one. */
  #leave(view: View, at: number, end: number, code: string, message: string): void {
    const told = code === 'json-unreadable' ? this.#unreadable : this.#left;
    const [offset, length] = [view.offset(at), view.offset(end) - view.offset(at)];
    if (told.isFirst({ source: this.#context.source, offset, length, row: this.#row }))
      this.#gap(view, at, end, 'warning', code, message);
    else this.#foreign ??= offset;
  }

  /** What is no JSON, or no record: a gap to the end of the line or to the next bracket. */
  #garbage(view: View, at: number): number {
    const { units, end, last } = view;
    let index = at + 1;
    while (index < end) {
      const unit = units[index]!;
      if (unit === 10 || (!this.#lines && (unit === 123 || unit === 91))) break;
      index++;
    }
    if (index >= end && !last) return MORE;
    if (units[index] === 10 && index < end) index++;
    const top = this.#stack.length === 0;
    if (top && this.#lines) this.#notObject(view, at, index);
    else this.#leave(view, at, index, 'json-garbage', 'bytes between the records are no JSON');
    return index;
  }

  #record(view: View, at: number, end: number, piece: Piece, folder: string | null): void {
    const bytesOffset = view.offset(at);
    const first = this.#pending === null && this.#foreign === null;
    const offset = first ? this.#settled : bytesOffset;
    this.#settle(bytesOffset, view.sink);
    // A copy: the window moves on before the record is read.
    const bytes =
      view.units instanceof Uint8Array && piece.plain
        ? Uint8Array.prototype.slice.call(view.units, at, end)
        : undefined;
    this.#pending = { record: piece.record, bytes, offset, bytesOffset, row: this.#row++, folder, box: piece.box };
  }

  #gap(view: View, start: number, end: number, severity: 'warning', code: string, message: string): void {
    const from = view.offset(start);
    const offset = this.#pending === null && this.#foreign === null ? this.#settled : from;
    this.#settle(from, view.sink);
    view.sink.gap(offset, view.offset(end) - offset, severity, code, message, this.#row);
    this.#settled = view.offset(end);
  }

  /** Gives out everything before `offset`: the record that waits, and what stood between it and here. */
  #settle(offset: number, sink: Sink): void {
    const { source, custodian } = this.#context;
    const recordEnd = this.#foreign ?? offset;
    if (this.#pending !== null) {
      const { record, bytes, row, folder, bytesOffset, box } = this.#pending;
      const origin = { source, offset: this.#pending.offset, length: recordEnd - this.#pending.offset, row };
      const more = { bytesOffset, recordBytes: bytes, ...(box === null ? {} : { box }) };
      sink.message(recordMessage({ custodian, folder }, origin, record, more));
    }
    if (this.#foreign !== null) {
      const start = this.#pending === null ? this.#settled : this.#foreign;
      this.#addAround(start, offset - start);
      sink.silentGap(start, offset - start);
    }
    this.#pending = null;
    this.#foreign = null;
    this.#settled = offset;
  }

  #addAround(offset: number, length: number): void {
    this.#around.add({ source: this.#context.source, offset, length });
    this.#aroundBytes += length;
  }

  #finish(end: number, sink: Sink): void {
    if (this.#pending === null && this.#settled < end) {
      this.#foreign = null;
      this.#addAround(this.#settled, end - this.#settled);
      sink.silentGap(this.#settled, end - this.#settled);
    } else this.#settle(end, sink);
    this.#around.report(sink);
    this.#left.report(sink);
    this.#unreadable.report(sink);
    this.#lenient.report(sink);
    this.#repeats.report(sink);
  }
}

function scalarOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
