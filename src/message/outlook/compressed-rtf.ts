const HEADER = 16;
const COMPRESSED = 0x75465a4c;
const PLAIN = 0x414c454d;
const WINDOW = 4096;
/** Longest RTF that is unpacked: 64 MB. */
const LONGEST = 64 << 20;

/** What the window holds at the beginning (MS-OXRTFCP 2.1.2.1). */
const START = Buffer.from(
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx',
  'latin1',
);

/**
 * Undoes the compression of PR_RTF_COMPRESSED (MS-OXRTFCP): a window of 4096 bytes, runs of 2 to 17 bytes out of it. `complete` is false
 * where the bytes end before the RTF does; null where they are no compressed RTF.
 */
export function decompressRtf(bytes: Buffer): { readonly rtf: Buffer; readonly complete: boolean } | null {
  if (bytes.length < HEADER) return null;
  const size = Math.min(bytes.readUInt32LE(4), LONGEST);
  const type = bytes.readUInt32LE(8);
  if (type === PLAIN) {
    // QUIRK: other programs than Outlook write a size that counts the header twice.
    return { rtf: bytes.subarray(HEADER, HEADER + size), complete: bytes.length >= bytes.readUInt32LE(0) + 4 };
  }
  if (type !== COMPRESSED) return null;
  const window = Buffer.alloc(WINDOW);
  START.copy(window);
  let write = START.length;
  // Each two bytes give at most 17.
  const out = Buffer.allocUnsafe(Math.min(size, (bytes.length - HEADER) * 9));
  let length = 0;
  let at = HEADER;
  while (at < bytes.length && length < out.length) {
    const control = bytes[at++]!;
    for (let bit = 0; bit < 8 && at < bytes.length && length < out.length; bit++) {
      if ((control & (1 << bit)) === 0) {
        const byte = bytes[at++]!;
        out[length++] = byte;
        window[write] = byte;
        write = (write + 1) % WINDOW;
        continue;
      }
      if (at + 1 >= bytes.length) return { rtf: out.subarray(0, length), complete: false };
      const reference = bytes.readUInt16BE(at);
      at += 2;
      const from = reference >> 4;
      // A reference to where the window is being written ends the RTF.
      if (from === write) return { rtf: out.subarray(0, length), complete: true };
      const count = (reference & 0xf) + 2;
      for (let index = 0; index < count && length < out.length; index++) {
        const byte = window[(from + index) % WINDOW]!;
        out[length++] = byte;
        window[write] = byte;
        write = (write + 1) % WINDOW;
      }
    }
  }
  return { rtf: out.subarray(0, length), complete: length === size };
}
