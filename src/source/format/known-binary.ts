import { isCaseHead } from '../database/case-head.js';

/** Files that are known by their first bytes. `remedy` = may hold mail, in a form that is not read: what to do; null for no mail. */
export interface KnownBinary {
  readonly name: string;
  readonly remedy: string | null;
}

const SAVE_AS_UTF8 = 'save it as UTF-8 and read that';
const UNPACK = 'unpack it and read what is in it';
const CONVERT = 'export its messages as mbox or .eml and read these';

/** Which package reads what is packed so, and what to do without it. */
export const remedyOf = (kind: string): string =>
  `install the package that reads it (npm install ${PACKAGES.get(kind) ?? ''}), or ${UNPACK}`;
const PACKAGES: ReadonlyMap<string, string> = new Map([
  ['7z', 'libarchive-wasm'],
  ['rar', 'libarchive-wasm'],
  ['xz', 'xz-decompress'],
  ['zstd', 'fzstd'],
  ['parquet', 'hyparquet'],
  ['sqlite', 'libsql'],
  ['pdf', 'unpdf'],
]);

const SIGNATURES: readonly (readonly [hex: string, name: string, remedy: string | null])[] = [
  ['d0cf11e0a1b11ae1', 'an Office document (.doc, .xls, .ppt)', null],
  ['504b0304', 'a zip archive', UNPACK],
  ['504b0506', 'a zip archive', UNPACK],
  [
    '504b0708',
    'the first part of a zip archive in several parts',
    'join its parts and unpack them, and read what is in it',
  ],
  ['377abcaf271c', 'a 7-Zip archive', remedyOf('7z')],
  ['526172211a07', 'a RAR archive', remedyOf('rar')],
  ['425a68', 'a bzip2 file', UNPACK],
  ['1f8b08', 'a gzip file', UNPACK],
  ['fd377a585a00', 'an xz file', remedyOf('xz')],
  ['28b52ffd', 'a zstd file', remedyOf('zstd')],
  ['1a0000040000', 'a Lotus Notes database (.nsf)', CONVERT],
  ['53514c69746520666f726d6174203300', 'an SQLite database', 'unpack it from its archive and read the file'],
  ['21097019', 'a mailbox of The Bat! (.tbb)', CONVERT],
  ['cfad12fe', 'an Outlook Express mailbox (.dbx)', CONVERT],
  ['789f3e22', 'a TNEF file (winmail.dat) that is empty or damaged', CONVERT],
  ['2f2f203c212d2d203c6d64623a6d6f72', 'an index of Thunderbird (.msf), whose mailbox lies beside it', null],
  ['fffe0000', 'a text in UTF-32', SAVE_AS_UTF8],
  ['0000feff', 'a text in UTF-32', SAVE_AS_UTF8],
  ['0000000142756431', "the Finder's notes on a folder (.DS_Store)", null],
  ['00051607', 'what macOS keeps beside a file (AppleDouble, ._NAME)', null],
  ['62706c697374', 'a property list of macOS', null],
  ['89504e47', 'a PNG image', null],
  ['ffd8ff', 'a JPEG image', null],
  ['47494638', 'a GIF image', null],
  ['25504446', 'a PDF document', null],
  ['49492a00', 'a TIFF image', null],
  ['4d4d002a', 'a TIFF image', null],
];

/** `M0001,VOL01,.\IMAGES\M0001.tif,Y,,,2` */
const OPTICON =
  /^(?:\u00ef\u00bb\u00bf)?[^,\r\n]{1,200},[^,\r\n]{0,200},[^,\r\n]{1,400}\.(?:tiff?|jpe?g|png|pdf),Y?,[^,\r\n]{0,20},[^,\r\n]{0,20},\d{0,6}[\r\n]/i;

/** Three characters of ASCII in UTF-32 without a byte order mark, either byte order. */
const UTF32 = /^(?:0{6}(?:0[9ad]|[2-6].|7[0-9a-e])){3}|^(?:(?:0[9ad]|[2-6].|7[0-9a-e])0{6}){3}/;

/** A text of Macintosh files: their names, types and forks as letters. */
const BINHEX = /^[^:]{0,400}\(This file must be converted with BinHex ?4/i;

const OWN_CASE: KnownBinary = {
  name: 'a case file that rethread wrote',
  remedy: 'it is no evidence: name it alone to ask it questions',
};

/** What the first bytes say a file is: a PNG begins with `89 50 4e 47`; null if they say nothing. */
export function recogniseBinary(bytes: Uint8Array): KnownBinary | null {
  if (isCaseHead(bytes)) return OWN_CASE;
  const start = Buffer.from(bytes.subarray(0, 16)).toString('hex');
  for (const [signature, name, remedy] of SIGNATURES) if (start.startsWith(signature)) return { name, remedy };
  if (BINHEX.test(Buffer.from(bytes.subarray(0, 1000)).toString('latin1')))
    return { name: 'a BinHex file (.hqx)', remedy: UNPACK };
  if (UTF32.test(start)) return { name: 'a text in UTF-32', remedy: SAVE_AS_UTF8 };
  if (Buffer.from(bytes.subarray(257, 262)).toString('latin1') === 'ustar')
    return { name: 'a tar archive', remedy: UNPACK };
  if (OPTICON.test(Buffer.from(bytes.subarray(0, 1000)).toString('latin1')))
    return { name: 'an Opticon load file (.opt): a list of page images', remedy: null };
  return null;
}
