import { isUtf8 } from 'node:buffer';
import { decodeWindows1252 } from '../../text/windows-1252.js';
import { recordMessage } from '../cut-message.js';
import type { CutContext, Cutter, Format, Sink, Window } from '../format/format.js';
import { takeWhole } from '../outlook/whole-window.js';
import { readTextLines, type TextLine } from '../printed/printed-mails.js';

/** What stands above a message, and the line on which its text begins. */
interface DialectHeader {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly text: number;
}

/** How a system of before the Internet wrote messages into a text. */
interface Dialect {
  /** What the first lines of such a text hold. */
  readonly look: RegExp;
  /** The header that begins at a line; null where none does. */
  read(lines: readonly TextLine[], line: number): DialectHeader | null;
}

/**
 * Messages that mail systems of before the Internet wrote into a text: VMS Mail (`EXTRACT`), CompuServe's forums, FidoNet's readers.
 * Each is read as a record. What a message shows of another one is its text.
 *
 *     From:⇥HARBOR::HOLM  4-APR-1996 09:12:03.45      #: 48211 S3/Harbours             Msg  : 12 of 34
 *     To:⇥RENN                                            04-Apr-96  09:12:33          From : Mira Holm   2:200/100   04 Apr 96  09:12:00
 *     CC:⇥                                            Sb: #48190-Ferry                 To   : Tobias Renn  2:200/101
 *     Subj:⇥Ferry                                     Fm: Mira Holm 71234,567          Subj : Ferry
 */
export const textDialects: Format<'text'> = {
  names: ['text'],
  recognises: ({ bytes }, context) => !context.maildir && dialectOf(bytes) !== null,
  cutter: ({ bytes }, context) => new DialectCutter(dialectOf(bytes)!, context),
};

const VMS_FROM = /^\f?From:\t(\S.{0,200}?)[ \t]{1,60}(\d{1,2}-[A-Z]{3}-\d{4} \d\d:\d\d(?::\d\d)?)(?:\.\d\d)?[ \t]*$/;
const VMS_FIELD = /^(To|CC|Subj):\t(.*)$/i;

const VMS: Dialect = {
  look: /^\f?From:\t\S.{0,260}\d{1,2}-[A-Z]{3}-\d{4} \d\d:\d\d/m,
  read(lines, line) {
    const opening = VMS_FROM.exec(lines[line]!.text);
    // A message that was forwarded begins its text so: only a page end parts messages.
    if (opening === null || !(line === 0 || lines[line]!.text.startsWith('\f') || beginsPage(lines, line))) return null;
    const told: Record<string, string> = {};
    let at = line + 1;
    let open = '';
    for (; at < lines.length && lines[at]!.text.trim() !== ''; at++) {
      const [, label = '', value = ''] = VMS_FIELD.exec(lines[at]!.text) ?? [];
      if (label !== '') {
        open = label.toLowerCase();
        told[open] = value.trim();
      } else if (open !== '' && /^[ \t]/.test(lines[at]!.text)) told[open] += ` ${lines[at]!.text.trim()}`;
      else break;
    }
    if (told.to === undefined || told.subj === undefined) return null;
    const fields = {
      from: vmsPerson(opening[1]!),
      to: told.to.split(',').map(vmsPerson),
      cc: (told.cc ?? '').split(',').map(vmsPerson),
      date: opening[2]!,
      subject: told.subj,
    };
    return { fields, text: at };
  },
};

/** `HARBOR::HOLM "Mira Holm"`; `SMTP%"mira@quay.example"`, as gateways to the Internet are named. */
function vmsPerson(written: string): { readonly name: string; readonly address: string } | null {
  const text = written.trim();
  if (text === '') return null;
  const gateway = /^\w{1,20}%"([^"@\s]{1,100}@[^"\s]{1,200})"$/.exec(text)?.[1];
  if (gateway !== undefined) return { name: '', address: gateway };
  const [, address = text, name = address.replace(/^.*::/, '')] = /^(\S+)[ \t]+"(.{1,100})"$/.exec(text) ?? [];
  // Without a node it is a name of the computer that the text was written on.
  return { name, address: address.includes('::') || address.includes('@') ? address : '' };
}

