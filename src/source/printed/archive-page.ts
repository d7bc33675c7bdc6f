import { undoEntities } from '../../text/html-entities.js';
import type { Format } from '../format/format.js';
import { type RecordPage, RecordPageCutter } from './record-page.js';

/**
 * A page of a list's archive, which keeps what the mail's header said in comments: MHonArc's and Hypermail's. Read as a record.
 *
 *     <!--X-Subject: Ferry -->  <!--X-From-R13: Zven <zNk> -->  <!--X-Message-Id: a@x -->  <!--X-Reference: b@x -->
 *     <!-- subject="Ferry" -->  <!-- name="Mira" -->            <!-- id="a@x" -->          <!-- inreplyto="b@x" -->
 *
 * What the page shows of the header counts for less: addresses are hidden there, and ids left out.
 */
export const archivePage: Format<'text'> = {
  names: ['text'],
  recognises: ({ bytes }, context) => !context.maildir && kindOf(bytes) !== null,
  cutter: (_head, context) => new RecordPageCutter(PAGE, context),
};

type Fields = ReadonlyMap<string, readonly string[]>;

interface PageKind {
  /** A comment that holds one field: its name and value. */
  readonly comment: RegExp;
  /** Fields without which the page is none. */
  readonly needed: readonly string[];
  readonly body: readonly [start: string, end: string];
  record(fields: Fields): Readonly<Record<string, unknown>>;
}

const first = (fields: Fields, name: string): string | undefined => fields.get(name)?.[0];

const MHONARC: PageKind = {
  comment: /<!--X-([A-Za-z0-9-]{2,40}):[ \t]?((?:(?!-->)[^\r\n]){0,2000}?)[ \t]*-->/g,
  needed: ['subject', 'date', 'message-id'],
  body: ['<!--X-Body-of-Message-->', '<!--X-Body-of-Message-End-->'],
  record: (fields) => ({
    from: first(fields, 'from') ?? turnLetters(first(fields, 'from-r13') ?? ''),
    date: first(fields, 'date'),
    subject: first(fields, 'subject'),
    messageId: first(fields, 'message-id'),
    references: (fields.get('reference') ?? []).map((id) => `<${id}>`).join(' '),
  }),
};

const HYPERMAIL: PageKind = {
  comment: /<!-- ([a-z]{2,20})="((?:(?!-->)[^\r\n]){0,2000}?)" -->/g,
  needed: ['subject', 'sent', 'id'],
  body: ['<!-- body="start" -->', '<!-- body="end" -->'],
  record: (fields) => ({
    from: { name: first(fields, 'name') ?? '', address: first(fields, 'email') ?? '' },
    date: first(fields, 'sent'),
    subject: first(fields, 'subject'),
    messageId: first(fields, 'id'),
    inReplyTo: first(fields, 'inreplyto'),
  }),
};

/** Bytes from the start of a page in which the comments stand. */
const LOOK = 16_384;

function kindOf(bytes: Buffer): { readonly kind: PageKind; readonly fields: Fields } | null {
  if (bytes.indexOf('<!--', 0, 'latin1') < 0) return null;
  const head = bytes.toString('utf8', 0, LOOK);
  for (const kind of [MHONARC, HYPERMAIL]) {
    const fields = new Map<string, string[]>();
    for (const [, name, value] of head.matchAll(kind.comment)) {
      const key = name!.toLowerCase();
      fields.set(key, [...(fields.get(key) ?? []), undoEntities(value!)]);
    }
    if (kind.needed.every((name) => fields.has(name)) && bytes.includes(kind.body[0], 0, 'latin1'))
      return { kind, fields };
  }
  return null;
}

const PAGE: RecordPage = {
  what: 'a page of an archive',
  read: (bytes) => {
    const page = kindOf(bytes);
    if (page === null) return null;
    const { kind, fields } = page;
    const start = bytes.indexOf(kind.body[0], 0, 'latin1') + kind.body[0].length;
    const end = bytes.indexOf(kind.body[1], start, 'latin1');
    const html = bytes.toString('utf8', start, end < 0 ? bytes.length : end).trim();
    return Object.fromEntries(Object.entries({ ...kind.record(fields), html }).filter(([, value]) => value));
  },
};

/**
 * Undoes MHonArc's own way of turning letters by half of the alphabet, in which `@` and `[` stand before and behind the capitals so that
 * nobody gathers addresses: `[ven <zvenNk.bet>` → `Mira <mira@x.org>`.
 */
const turnLetters = (text: string): string =>
  text.replace(/[@-[a-z]/g, (letter) => {
    const [base, count] = letter >= 'a' ? [97, 26] : [64, 28];
    return String.fromCharCode(base + ((letter.charCodeAt(0) - base + count / 2) % count));
  });
