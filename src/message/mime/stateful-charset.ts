import iconv from 'iconv-lite';

/** Charsets that switch between character sets by escape sequences, as `resolveCharset` names them. */
export type StatefulCharset = 'iso-2022-jp' | 'iso-2022-kr' | 'iso-2022-cn' | 'hz';

/**
 * Labels of the charsets that switch by escape sequences: RFC 1468, RFC 2237, RFC 1554 (Japanese), RFC 1557 (Korean), RFC 1922
 * and RFC 1843 (Chinese).
 */
export const STATEFUL_LABELS: ReadonlyMap<string, StatefulCharset> = new Map<string, StatefulCharset>([
  ['iso-2022-jp', 'iso-2022-jp'],
  ['csiso2022jp', 'iso-2022-jp'],
  ['iso2022-jp', 'iso-2022-jp'],
  ['iso2022jp', 'iso-2022-jp'],
  ['jis', 'iso-2022-jp'],
  ['iso-2022-jp-1', 'iso-2022-jp'],
  ['iso-2022-jp-2', 'iso-2022-jp'],
  ['iso-2022-jp-3', 'iso-2022-jp'],
  ['iso-2022-jp-2004', 'iso-2022-jp'],
  ['iso-2022-jp-ms', 'iso-2022-jp'],
  ['csiso2022jp2', 'iso-2022-jp'],
  ['cp50220', 'iso-2022-jp'],
  ['cp50221', 'iso-2022-jp'],
  ['cp50222', 'iso-2022-jp'],
  ['iso-2022-kr', 'iso-2022-kr'],
  ['csiso2022kr', 'iso-2022-kr'],
  ['iso2022-kr', 'iso-2022-kr'],
  ['iso2022kr', 'iso-2022-kr'],
  ['iso-2022-cn', 'iso-2022-cn'],
  ['iso-2022-cn-ext', 'iso-2022-cn'],
  ['hz', 'hz'],
  ['hz-gb-2312', 'hz'],
]);

/** A character set that a stretch of bytes is in, and how its bytes become those of a charset that the library decodes. */
interface CharacterSet {
  readonly bytesEach: 1 | 2;
  readonly charset: string;
  /** Byte before each character: EUC-JP tells JIS X 0212 by it. */
  readonly prefix?: number;
}

const JIS_X_0208: CharacterSet = { bytesEach: 2, charset: 'euc-jp' };
const JIS_X_0212: CharacterSet = { bytesEach: 2, charset: 'euc-jp', prefix: 0x8f };
const KATAKANA: CharacterSet = { bytesEach: 1, charset: 'euc-jp', prefix: 0x8e };
const GB_2312: CharacterSet = { bytesEach: 2, charset: 'gb18030' };
const KS_X_1001: CharacterSet = { bytesEach: 2, charset: 'cp949' };

/** What stands behind ESC in ISO 2022: the set that follows, or null for one byte a character as in ASCII. */
const ESCAPES: readonly (readonly [sequence: string, set: CharacterSet | null])[] = [
  ['$@', JIS_X_0208],
  ['$B', JIS_X_0208],
  ['$(@', JIS_X_0208],
  ['$(B', JIS_X_0208],
  // JIS X 0213: its first plane is JIS X 0208 and more.
  ['$(O', JIS_X_0208],
  ['$(Q', JIS_X_0208],
  ['$(D', JIS_X_0212],
  ['$A', GB_2312],
  ['$(A', GB_2312],
  ['$(C', KS_X_1001],
  ['(I', KATAKANA],
  ['(B', null],
  ['(J', null],
  // QUIRK: Some Japanese mailers wrote ESC ( H, a Swedish set, for JIS X 0201.
  ['(H', null],
];

/** Sets that shift-out leads to, and the announcement in the bytes: ISO-2022-KR and ISO-2022-CN. */
const ANNOUNCED: readonly (readonly [sequence: string, set: CharacterSet])[] = [
  ['$)C', KS_X_1001],
  ['$)A', GB_2312],
];

const ESCAPE = 0x1b;
const SHIFT_OUT = 0x0e;
const SHIFT_IN = 0x0f;
const TILDE = 0x7e;

