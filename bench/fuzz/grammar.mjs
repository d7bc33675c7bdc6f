// Long tables of what mail is written with, right and wrong: mail is made of them by a seed.
import { gzipSync } from 'node:zlib';

const PEOPLE = [
  'Ada Moor <ada@moor.example>',
  'bo@fen.example',
  '"Moor, Cy" <cy@moor.example>',
  'Dee (away) <dee@fen.example>',
];
const ODD_PEOPLE = [
  '<>',
  'undisclosed-recipients:;',
  'A: b@c.example, d@e.example;',
  `${'"'.repeat(99)}@x.example`,
  '=?utf-8?B?8J+Ygg==?= <u@x.example>',
  '=?utf-8?Q?=22=3Ca=40b=2Eexample=3E=22?= <e@f.example>',
  '/O=CORP/OU=EXCHANGE/CN=RECIPIENTS/CN=ADA',
  'Ada/HOU/ECT@ECT',
  '[mailto:ada@moor.example]',
  `${'('.repeat(200)}x@y.example`,
  '\u202egnp.exe <r@x.example>',
  'constructor@__proto__.example',
];
const SUBJECTS = [
  'Plan',
  'Re: Plan',
  'FW: Plan',
  'AW: WG: Plan',
  '[list] Plan',
  'Re: Plan (was: Tide)',
  '',
  '__proto__',
  'toString',
];
const DATES = [
  'Mon, 3 Jan 2005 10:00:00 +0000',
  'Tue, 29 Feb 2005 25:61:61 -9999',
  '3 Jan 05 10:00 PST',
  'Thu, 01 Jan 1970 00:00:00 +0000',
  'Fri, 31 Dec 9999 23:59:60 +1400',
  '2005-01-03T10:00:00Z',
  'Montag, 3. Januar 2005 10:00',
  '99999999999999999',
  'yesterday',
];
const IDS = [
  '<1@x>',
  '<2@x>',
  '<3@x>',
  '<>',
  '<constructor>',
  '<a b@x>',
  `<${'y'.repeat(2000)}@x>`,
  '<=?utf-8?Q?z?=@x>',
];
const WORDS =
  'the tide at quay four will not reach 4.2 million before Friday and nobody said so to the board in March'.split(' ');
const ATTRIBUTIONS = [
  'On 3 Jan 2005, at 10:00, Ada Moor wrote:',
  'Am 03.01.2005 um 10:00 schrieb Ada Moor <ada@moor.example>:',
  'Le lun. 3 janv. 2005 à 10:00, Ada Moor <ada@moor.example> a écrit :',
  'Ada Moor writes:',
  '2005/1/3 Ada Moor <ada@moor.example>',
  'On Mon, Jan 3, 2005 at 10:00 AM Ada Moor\n<ada@moor.example> wrote:',
];
const BLOCKS = [
  '-----Original Message-----\nFrom: Ada Moor [mailto:ada@moor.example]\nSent: Monday, January 3, 2005 10:00 AM\nTo: Bo\nSubject: Plan\n',
  'Von: Ada Moor\nGesendet: Montag, 3. Januar 2005 10:00\nAn: Bo\nBetreff: Plan\n',
  '---------------------- Forwarded by Ada/HOU/ECT on 01/03/2005 10:00 AM ---------------------------\n',
  '\tAda Moor\n\t01/03/2005 10:00 AM\n\t\n\t\tTo: Bo/HOU/ECT@ECT\n\t\tcc: \n\t\tSubject: Plan\n',
  '________________________________\nFrom: Ada\nSent: Mon 1/3/2005\nTo: Bo\nSubject: Plan\n',
  '---------- Forwarded message ---------\nFrom: Ada Moor <ada@moor.example>\nDate: Mon, Jan 3, 2005 at 10:00 AM\nSubject: Plan\nTo: Bo\n',
  'Begin forwarded message:\n\n> From: Ada\n> Date: 3 January 2005 10:00:00 GMT\n> To: Bo\n> Subject: Plan\n',
];
const CHARSETS = [
  'utf-8',
  'iso-8859-1',
  'utf-16',
  'utf-7',
  'iso-2022-jp',
  'gb18030',
  'big5',
  'hz-gb-2312',
  'x-unknown',
  'constructor',
  'utf-32le',
];
const TYPES = [
  'text/html',
  'text/enriched',
  'text/calendar; method=REPLY',
  'message/rfc822',
  'message/delivery-status',
  'message/disposition-notification',
  'multipart/report; report-type=delivery-status; boundary=b',
  'application/ms-tnef; name=winmail.dat',
  "application/octet-stream; name*0*=utf-8''%00;name*1=b",
  'message/partial; id=1; number=1; total=2',
  'text/plain; format=flowed; delsp=yes',
];
const HTML = [
  '<blockquote type=cite>',
  '<div class="gmail_quote">',
  '<div style="border:none;border-top:solid #B5C4DF 1.0pt">',
  '<table><tr><td>',
  '<!--[if mso]>',
  '<style>a{b:c}',
  '<script>alert(1)</script>',
  '&#x202e;&#0;&#xD800;&constructor;',
  '<pre>',
  '<br>',
  '<p>',
  '</blockquote>',
  '<b>From:</b> Ada<br><b>Sent:</b> Monday<br><b>To:</b> Bo<br><b>Subject:</b> Plan<br>',
];

