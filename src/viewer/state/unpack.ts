/** Reads what was packed as raw deflate (RFC 1951) of JSON. @throws where the browser cannot unpack: before 2023 */
export async function unpackJson(packed: Blob): Promise<unknown> {
  if (typeof DecompressionStream === 'undefined')
    throw new Error('This browser is too old to unpack the case: use one of 2023 or later');
  const stream = packed.stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(stream).json();
}

/** The same from Base64. */
export const unpackBase64 = (text: string): Promise<unknown> => unpackJson(new Blob([bytesOf(text)]));

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const { fromBase64 } = Uint8Array as unknown as { fromBase64?(text: string): Uint8Array<ArrayBuffer> };
  if (fromBase64) return fromBase64.call(Uint8Array, text);
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at++) bytes[at] = letters.charCodeAt(at);
  return bytes;
}
