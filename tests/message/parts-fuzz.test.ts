import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/message/message.js';
import { readMessage } from '../../src/message/read-message.js';
import { rawMessage } from '../raw-message.js';

const TYPES = [
  'text/plain',
  'text/html',
  'text/plain; charset=utf-8; format=flowed',
  'text/plain; charset=iso-8859-1',
  'text/plain; charset=utf-16le',
  'text/html; charset=x-unheard-of',
  'text/enriched',
  'text/calendar; method=REQUEST',
  'text/x-amp-html',
  'text/csv; name="list.csv"',
  'text/rtf',
  'text/rfc822-headers',
  'application/octet-stream',
  'application/octet-stream; name=plan.txt',
  'application/pdf; name="plan.pdf"',
  'application/ms-tnef; name=winmail.dat',
  'application/pkcs7-mime; name=smime.p7m',
  'application/pgp-encrypted',
  'application/mac-binhex40; name="plan.hqx"',
  'image/png',
  'message/rfc822',
  'message/delivery-status',
  'message/disposition-notification',
  'message/partial; id=a; number=1; total=2',
  'message/external-body; access-type=URL; URL="http://moor.example/"',
  'message/feedback-report',
  'message/x-unknown',
  'model/x; name==?utf-8?Q?a.eml?=',
  'application/rfc822; name=a.eml',
  'nonsense',
  'text',
  '',
  'multipart/mixed',
  '  TEXT/PLAIN ; CHARSET="us-ascii"',
];
const ENCODINGS = ['7bit', '8bit', 'base64', 'quoted-printable', 'x-uuencode', 'QUOTED-PRINTABLE', 'x-unknown', null];
const DISPOSITIONS = [
  null,
  null,
  'inline',
  'attachment',
  'attachment; filename=plan.txt',
  'inline; filename="plan.html"',
  "attachment; filename*=utf-8''pl%20an.eml",
  'form-data; name=x',
];
const MULTIPARTS = [
  'mixed',
  'alternative',
  'related',
  'report; report-type=delivery-status',
  'signed',
  'encrypted',
  'digest',
  'parallel',
  'form-data',
  'x-unknown',
  'appledouble',
];

interface Leaf {
  readonly type: string;
  readonly encoding: string | null;
  readonly disposition: string | null;
  readonly token: string;
  readonly shape: number;
}
interface Branch {
  readonly kind: string;
  readonly parts: readonly Tree[];
  readonly closed: boolean;
  readonly preamble: string;
  readonly epilogue: string;
}
type Tree = Leaf | Branch;

const token = fc.integer({ min: 1e8, max: 4e9 }).map((n) => `q${n.toString(36)}z`);
const leaf: fc.Arbitrary<Leaf> = fc.record({
  type: fc.constantFrom(...TYPES),
  encoding: fc.constantFrom(...ENCODINGS),
  disposition: fc.constantFrom(...DISPOSITIONS),
  token,
  shape: fc.nat(7),
});
const { tree } = fc.letrec<{ tree: Tree; branch: Branch }>((tie) => ({
  branch: fc.record({
    kind: fc.constantFrom(...MULTIPARTS),
    parts: fc.array(tie('tree'), { minLength: 1, maxLength: 4 }),
    closed: fc.boolean(),
    preamble: fc.oneof(
      fc.constant(''),
      token.map((t) => `Before ${t}`),
    ),
    epilogue: fc.oneof(
      fc.constant(''),
      token.map((t) => `Behind ${t}`),
    ),
  }),
  tree: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf, tie('branch') as fc.Arbitrary<Tree>),
}));

/** What a part says, in several forms. */
const contentOf = ({ token: t, shape }: Leaf): string =>
  [
    `The ${t} was opened.\n`,
    `<html><body><p>Peat <b>${t}</b></p></body></html>\n`,
    `From: Ann <ann@moor.example>\nSubject: ${t}\nDate: Tue, 6 May 2014 10:11:12 +0000\n\nDry ${t}.\n`,
    `Reporting-MTA: dns; moor.example\n\nFinal-Recipient: rfc822; ${t}@moor.example\nAction: failed\nStatus: 5.1.1\n`,
    `BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nSUMMARY:${t}\nDTSTART:20140506T101112Z\nEND:VEVENT\nEND:VCALENDAR\n`,
    t,
    `\n\n${t}\nContent-Type: text/plain\n\n${t}\n`,
    `begin 644 plan.txt\n${uuLine(Buffer.from(t))}\nend\n${t}\n`,
  ][shape]!;