/** Words in lines of a mail's width. */
export const prose = (random, most = 40) =>
  random
    .times(most, (at) => `${random.pick(WORDS)}${at % 11 === 10 ? '\n' : ' '}`)
    .join('')
    .trimEnd();

/** A text with quotations in it, marked, below attributions or below blocks, as deep as chance leads. */
export function quotingText(random) {
  let text = prose(random);
  for (let depth = random.below(6); depth > 0; depth--) {
    const mark = random.pick(['> ', '>', '| ', '>> ', 'AM> ', '\t', ': ', '']);
    const opening = random.chance(0.5) ? random.pick(ATTRIBUTIONS) : random.pick(BLOCKS);
    const quoted = text.split('\n').map((line) => mark + line);
    text = [prose(random, 20), '', opening, ...quoted, random.chance(0.3) ? prose(random, 8) : ''].join('\n');
  }
  if (random.chance(0.2)) text += `\n-- \n${random.pick(PEOPLE)}\n`;
  return text;
}

function htmlText(random) {
  return random.times(30, () => (random.chance(0.6) ? random.pick(HTML) : prose(random, 6))).join('');
}

function header(random) {
  const people = () => (random.chance(0.7) ? random.pick(PEOPLE) : random.pick(ODD_PEOPLE));
  const ids = (most) => random.times(most, () => random.pick(IDS)).join(random.pick([' ', '\n ', ', ', '']));
  const fields = [
    ['From', people()],
    ['To', random.times(4, people).join(', ')],
    ['Cc', random.times(2, people).join(random.pick([', ', '; ']))],
    ['Subject', random.pick(SUBJECTS) + (random.chance(0.1) ? ' =?x?Q?=00?=' : '')],
    ['Date', random.pick(DATES)],
    ['Message-ID', random.chance(0.6) ? `<${random.below(9)}@x>` : random.pick(IDS)],
    ['In-Reply-To', ids(2)],
    ['References', ids(6)],
    ['Thread-Index', random.pick(['AcXx', 'AQHQ'.repeat(random.below(20)), '====', ''])],
    ['X-GM-THRID', `${random.below(5)}`],
    ['Received', `from a by b; ${random.pick(DATES)}`],
  ];
  return fields
    .filter(() => random.chance(0.85))
    .map(([name, value]) => `${name}${random.pick([': ', ':', ' : '])}${value}`)
    .join('\n');
}

