import { WholeCutter } from './eml.js';
import type { CutContext, Format, Head } from './format.js';
import { hasPrintedHeader } from './text.js';

/** Groups that hold no text of the page. */
const HIDDEN =
  /\{\\(?:\*|fonttbl|colortbl|stylesheet|info|pict)[^{}]{0,4000}(?:\{[^{}]{0,4000}\}[^{}]{0,4000}){0,400}\}/g;

/**
 * A mail that somebody saved or exported as RTF (`.rtf`, WordPad, Outlook's "Rich Text Format"): a text, told by the header that is
 * printed in it. What the text is, is read where messages are read.
 */
export const rtf: Format<'text'> = {
  names: ['text'],
  recognises: (head, context) => isRtf(head) && (isNamed(context) || hasPrintedHeader(roughText(head.bytes))),
  cutter: (_head, context) => new WholeCutter('text', context, 'rtf'),
};

const isRtf = ({ bytes }: Head): boolean => bytes.toString('latin1', 0, 5) === '{\\rtf';
const isNamed = ({ named, source }: CutContext): boolean => named && /\.rtf$/i.test(source);

/** The text without its commands, near enough to see a header in it. */
const roughText = (bytes: Buffer): string =>
  bytes
    .toString('latin1')
    .replace(HIDDEN, '')
    .replace(/\r?\n/g, '')
    .replace(/\\(?:par|line|row|sect|page)\b ?/g, '\n')
    .replace(/\\(?:tab|cell)\b ?/g, '\t')
    .replace(/\\'[0-9a-f]{2}/gi, 'x')
    .replace(/\\[a-z]{1,32}-?\d{0,10} ?/gi, '')
    .replace(/[{}]/g, '');
