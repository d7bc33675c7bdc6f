import { inflateSync } from 'node:zlib';

/** What stands in a part in Cryptographic Message Syntax (RFC 5652): `smime.p7m`. */
export interface SignedContent {
  /** `empty`: certificates alone, or a signature of what stands elsewhere. */
  readonly kind: 'signed' | 'compressed' | 'encrypted' | 'empty';
  /** What was signed or packed, as it was; empty where it can be read by no one without a key. */
  readonly bytes: Uint8Array;
  /** False where the part ends before what it holds does. */
  readonly complete: boolean;
}

/** Object identifiers of content types (RFC 5652 §14, RFC 5083, RFC 3274), in DER. */
const KINDS: ReadonlyMap<string, SignedContent['kind']> = new Map([
  ['2a864886f70d010702', 'signed'],
  ['2a864886f70d010703', 'encrypted'],
  ['2a864886f70d010706', 'encrypted'],
  ['2a864886f70d0109100117', 'encrypted'],
  ['2a864886f70d0109100109', 'compressed'],
]);

const TAG = { integer: 0x02, octets: 0x04, identifier: 0x06, set: 0x31, sequence: 0x30, joined: 0x24, content: 0xa0 };
/** A packed content that gives more is left closed: 256 MB. */
const LONGEST = 256 << 20;
const NOTHING = new Uint8Array(0);

/**
 * Takes out of a part what was signed: it is there to be read without any key. The signature is not checked. Null for bytes that are no such
 * part.
 *
 *     ContentInfo { signedData, [0] SignedData { version, digests, encapContentInfo { data, [0] OCTET STRING }, … } }
 */
export function readSignedContent(bytes: Uint8Array): SignedContent | null {
  const walk = new Walk(bytes);
  if (!walk.enter(TAG.sequence)) return null;
  const kind = KINDS.get(walk.identifier() ?? '');
  if (kind === undefined) return null;
  if (kind === 'encrypted') return { kind, bytes: NOTHING, complete: true };
  const isOpen = walk.enter(TAG.content) && walk.enter(TAG.sequence) && walk.pass(TAG.integer);
  // The digests of the signers, or how it was packed.
  if (!isOpen || !walk.pass(kind === 'signed' ? TAG.set : TAG.sequence)) return null;
  if (!walk.enter(TAG.sequence) || walk.identifier() === null) return null;
  if (!walk.enter(TAG.content)) return { kind: 'empty', bytes: NOTHING, complete: true };
  const { pieces, complete } = walk.octets();
  const content = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
  if (kind === 'signed') return { kind, bytes: content, complete };
  try {
    return { kind, bytes: inflateSync(content, { maxOutputLength: LONGEST }), complete };
  } catch {
    return { kind, bytes: NOTHING, complete: false };
  }
}

/** An element of BER: where its content stands; `end` is null where only a mark behind it tells (X.690 §8.1.3.6). */
interface Element {
  readonly tag: number;
  readonly start: number;
  readonly end: number | null;
}

/** Goes through elements of BER one after the other, without recursion. */
class Walk {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Steps into the next element, if it is of that tag. */
  enter(tag: number): boolean {
    const element = this.#next();
    if (element?.tag !== tag) return false;
    this.#at = element.start;
    return true;
  }

  /** Steps behind the next element, if it is of that tag. */
  pass(tag: number): boolean {
    const element = this.#next();
    if (element?.tag !== tag) return false;
    this.#at = this.#endOf(element);
    return this.#at <= this.#bytes.length;
  }

  /** The next object identifier, in hexadecimal digits; null where another element stands there. */
  identifier(): string | null {
    const element = this.#next();
    if (element?.tag !== TAG.identifier || element.end === null) return null;
    this.#at = element.end;
    return Buffer.from(this.#bytes.subarray(element.start, element.end)).toString('hex');
  }

  /** The octets of the next element, which may be written in pieces. */
  octets(): { readonly pieces: readonly Uint8Array[]; readonly complete: boolean } {
    const pieces: Uint8Array[] = [];
    const outer = this.#next();
    if (outer?.tag === TAG.octets && outer.end !== null) {
      pieces.push(this.#bytes.subarray(outer.start, outer.end));
      return { pieces, complete: outer.end <= this.#bytes.length };
    }
    if (outer?.tag !== TAG.joined) return { pieces, complete: false };
    this.#at = outer.start;
    const limit = outer.end ?? Number.POSITIVE_INFINITY;
    for (let open = outer.end === null ? 1 : 0; this.#at < limit; ) {
      const element = this.#next();
      if (element === null) return { pieces, complete: false };
      if (element.tag === 0 && element.end === element.start) {
        this.#at = element.end;
        if (--open <= 0) break;
      } else if (element.tag === TAG.joined) {
        if (element.end === null) open++;
        this.#at = element.start;
      } else if (element.tag === TAG.octets && element.end !== null) {
        pieces.push(this.#bytes.subarray(element.start, element.end));
        this.#at = element.end;
      } else return { pieces, complete: false };
    }
    return { pieces, complete: this.#at <= this.#bytes.length };
  }

  /** Index behind an element, also behind one whose end a mark tells. */
  #endOf(element: Element): number {
    if (element.end !== null) return element.end;
    this.#at = element.start;
    for (let open = 1; open > 0; ) {
      const inner = this.#next();
      if (inner === null) return Number.POSITIVE_INFINITY;
      if (inner.end === null) open++;
      else if (inner.tag === 0 && inner.end === inner.start) open--;
      this.#at = inner.end ?? inner.start;
    }
    return this.#at;
  }

  #next(): Element | null {
    const bytes = this.#bytes;
    const tag = bytes[this.#at];
    const first = bytes[this.#at + 1];
    if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return null;
    const start = this.#at + 2;
    if (first < 0x80) return { tag, start, end: start + first };
    if (first === 0x80) return { tag, start, end: null };
    const digits = first - 0x80;
    if (digits > 6 || start + digits > bytes.length) return null;
    let length = 0;
    for (let at = start; at < start + digits; at++) length = length * 256 + bytes[at]!;
    return { tag, start: start + digits, end: start + digits + length };
  }
}
