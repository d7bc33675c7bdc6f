const OID = { signed: '010702', enveloped: '010703', compressed: '0109100109', data: '010701' };

/** An element of DER, or of BER whose end a mark tells. */
function element(tag: number, open: boolean, ...content: readonly Buffer[]): Buffer {
  const inside = Buffer.concat(content);
  if (open) return Buffer.concat([Buffer.of(tag, 0x80), inside, Buffer.of(0, 0)]);
  const { length } = inside;
  const size = length < 128 ? [length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.of(tag, ...size), inside]);
}
const identifier = (digits: string) => element(6, false, Buffer.from(`2a864886f70d${digits}`, 'hex'));

/** A part of S/MIME (RFC 5652) without certificates and signatures; written as programs do that do not know the length beforehand (`open`), its content in pieces of ten bytes. */
export function signedOf(
  content: string | Buffer | null,
  { kind = 'signed', open = false }: { kind?: keyof typeof OID; open?: boolean } = {},
): Buffer {
  const bytes = Buffer.from(content ?? '');
  const pieces = [];
  for (let at = 0; at < bytes.length; at += 10) pieces.push(element(4, false, bytes.subarray(at, at + 10)));
  const octets = open ? element(0x24, true, ...pieces) : element(4, false, bytes);
  const held = content === null ? [] : [element(0xa0, open, octets)];
  const version = element(2, false, Buffer.of(1));
  const digests = kind === 'compressed' ? element(0x30, false, identifier('0109100308')) : element(0x31, open);
  const inner = element(0x30, open, version, digests, element(0x30, open, identifier(OID.data), ...held));
  return element(0x30, open, identifier(OID[kind]), element(0xa0, open, inner));
}
