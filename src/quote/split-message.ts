import type { Body, Message } from '../message/message.js';
import { ownHeaderLength, type RecordHead } from '../message/record/own-header.js';
import { splitHtmlBody } from './html/split-html-body.js';
import { isPrinted, splitPrinted } from './printed/printed-message.js';
import { reconcileBodies } from './reconcile-bodies.js';
import type { SplitBody } from './segment.js';
import { type SplitBodyOptions, splitBody } from './split-body.js';

/**
 * Splits the body of a message into what its author wrote and what it quotes.
 *
 * Offsets count in `message.body.text`, whichever of the alternatives told where the quotation is: the plain text does,
 * unless it has lost the marks that the HTML shows. A printed conversation has the header of the message itself at its top:
 * a `header` segment of depth 0, and so has a mail that repeats its own header above its text. A message whose body was not read gives an empty split.
 */
export function splitMessage(message: Message): SplitBody {
  const { body } = message;
  if (body === null || body.text === '') return EMPTY;
  if (isPrinted(message)) return splitPrinted(message).split;
  const options = { subject: message.subject.text, date: message.date?.time ?? null };
  const own = ownHeaderLength(body.text, headOf(message));
  if (own > 0) return behindHeader(splitBody(body.text.slice(own), options), own);
  const split = splitBody(body.text, options);
  return body.html === null ? split : splitWithPage(body, body.html, split, options);
}

const headOf = ({ from, subject, date, to, cc, bcc }: Message): RecordHead => ({
  from,
  subject: subject.text,
  date,
  recipients: [...to, ...cc, ...bcc],
});

/** The split of a text behind the header of the message itself, which somebody, a signing program or an export printed above it. */
function behindHeader({ segments, embedded, authored }: SplitBody, length: number): SplitBody {
  const move = <T extends { readonly start: number; readonly end: number }>(one: T): T => ({
    ...one,
    start: one.start + length,
    end: one.end + length,
  });
  return {
    segments: [{ kind: 'header', start: 0, end: length, depth: 0, embedded: null }, ...segments.map(move)],
    embedded: embedded.map((one) => ({ ...one, header: move(one.header), ranges: one.ranges.map(move) })),
    authored,
  };
}

function splitWithPage(body: Body, html: string, split: SplitBody, options: SplitBodyOptions): SplitBody {
  if ((body.textSource !== 'html' && !isLeftOver(split)) || !mayQuote(html)) return split;
  const page = splitHtmlBody(html, options);
  return reconcileBodies({ text: body.text, split, rendered: body.textSource === 'html' }, page);
}

/**
 * True where the plain text may have lost marks: it shows no quotation, or own words below one. What stands above all
 * quotations is the author's in any case.
 */
function isLeftOver(split: SplitBody): boolean {
  const first = split.segments.findIndex(({ depth }) => depth > 0);
  return (
    first < 0 ||
    split.segments.some(({ kind, start, end }, at) => at > first && kind === 'authored' && end - start > 40)
  );
}

/** Anything by which a page marks quotations. */
function mayQuote(html: string): boolean {
  return MARKERS.some((marker) => html.includes(marker));
}

const MARKERS = [
  '<blockquote',
  '<BLOCKQUOTE',
  '_quote',
  'RplyFwdMsg',
  'appendonsend',
  'order-top:',
  'zwchr',
  'stopSpelling',
  'replySplit',
  'OLK_SRC_BODY',
  'reference-message',
  'moz-forward',
  'zmail_extra',
  'yqt',
  'ntes-',
  'isForwardContent',
  'isReplyContent',
];

const EMPTY: SplitBody = { segments: [], embedded: [], authored: '' };