/**
 * Decodes bytes that switch character sets by escape sequences: `"\x1b$B9A\x1b(B"` → `"港"`. Every line begins in ASCII, as the
 * standards say, so that a lost escape costs one line; empty stretches, which adjacent encoded words leave, give nothing. Bytes
 * that fit no set stay as they are. Linear, never throws.
 */
export function decodeStateful(bytes: Uint8Array, charset: StatefulCharset): string {
  const out: string[] = [];
  let set: CharacterSet | null = null;
  let announced: CharacterSet = charset === 'iso-2022-cn' ? GB_2312 : KS_X_1001;
  let from = 0;
  const flush = (end: number): void => {
    if (end > from) out.push(decodeRun(bytes, from, end, set));
  };
  for (let at = 0; at < bytes.length; ) {
    const step: Step | null = charset === 'hz' ? readTilde(bytes, at, set) : readEscape(bytes, at, announced);
    if (step === null) {
      const isLineEnd = bytes[at] === 10 || bytes[at] === 13;
      if (isLineEnd && set !== null) {
        flush(at);
        from = at;
        set = null;
      }
      at += set?.bytesEach === 2 && isGraphic(bytes[at + 1]) && isGraphic(bytes[at]) ? 2 : 1;
      continue;
    }
    flush(at);
    if (step.text !== undefined) out.push(step.text);
    if (step.announced) announced = step.announced;
    if (step.set !== undefined) set = step.set;
    at = from = at + step.length;
  }
  flush(bytes.length);
  return out.join('');
}

/** What a control sequence does. */
interface Step {
  readonly length: number;
  /** The set that follows; undefined leaves it as it is. */
  readonly set?: CharacterSet | null;
  readonly announced?: CharacterSet;
  readonly text?: string;
}

function readEscape(bytes: Uint8Array, at: number, announced: CharacterSet): Step | null {
  const byte = bytes[at];
  if (byte === SHIFT_OUT) return { length: 1, set: announced };
  if (byte === SHIFT_IN) return { length: 1, set: null };
  if (byte !== ESCAPE) return null;
  for (const [sequence, set] of ESCAPES)
    if (startsWith(bytes, at + 1, sequence)) return { length: sequence.length + 1, set };
  for (const [sequence, set] of ANNOUNCED)
    if (startsWith(bytes, at + 1, sequence)) return { length: sequence.length + 1, announced: set };
  return null;
}

/** HZ: `~{` and `~}` around Chinese, `~~` a tilde, `~` at a line's end joins it to the next. */
function readTilde(bytes: Uint8Array, at: number, set: CharacterSet | null): Step | null {
  if (bytes[at] !== TILDE) return null;
  const next = bytes[at + 1];
  if (set !== null) return next === 0x7d ? { length: 2, set: null } : null;
  if (next === 0x7b) return { length: 2, set: GB_2312 };
  if (next === TILDE) return { length: 2, text: '~' };
  return next === 10 ? { length: 2 } : null;
}

function startsWith(bytes: Uint8Array, at: number, sequence: string): boolean {
  for (let index = 0; index < sequence.length; index++)
    if (bytes[at + index] !== sequence.charCodeAt(index)) return false;
  return true;
}

const isGraphic = (byte: number | undefined): boolean => byte !== undefined && byte > 0x20 && byte < 0x7f;

function decodeRun(bytes: Uint8Array, start: number, end: number, set: CharacterSet | null): string {
  if (set === null) return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
  const encoded: number[] = [];
  for (let at = start; at < end; ) {
    const isWhole =
      isGraphic(bytes[at]) && (set.bytesEach === 1 || isGraphic(bytes[at + 1])) && at + set.bytesEach <= end;
    if (!isWhole) {
      encoded.push(bytes[at++]! & 0x7f);
      continue;
    }
    if (set.prefix !== undefined) encoded.push(set.prefix);
    for (let count = 0; count < set.bytesEach; count++) encoded.push(bytes[at++]! | 0x80);
  }
  return iconv.decode(Buffer.from(encoded), set.charset);
}

/** True where bytes switch to Japanese as ISO-2022-JP does: `ESC $ B` or `ESC $ @`, which nothing else writes. */
export function announcesJapanese(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(ESCAPE); at >= 0; at = bytes.indexOf(ESCAPE, at + 1))
    if (bytes[at + 1] === 0x24 && (bytes[at + 2] === 0x42 || bytes[at + 2] === 0x40)) return true;
  return false;
}
