import { decodeCharset, latin1Bytes } from '../mime/charset.js';
import { collapseSpace, decodeRawText, decodeWords, unfold } from './encoded-word.js';

/** A Content-Type or Content-Disposition value. */
export interface ParameterizedValue {
  /** Lower case, without comments and white space: `text/plain`; '' if there is none. */
  readonly value: string;
  /** Parameter names in lower case; RFC 2231 continuations joined and decoded. */
  readonly parameters: ReadonlyMap<string, string>;
}

/**
 * Reads `value; name=value` (RFC 2045 §5.1, RFC 2231, RFC 2183) with comments, quoted strings, encoded words inside quoted
 * strings (which the RFC forbids and everybody writes), missing semicolons at folds, and unclosed quotes.
 * `"text/plain; charset=\"utf-8\""` → `{value: 'text/plain', parameters: {charset: 'utf-8'}}`. The first of a repeated name counts.
 */
export function parseParameterizedValue(raw: string): ParameterizedValue {
  const pieces = splitPieces(decodeRawText(raw));
  const value = unfold(pieces[0] ?? '')
    .replace(/\s+/g, '')
    .toLowerCase()
    .replace(/\/$/, '');
  const found = new Map<string, string>();
  const sections = new Map<string, { index: number; text: string; encoded: boolean }[]>();
  for (const piece of pieces.slice(1, 200)) {
    const equals = piece.indexOf('=');
    if (equals < 1 || !piece.slice(0, equals).trim()) continue;
    const name = piece.slice(0, equals).replace(/\s+/g, '').toLowerCase();
    const text = unquote(piece.slice(equals + 1).trim());
    const star = /^([^*]+)\*(\d{0,4})(\*?)$/.exec(name);
    if (!star) {
      if (text && !found.has(name)) found.set(name, collapseFold(decodeWords(text)));
      continue;
    }
    const list = sections.get(star[1]!) ?? [];
    list.push({ index: Number(star[2] || 0), text, encoded: star[2] === '' || star[3] === '*' });
    sections.set(star[1]!, list);
  }
  for (const [name, list] of sections) found.set(name, joinSections(list));
  return { value, parameters: found };
}

/** Cuts at semicolons outside of quotes; comments go. A fold before `name=` cuts too: clients forget the semicolon. */
function splitPieces(raw: string): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  let quoted = false;
  let depth = 0;
  for (let at = 0; at < raw.length; at++) {
    const char = raw[at]!;
    if (quoted) {
      piece += char;
      if (char === '\\' && at + 1 < raw.length) piece += raw[++at];
      else if (char === '"') quoted = false;
    } else if (depth) {
      if (char === '\\') at++;
      else if (char === '(') depth++;
      else if (char === ')') depth--;
    } else if (char === '(' && !/=\s*\S*$/.test(piece.slice(-100))) depth++;
    else if (char === '"') {
      quoted = true;
      piece += char;
    } else if (char === ';' || (char === '\n' && /^\s+[\w*-]{1,40}\s*=/.test(raw.slice(at, at + 60)))) {
      pieces.push(piece);
      piece = '';
    } else piece += char;
  }
  pieces.push(piece);
  return pieces;
}

function unquote(text: string): string {
  if (!text.startsWith('"')) return text.replace(/\s+$/, '');
  const close = text.length > 1 && text.endsWith('"') ? -1 : undefined;
  return text.slice(1, close).replace(/\\(["\\])/g, '$1');
}

const collapseFold = (text: string): string => (/[\r\n]/.test(text) ? collapseSpace(text) : text);

/** RFC 2231 §3 and §4: sections in order of their number; charset'language' before the first encoded one. */
function joinSections(list: { index: number; text: string; encoded: boolean }[]): string {
  const ordered = [...list].sort((a, b) => a.index - b.index);
  let charset: string | null = null;
  const parts: Buffer[] = [];
  for (const [at, section] of ordered.entries()) {
    let text = section.text;
    if (section.encoded && at === 0) {
      const prefix = /^([^']*)'[^']*'/.exec(text);
      if (prefix) {
        charset = prefix[1] || null;
        text = text.slice(prefix[0].length);
      }
    }
    parts.push(section.encoded ? percentBytes(text) : Buffer.from(text, 'utf8'));
  }
  return decodeCharset(Buffer.concat(parts), charset).text;
}

function percentBytes(text: string): Buffer {
  return latin1Bytes(
    text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  );
}
