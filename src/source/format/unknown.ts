import { readPrintedLabel } from '../../language/header-labels.js';
import { nameNotation } from '../notation.js';
import type { Severity } from '../source.js';
import type { CutContext, Cutter, Sink, Window } from './format.js';
import { type KnownBinary, recogniseBinary } from './known-binary.js';
import { isHtml } from './page.js';

/** Takes a source that is no mail, or none that is read: all its bytes are one gap. An error where the user named it. */
export class UnknownCutter implements Cutter {
  readonly format = 'unknown';
  readonly #context: CutContext;
  readonly #binary: KnownBinary | null;
  readonly #page: string | null;
  /** True for a page or a text that shows the labels of a printed message, records that are no JSON, and a file where a Maildir keeps its messages. */
  #mayHoldMail: boolean;
  /** True where the name says that the file is a mail or a mailbox: what cannot be read of it is lost. */
  readonly #saysMail: boolean;

  constructor(start: Uint8Array, context: CutContext) {
    this.#page = nameText(start);
    this.#mayHoldMail =
      (this.#page !== null && this.#page === nameNotation(textOf(start))) ||
      (context.maildir && start.length > 0) ||
      this.#page === EWS ||
      this.#page === BABYL ||
      isLikeRecords(textOf(start)) ||
      OLD_LABELS.every((label) => label.test(textOf(start))) ||
      (this.#page !== null && ['From:', 'Subject:'].every((label) => Buffer.from(start).includes(label)));
    this.#context = context;
    this.#saysMail = start.length > 0 && MAIL_NAME.test(context.source);
    this.#binary = recogniseBinary(start);
    if (this.#binary === null && hasPrintedLabels(start)) this.#mayHoldMail = true;
  }

  cut(window: Window, sink: Sink): number {
    const { source } = this.#context;
    const length = window.bytes.length - window.start;
    if (!window.last) return length;
    const total = window.offset + length;
    if (total === 0) {
      const origin = { source, offset: 0, length: 0 };
      // An empty mailbox is usual; a mail of no bytes was lost.
      const severity = /\.(?:eml|emlx|msg)$/i.test(source) && !this.#context.named ? 'warning' : this.#severity();
      sink.problem({ code: 'empty', severity, message: `${source}: the file is empty`, origin });
    } else if (this.#binary?.remedy) {
      const { name, remedy } = this.#binary;
      const message = `${source}: ${name}, a format that is not read: ${remedy}`;
      sink.gap(0, total, this.#severity(), 'format-not-read', message);
    } else {
      const what = this.#binary?.name ?? this.#page;
      const message = `${source}: not mail${what === null ? '' : ` but ${what}`}`;
      sink.gap(0, total, this.#severity(), 'not-mail', message);
    }
    return length;
  }

  #severity(): Severity {
    if (this.#context.named || this.#saysMail) return 'error';
    return this.#binary?.remedy || this.#mayHoldMail ? 'warning' : 'info';
  }
}

/** Names of mails and mailboxes, but for what macOS keeps beside a file in archives (`._plan.eml`). */
const MAIL_NAME = /(?:^|[/\\])(?!\._)[^/\\]{1,250}\.(?:eml|emlx|mbox|mbx|msg)(?:\.gz)?$/i;

/** How prints of VMS Mail, cc:Mail, CompuServe and FidoNet name the sender and the subject. */
const OLD_LABELS = [/^(?:\[\d{1,5}\])? ?(?:From|Fm) ?:/m, /^ ?(?:Subject|Subj|Sb) ?:/m];

/** Bytes that are looked through for labels. */
const LONGEST_LOOK = 4000;

/** True where lines say from whom something is and what it is about, or when it was sent, in one language: `> Von: …`, `> Betreff: …`. */
function hasPrintedLabels(start: Uint8Array): boolean {
  const told = new Map<string, Set<string>>();
  for (const line of Buffer.from(start.subarray(0, LONGEST_LOOK))
    .toString('utf8')
    .split(/\r\n?|\n/))
    for (const { role, language } of readPrintedLabel(line.replace(/^[>|\s]{1,40}/, ''))?.readings ?? []) {
      const roles = told.get(language) ?? new Set();
      told.set(language, roles.add(role));
    }
  return [...told.values()].some(
    (roles) => roles.has('from') && roles.has('subject') && (roles.has('date') || roles.has('to')),
  );
}

/** What a text is that is no mail; null where that cannot be told. */
function nameText(start: Uint8Array): string | null {
  const text = textOf(start);
  if (isHtml(start)) return 'a web page (HTML): save the mail as .eml, or its text as .txt, and read that';
  return nameNotation(text) ?? TEXTS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** True for a text that names a sender and a subject as records do: `{\"from\": …, \"subject\": …}`. */
const isLikeRecords = (text: string): boolean =>
  /["'](?:from|sender)\\{0,3}["']\s*:/i.test(text) && /["']subject\\{0,3}["']\s*:/i.test(text);

const textOf = (start: Uint8Array): string => Buffer.from(start.subarray(0, 1000)).toString('latin1').trimStart();

const EWS = 'an answer of Exchange Web Services (XML), which is not read: export the items as .eml, .pst or JSON';

const BABYL =
  'a mailbox of Emacs Rmail (Babyl), which is not read: M-x unrmail in Emacs, or movemail, makes an mbox of it';

/** Texts that lie beside mail, by how they begin. */
const TEXTS: readonly (readonly [RegExp, string])[] = [
  [/^BABYL OPTIONS:/, BABYL],
  [
    /^"\s{0,8}[[{](?:\\[nrt]|\s){0,8}[{\\]?/,
    'JSON that was written as a text once more, which is not read: decode it once (json.loads) and write that',
  ],
  [/^\)\]\}',?\s*[[{]/, "JSON behind a guard against scripts, )]}', which is not read: take the first line away"],
  [
    /^(?:\/\/[^\n]{0,400}\n|\/\*[^*]{0,400}\*\/)\s*[[{]/,
    'JSON below a comment, which is no JSON: take the comments away',
  ],
  [
    /^(?:<\?xml\b[^>]*>\s*)?(?:<!--[^>]{0,500}-->\s*)?(?:<\?xml-stylesheet[^>]*>\s*)?<smses\b/i,
    'text messages of a telephone (SMS)',
  ],
  [/^BEGIN:(?:VCALENDAR|VCARD)\b/i, 'a calendar or an address book (iCalendar, vCard)'],
  [
    /^(?:(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})[ \t]+\*?\S[^\r\n]*(?:\r?\n|$)){1,5}/i,
    'a list of checksums',
  ],
  [/^(?:(?:MD5|SHA-?\d{1,3}) ?\([^\r\n]{1,300}\) ?= ?[0-9a-f]{32,128}\s*){1,5}/i, 'a list of checksums'],
  [/^(?:\xef\xbb\xbf)?"?(?:file|name|path|filename|file name)"?,"?(?:md5|sha-?\d{1,3})\b/i, 'a list of checksums'],
  [
    /^(?:\xef\xbb\xbf)?(?=[^\r\n]*item identity)(?=[^\r\n]*(?:target|original) path)/i,
    'the report of an eDiscovery export: a list of the items that it holds, which are read from the files themselves',
  ],
  [/^"?account"?,"?(?:count|message count)\b/i, 'the count of messages by account of a Google Vault export'],
  [/^(?:<\?xml\b[^>]*>\s*)?(?:<!DOCTYPE[^>]{0,400}(?:\]>|>)\s*)?<(?:\w+:)?Envelope\b/i, EWS],
  [/^(?:<\?xml\b[^>]*>\s*)?<!DOCTYPE plist\b/i, 'a property list of macOS'],
  [/^\[(?:\.ShellClassInfo|ViewState|LocalizedFileNames)\]/i, "Windows' notes on a folder (desktop.ini)"],
  [/^[13] (?:V\d+ N\d+|\d+ \d+)\b/, 'a list of Dovecot (dovecot-uidlist)'],
  [/^\d+S(?:,\d+C)?\r?\n(?:-?\d+ -?\d+\s*)*$/, 'the quota of a Maildir (maildirsize)'],
];
