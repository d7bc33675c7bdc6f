/** Files that are known by their first bytes. `mail` = may hold mail, in a form that is not read. */
export interface KnownBinary {
  readonly name: string;
  readonly mail: boolean;
}

const SIGNATURES: readonly (readonly [hex: string, name: string, mail: boolean])[] = [
  ['2142444e', 'an Outlook data file (.pst, .ost)', true],
  ['d0cf11e0a1b11ae1', 'an OLE document (.msg, .doc, .xls)', true],
  ['504b0304', 'a zip archive', true],
  ['504b0506', 'a zip archive', true],
  ['377abcaf271c', 'a 7-Zip archive', true],
  ['526172211a07', 'a RAR archive', true],
  ['425a68', 'a bzip2 file', true],
  ['fd377a585a00', 'an xz file', true],
  ['28b52ffd', 'a zstd file', true],
  ['1a0000040000', 'a Lotus Notes database (.nsf)', true],
  ['53514c69746520666f726d6174203300', 'an SQLite database', true],
  ['789f3e22', 'a TNEF file (winmail.dat)', true],
  ['89504e47', 'a PNG image', false],
  ['ffd8ff', 'a JPEG image', false],
  ['47494638', 'a GIF image', false],
  ['25504446', 'a PDF document', false],
  ['49492a00', 'a TIFF image', false],
  ['4d4d002a', 'a TIFF image', false],
];

/** What the first bytes say a file is: a PNG begins with `89 50 4e 47`; null if they say nothing. */
export function recogniseBinary(bytes: Uint8Array): KnownBinary | null {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('hex');
  for (const [signature, name, mail] of SIGNATURES) if (start.startsWith(signature)) return { name, mail };
  if (Buffer.from(bytes.subarray(257, 262)).toString('latin1') === 'ustar')
    return { name: 'a tar archive', mail: true };
  return null;
}