function uuLine(bytes: Uint8Array): string {
  let line = String.fromCharCode(32 + bytes.length);
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    for (const six of [a >> 2, ((a & 3) << 4) | (b >> 4), ((b & 15) << 2) | (c >> 6), c & 63])
      line += six === 0 ? '`' : String.fromCharCode(32 + six);
  }
  return line;
}

function encoded(item: Leaf): string {
  const bytes = Buffer.from(contentOf(item), /utf-16/.test(item.type) ? 'utf16le' : 'utf8');
  const encoding = item.encoding?.toLowerCase();
  if (encoding === 'base64') return bytes.toString('base64').replace(/.{76}/g, '$&\n');
  if (encoding === 'quoted-printable')
    return bytes
      .toString('latin1')
      .replace(/[=\u007f-\u00ff]/g, (char) => `=${char.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`);
  if (encoding === 'x-uuencode') {
    const lines = Array.from({ length: Math.ceil(bytes.length / 45) }, (_, at) =>
      uuLine(bytes.subarray(at * 45, at * 45 + 45)),
    );
    return `begin 644 plan.txt\n${lines.join('\n')}\n\`\nend`;
  }
  return bytes.toString('latin1');
}

const isBranch = (item: Tree): item is Branch => 'kind' in item;

function write(item: Tree, depth: string): string {
  if (!isBranch(item)) {
    const fields = [
      ...(item.type
        ? [`Content-Type: ${item.type === 'multipart/mixed' ? 'multipart/mixed; boundary=none' : item.type}`]
        : []),
      ...(item.encoding ? [`Content-Transfer-Encoding: ${item.encoding}`] : []),
      ...(item.disposition ? [`Content-Disposition: ${item.disposition}`] : []),
    ];
    return `${fields.map((field) => `${field}\n`).join('')}\n${encoded(item)}`;
  }
  const boundary = `b${depth}`;
  const parts = item.parts.map((part, at) => `--${boundary}\n${write(part, `${depth}-${at}`)}\n`).join('');
  return `Content-Type: multipart/${item.kind}; boundary="${boundary}"\n\n${item.preamble}\n${parts}${item.closed ? `--${boundary}--\n${item.epilogue}` : ''}`;
}

const leavesOf = (item: Tree): readonly Leaf[] => (isBranch(item) ? item.parts.flatMap(leavesOf) : [item]);
const asidesOf = (item: Tree): readonly string[] =>
  isBranch(item) ? [item.preamble, ...(item.closed ? [item.epilogue] : []), ...item.parts.flatMap(asidesOf)] : [];
const familyOf = (message: Message): readonly Message[] => [message, ...message.embedded.flatMap(familyOf)];
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('the parts of a mail', () => {
  it('are each a text, an attachment, or named by a problem', async () => {
    await fc.assert(
      fc.asyncProperty(tree, async (root) => {
        const mail = `From: Ada <ada@moor.example>\nSubject: Peat\nMIME-Version: 1.0\n${write(root, 'x')}`;
        const source = Buffer.from(mail, 'latin1');
        const message = await readMessage(rawMessage(source), { bodies: true });
        const family = familyOf(message);
        const held = JSON.stringify(family.map(({ problems: _problems, ...rest }) => rest));
        const places = family.flatMap(({ attachments, problems }) => [
          ...attachments.map(({ origin }) => origin),
          ...problems
            .filter(({ code }) => /^(?:part-|mime-(?:preamble|epilogue)|inline-|transfer-|outlook-)/.test(code))
            .map(({ origin }) => origin),
        ]);
        const hashes = new Set(family.flatMap(({ attachments }) => attachments.map(({ sha256: hash }) => hash)));
        for (const item of leavesOf(root)) {
          const at = mail.indexOf(encoded(item));
          const covered = places.some(
            (place) => place && place.offset <= at && at < place.offset + place.length && place.length < source.length,
          );
          expect(
            held.includes(item.token) || covered || hashes.has(sha256(Buffer.from(contentOf(item)))),
            `${item.token}\n${mail}`,
          ).toBe(true);
        }
        for (const aside of asidesOf(root)) {
          const at = mail.indexOf(aside);
          const covered = places.some(
            (place) => place && place.offset <= at && at < place.offset + place.length && place.length < source.length,
          );
          expect(aside === '' || held.includes(aside) || covered, `${aside}\n${mail}`).toBe(true);
        }
      }),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 300) },
    );
  });
});
