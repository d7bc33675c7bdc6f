import { TYPE } from '../../source/outlook/mapi-object.js';
import type { Origin, Problem } from '../../source/source.js';
import type { StringPlaces } from '../body-places.js';
import type { Body } from '../message.js';
import { decodeCharset } from '../mime/charset.js';
import { htmlToText } from '../mime/html-text.js';
import { decompressRtf } from './compressed-rtf.js';
import { charsetOfCodepage, type MapiValues } from './mapi-values.js';
import { readRtf } from './rtf-text.js';
import { packingOfValue, placesOfText } from './value-places.js';

const PLAIN = 0x1000;
const HTML = 0x1013;
const RTF = 0x1009;
const INTERNET_CODEPAGE = 0x3fde;

/** A text and where it stands. */
interface Found {
  readonly text: string;
  readonly places: StringPlaces;
}

/** The text of an item, the page behind it, and what was wrong with them. */
export interface OutlookBody {
  readonly body: Body;
  readonly problems: readonly Problem[];
}

/**
 * The text of an item: its plain text where it has one, else what its HTML or RTF shows. The page is its HTML, or the one that Outlook wrapped
 * in RTF.
 */
export function readOutlookBody(values: MapiValues, source: string, origin: Origin): OutlookBody {
  const problems: Problem[] = [];
  const plain = readPlain(values, source);
  const rtf = readWrapped(values, source, origin, problems);
  const html = readHtml(values, source) ?? (rtf?.kind === 'html' ? rtf : null);
  const page = html && html.text.trim() !== '' ? html : null;
  const shown =
    plain && plain.text.trim() !== ''
      ? { found: plain, rendered: false, textSource: 'record' as const }
      : page
        ? { found: { ...page, text: htmlToText(page.text) }, rendered: true, textSource: 'html' as const }
        : rtf && rtf.kind !== 'html'
          ? { found: rtf, rendered: true, textSource: 'record' as const }
          : null;
  const text = shown ? normalizeLines(shown.found.text) : '';
  return {
    body: {
      text,
      html: page && normalizeLines(page.text),
      textSource: text === '' ? 'none' : shown!.textSource,
      flowed: null,
      places: {
        kind: 'record',
        origin,
        rendered: shown?.rendered ?? false,
        runs: shown ? [{ textStart: 0, textEnd: text.length, string: shown.found.places }] : [],
      },
    },
    problems,
  };
}

const normalizeLines = (text: string): string => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);

function readPlain(values: MapiValues, source: string): Found | null {
  const property = values.property(PLAIN);
  if (property === undefined) return null;
  const text = values.text(PLAIN);
  // Another charset than one of a byte a character: units cannot be counted in its bytes.
  const width = property.type === TYPE.unicode ? 2 : property.value.length <= text.length + 1 ? 1 : null;
  return { text, places: placesOfText(source, property.value, text, width) };
}

function readHtml(values: MapiValues, source: string): Found | null {
  const property = values.property(HTML);
  if (property === undefined) return null;
  const places = { packing: packingOfValue(source, property.value), steps: null };
  if (property.type !== TYPE.binary) return { text: values.text(HTML), places };
  const bytes = values.bytes(HTML) ?? Buffer.alloc(0);
  const named = /<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(bytes.toString('latin1', 0, 2000))?.[1];
  const charset = charsetOfCodepage(values.number(INTERNET_CODEPAGE) ?? 0) ?? named ?? values.charset;
  return { text: decodeCharset(bytes, charset).text.replace(/\0+$/, ''), places };
}

function readWrapped(
  values: MapiValues,
  source: string,
  origin: Origin,
  problems: Problem[],
): (Found & { readonly kind: 'html' | 'text' | 'rtf' }) | null {
  const property = values.property(RTF);
  const bytes = values.bytes(RTF);
  if (property === undefined || bytes === null) return null;
  const unpacked = decompressRtf(bytes);
  const read = unpacked && readRtf(unpacked.rtf);
  if (!unpacked?.complete && bytes.length > 16)
    problems.push({
      code: 'rtf-damaged',
      severity: 'notice',
      message:
        'The RTF text of the item is damaged; what could be read of it was used where nothing else tells the text.',
      origin: values.origin(RTF) ?? origin,
    });
  return read && { ...read, places: { packing: packingOfValue(source, property.value), steps: null } };
}