const beginsPage = (lines: readonly TextLine[], line: number): boolean => {
  let above = line - 1;
  while (above >= 0 && lines[above]!.text === '') above--;
  return above < 0 || /^\f+\s*$/.test(lines[above]!.text);
};

const COMPUSERVE: Dialect = {
  look: /^#: \d{1,9} S\d{1,3}\/[^\n]{1,60}\r?\n[ \t]{2,8}\d\d-[A-Z][a-z]{2}-\d\d/m,
  read(lines, line) {
    const number = /^#: (\d{1,9}) (S\d{1,3})\/(.{1,60})$/.exec(lines[line]!.text.trimEnd());
    const date = /^[ \t]{2,8}(\d\d-[A-Z][a-z]{2}-\d\d {1,3}\d\d:\d\d(?::\d\d)?)/.exec(lines[line + 1]?.text ?? '')?.[1];
    if (number === null || date === undefined) return null;
    const told = new Map<string, string>();
    let at = line + 2;
    for (; at < lines.length; at++) {
      const [, label, value] = /^(Sb|Fm|To):(.*)$/.exec(lines[at]!.text.trimEnd()) ?? [];
      if (label === undefined) break;
      told.set(label, value!.trim());
    }
    const sender = compuservePerson(told.get('Fm') ?? '');
    if (sender === null || !told.has('Sb')) return null;
    const idOf = (told: string) => `<${told}.${number[2]!.toLowerCase()}@compuserve>`;
    const [, parent, subject = told.get('Sb')!] = /^#(\d{1,9})-(.*)$/.exec(told.get('Sb')!) ?? [];
    const fields = {
      // The number of a message in its forum is all that a reply names; another forum has it too, so that the section stands beside it.
      messageId: idOf(number[1]!),
      ...(parent === undefined ? {} : { inReplyTo: idOf(parent) }),
      from: sender,
      to: [compuservePerson(told.get('To') ?? '')],
      date,
      subject,
      folder: number[3]!.trim(),
    };
    return { fields, text: at };
  },
};

/** `Mira Holm 71234,567 (X)`: the number is the address 71234.567@compuserve.com. */
function compuservePerson(written: string): { readonly name: string; readonly address: string } | null {
  const text = written.replace(/\s*\(X\)\s*$/, '').trim();
  if (text === '') return null;
  const [, name = text, first, second] = /^(.*?)[ \t]*\b(\d{5,6}),(\d{1,4})$/.exec(text) ?? [];
  return { name: name.trim(), address: first === undefined ? '' : `${first}.${second}@compuserve.com` };
}

const FIDO_FIELD = /^ ?(Msg|From|To|Subj) {1,3}: ?(.*)$/;

const FIDONET: Dialect = {
  look: /^ ?Msg {1,3}: ?.{1,80}\r?\n ?From {1,3}: ?\S.{0,120}\r?\n ?To {1,3}: .{0,120}\r?\n ?Subj {1,3}: /m,
  read(lines, line) {
    const told = new Map<string, string>();
    let at = line;
    for (; at < lines.length; at++) {
      const [, label, value] = FIDO_FIELD.exec(lines[at]!.text) ?? [];
      if (label === undefined || told.has(label)) break;
      told.set(label, value!.trim());
    }
    if (!FIDO_FIELD.exec(lines[line]!.text)?.[0]?.trim().startsWith('Msg') || told.size < 4) return null;
    const [name = '', ...others] = told.get('From')!.split(/ {2,}/);
    const date = /(\d{1,2} [A-Z][a-z]{2} \d{2,4} {1,3}\d\d:\d\d(?::\d\d)?)/.exec(told.get('From')!)?.[1];
    if (date === undefined) return null;
    const node = others.find((word) => FIDO_NODE.test(word)) ?? '';
    const [to = '', ...rest] = told.get('To')!.split(/ {2,}/);
    const fields = {
      from: { name, address: node === '' ? '' : `${name} ${node}` },
      to: [
        {
          name: to,
          address: rest.some((word) => FIDO_NODE.test(word))
            ? `${to} ${rest.find((word) => FIDO_NODE.test(word))}`
            : '',
        },
      ],
      date: date.replace(/ {2,}/, ' '),
      subject: told.get('Subj')!,
    };
    return { fields, text: at };
  },
};

