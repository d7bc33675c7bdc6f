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
  const quotes = split.segments.some((segment) => segment.depth > 0);
  if ((quotes && body.textSource !== 'html') || !mayQuote(html)) return split;
  const page = splitHtmlBody(html, options);
  return reconcileBodies({ text: body.text, split, rendered: body.textSource === 'html' }, page);
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
  'isForwardContent',
  'isReplyContent',
];

const EMPTY: SplitBody = { segments: [], embedded: [], authored: '' };
