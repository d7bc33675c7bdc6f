import type { Body, Message } from '../message/message.js';
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
 * a `header` segment of depth 0. A message whose body was not read gives an empty split.
 */
export function splitMessage(message: Message): SplitBody {
  const { body } = message;
  if (body === null || body.text === '') return EMPTY;
  if (isPrinted(message)) return splitPrinted(message).split;
  const options = { subject: message.subject.text, date: message.date?.time ?? null };
  const split = splitBody(body.text, options);
  return body.html === null ? split : splitWithPage(body, body.html, split, options);
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
