/** What the library asks of `iconv-lite`, for a browser: its own decoders (WHATWG Encoding). */
const iconv = {
  encodingExists: (name: string): boolean => decoderOf(name) !== null,
  decode: (bytes: Uint8Array, name: string): string => (decoderOf(name) ?? new TextDecoder()).decode(bytes),
};

function decoderOf(name: string): InstanceType<typeof TextDecoder> | null {
  try {
    // `cp1252` is a name of iconv's; a browser calls it windows-1252.
    return new TextDecoder(name.replace(/^cp(?=125\d$|874$)/i, 'windows-').replace(/^cp949$/i, 'euc-kr'), {
      ignoreBOM: true,
    });
  } catch {
    return null;
  }
}

export default iconv;