const FIDO_NODE = /^\d{1,4}:\d{1,5}\/\d{1,5}(?:\.\d{1,5})?$/;

const DIALECTS = [VMS, COMPUSERVE, FIDONET] as const;
const LOOK = 4000;
/** Lines above the first message that may be a title or a rule. */
const MOST_ABOVE = 12;

function dialectOf(bytes: Buffer): Dialect | null {
  if (bytes.includes(0)) return null;
  const head = bytes.toString('latin1', 0, LOOK);
  const dialect = DIALECTS.find(({ look }) => look.test(head));
  if (dialect === undefined) return null;
  const lines = readTextLines(bytes.subarray(0, LOOK));
  const first = lines.findIndex((_, line) => dialect.read(lines, line) !== null);
  return first >= 0 && first <= MOST_ABOVE ? dialect : null;
}

class DialectCutter implements Cutter<'text' | 'unknown'> {
  readonly format = 'text';
  readonly #dialect: Dialect;
  readonly #context: CutContext;

  constructor(dialect: Dialect, context: CutContext) {
    this.#dialect = dialect;
    this.#context = context;
  }

  cut(window: Window, sink: Sink): number {
    const { source } = this.#context;
    const { bytes, taken } = takeWhole(window, sink, this.#context, 'a text of messages');
    if (bytes === null) return taken;
    const lines = readTextLines(bytes);
    const headers = lines.flatMap((_, line) => {
      const header = this.#dialect.read(lines, line);
      return header === null ? [] : [{ ...header, line: aboveOf(lines, line) }];
    });
    if (headers.length === 0) {
      sink.gap(0, bytes.length, 'warning', 'not-mail', `${source}: a text of messages without a message`);
      return taken;
    }
    const startOf = (line: number): number => lines[line]?.start ?? bytes.length;
    const isPlain = isUtf8(bytes);
    for (const [index, { fields, text, line }] of headers.entries()) {
      const [offset, end] = [index === 0 ? 0 : startOf(line), startOf(headers[index + 1]?.line ?? lines.length)];
      let [from, to] = [text, headers[index + 1]?.line ?? lines.length];
      while (from < to && isFurniture(lines[from]!.text)) from++;
      while (to > from && isFurniture(lines[to - 1]!.text)) to--;
      const [start, stop] = [startOf(from), startOf(to)];
      const own = bytes.subarray(start, stop);
      const words = isPlain ? own.toString('utf8') : decodeWindows1252(own);
      const recordCells = [{ name: 'text', text: words, offset: start, length: stop - start, doubled: false }];
      const origin = { source, offset, length: end - offset };
      sink.message(recordMessage(this.#context, origin, { ...fields, text: words }, { recordCells }));
    }
    return taken;
  }
}

/** Empty lines, rules and page ends around a text. */
const isFurniture = (text: string): boolean => /^[\s\f]*$|^[-=_*#~─═]{10,200}\s*$/.test(text);

/** The first line of a message: that of the rule above its header. */
const aboveOf = (lines: readonly TextLine[], line: number): number =>
  line > 0 && /^[-=_*#~─═]{10,200}\s*$/.test(lines[line - 1]!.text) ? line - 1 : line;