function part(random, depth) {
  const encoding = random.pick(['7bit', '8bit', 'quoted-printable', 'base64', 'x-uuencode', 'binary', 'constructor']);
  const kind = random.below(5);
  const charset = random.pick(CHARSETS);
  if (kind === 0 && depth < 6) {
    const boundary = random.pick(['b', 'bb', '=_1', '']);
    const parts = random.times(4, () => `--${boundary}\n${part(random, depth + 1)}\n`).join('');
    const subtype = random.pick(['mixed', 'alternative', 'related', 'digest', 'report', 'signed', 'appledouble']);
    return `Content-Type: multipart/${subtype}; boundary="${boundary}"\n\n${parts}${random.chance(0.7) ? `--${boundary}--\n` : ''}`;
  }
  if (kind === 1 && depth < 6) return `Content-Type: ${random.pick(TYPES)}\n\n${mail(random, depth + 1)}`;
  const isHtml = kind === 2;
  const text = isHtml ? htmlText(random) : quotingText(random);
  const coded = encoding === 'base64' && random.chance(0.8) ? Buffer.from(text).toString('base64') : text;
  const type = isHtml ? 'text/html' : random.chance(0.8) ? 'text/plain' : random.pick(TYPES);
  const name = random.chance(0.2)
    ? `\nContent-Disposition: attachment; filename="${random.pick(['a.pdf', '../../etc/x', 'a\u0000b', 'con.txt'])}"`
    : '';
  return `Content-Type: ${type}; charset=${charset}\nContent-Transfer-Encoding: ${encoding}${name}\n\n${coded}\n`;
}

/** One message, as deep as chance leads. */
export function mail(random, depth = 0) {
  const end = random.chance(0.2) ? '\r\n' : '\n';
  const text = `${header(random)}\n${random.chance(0.6) ? part(random, depth) : `\n${quotingText(random)}\n`}`;
  return end === '\n' ? text : text.replaceAll('\n', end);
}

const record = (random) => {
  const odd = () => random.pick([null, 0, -1, true, [], {}, [[]], '', ['a', { b: 1 }], 1e308, '\ud800']);
  const fields = {
    id: `${random.below(9)}@x`,
    from: random.pick(PEOPLE),
    to: random.times(3, () => random.pick(PEOPLE)),
    subject: random.pick(SUBJECTS),
    date: random.pick(DATES),
    body: quotingText(random),
    inReplyTo: `${random.below(9)}@x`,
    __proto__x: 1,
  };
  for (const name of Object.keys(fields)) if (random.chance(0.1)) fields[name] = odd();
  return fields;
};

/** A file of one form: mbox, mail, JSON, NDJSON, CSV, text, packed or not. */
export function dump(random) {
  const mails = () => [mail(random), ...random.times(7, () => mail(random))];
  const forms = [
    () =>
      mails()
        .map((text) => `From ${random.pick(['a@x.example', '-', ''])} Mon Jan  3 10:00:00 2005\n${text}\n`)
        .join(''),
    () => mail(random),
    () =>
      JSON.stringify(
        random.times(8, () => record(random)),
        null,
        random.pick([0, 1]),
      ),
    () => random.times(8, () => JSON.stringify(record(random))).join('\n'),
    () =>
      `From,To,Date,Subject,Body\n${random
        .times(8, () =>
          [...'abcd']
            .map(() => random.pick(PEOPLE).replaceAll('"', '""'))
            .concat(quotingText(random))
            .map((cell) => `"${cell}"`)
            .join(','),
        )
        .join(random.pick(['\n', '\r\n']))}`,
    () => quotingText(random),
    () => `<html><body>${htmlText(random)}</body></html>`,
  ];
  const bytes = Buffer.from(random.pick(forms)(), random.chance(0.9) ? 'utf8' : 'utf16le');
  return random.chance(0.1) ? gzipSync(bytes) : bytes;
}
