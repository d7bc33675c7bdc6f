import { describe, expect, it } from 'vitest';
import { type HandedOver, readHandedOver } from '../handed-over.js';
import { cutBytes, faultInTiling, outlineOf } from '../source-cutting.js';

const M = 'Mira Holm <m.holm@harbour.example>';
const T = 'Tobias Renn <t.renn@ferry.example>';
const head = (id: string, from: string, to: string, subject: string, day: number, more = '') =>
  `Message-ID: <${id}@harbour.example>\n${more}Date: ${['Mon', 'Tue'][day - 4]}, ${day} Apr 2016 09:12:00 +0200\nFrom: ${from}\nTo: ${to}\nSubject: ${subject}\n`;
const first = head('b1', M, T, 'Ferry', 4);
const second = head('b2', T, M, 'Re: Ferry', 5, 'In-Reply-To: <b1@harbour.example>\n');
const ASKED = `1 ${M} > ${T} | 2016-04-04T09:12+02:00 | Ferry | Can it be signed?`;
const ANSWERED = `1 ${T} > ${M} | 2016-04-05T09:12+02:00 | Re: Ferry | Not yet.`;

const rmail =
  'BABYL OPTIONS: -*- rmail -*-\nVersion: 5\nNote:   This is the header of an rmail file.\n' +
  `\x1f\x0c\n1, answered,,\nSummary-line: 4-Apr #Ferry\n${first}\n*** EOOH ***\nDate: Mon, 4 Apr 2016\nFrom: ${M}\n\nCan it be signed?\n` +
  `\x1f\x0c\n0, unseen,,\n*** EOOH ***\n${second}\nNot yet.\n\x1f`;

function mbxOf(flags: readonly number[]): string {
  const top = `*mbx*\r\n5702a1b000000002\r\n$Urgent\r\n${'\r\n'.repeat(29)}`;
  const mails = [`${first}\nCan it be signed?\n`, `${second}\nNot yet.\n`].map((text, index) => {
    const bytes = text.replaceAll('\n', '\r\n');
    const bits = flags[index]!.toString(16).padStart(4, '0');
    return ` ${index + 4}-Apr-2016 09:12:00 +0200,${bytes.length};00000001${bits}-0000000${index + 1}\r\n${bytes}`;
  });
  return top.padEnd(2048, '\0') + mails.join('');
}

const mbox = [`${first}\nCan it be signed?\n`, `${second}\nNot yet.\n`]
  .map((text) => `From x@y Mon Apr  4 09:12:00 2016\n${text}\n`)
  .join('');
const pine =
  'From MAILER-DAEMON Mon Apr  4 08:00:00 2016\nDate: 04 Apr 2016 08:00:00 +0200\nFrom: Mail System Internal Data <MAILER-DAEMON@harbour.example>\n' +
  "Subject: DON'T DELETE THIS MESSAGE -- FOLDER INTERNAL DATA\nMessage-ID: <1@harbour.example>\nX-IMAP: 1459749600 0000000002\n\n" +
  'This text is part of the internal format of your mail folder, and is not\na real message.\n\n';
const vms =
  'From:\tHARBOR::HOLM         4-APR-1996 09:12:03.45\nTo:\tRENN\nCC:\tSMTP%"ilse@brandt.example"\nSubj:\tFerry\n\nCan it be signed?\n' +
  '\x0c\nFrom:\tHARBOR::RENN "Tobias Renn"        5-APR-1996 10:02:11.00\nTo:\tHOLM\nCC:\t\nSubj:\tRE: Ferry\n\nNot yet. You wrote\n\n' +
  'From:\tHARBOR::HOLM         4-APR-1996 09:12:03.45\nTo:\tRENN\nSubj:\tFerry\n\nCan it be signed?\n';
const forum =
  '#: 48211 S3/Harbours\n    04-Apr-96  09:12:33\nSb: Ferry\nFm: Mira Holm 71234,567\nTo: Tobias Renn 72345,123 (X)\n\nCan it be signed?\n\n\n' +
  '#: 48230 S3/Harbours\n    05-Apr-96  10:02:11\nSb: #48211-Ferry\nFm: Tobias Renn 72345,123\nTo: Mira Holm 71234,567\n\nNot yet.\n';
const rule = '-'.repeat(70);
const echo = [
  ['12', 'Mira Holm                        2:200/100       04 Apr 96  09:12:00', 'Tobias Renn', 'Can it be signed?'],
  [
    '13',
    'Tobias Renn                      2:200/101       05 Apr 96  10:02:11',
    'Mira Holm',
    'MH> Can it be signed?\n\nNot yet.',
  ],
]
  .map(
    ([number, from, to, text]) =>
      `${rule}\n Msg  : ${number} of 34\n From : ${from}\n To   : ${to}\n Subj : Ferry\n${rule}\n${text}\n`,
  )
  .join('');
const gmailMessage = (who: string, when: string, to: string, text: string) =>
  `<table width=100% cellpadding=0 class="message"><tr><td><font size=-1><b>${who}</font></td><td align=right><font size=-1>${when}</font></td></tr>` +
  `<tr><td colspan=2 style="padding-bottom: 4px;"><font size=-1 class="recipient">${to}</font></td></tr><tr><td colspan=2>` +
  `<table width=100% cellpadding=12><tr><td><div style="overflow: hidden;"><font size=-1><div dir="ltr">${text}</div></font></div></td></tr></table></td></tr></table><hr>`;
const gmail =
  '<!DOCTYPE html><html><head><meta charset="UTF-8"><title>Gmail - Fähre</title></head><body onload="Print()"><div class="bodycontainer">' +
  '<table><tr><td><b>Gmail</b></td><td align=right><font size=-1 color=#777><b>Ilse Brandt &lt;ilse@brandt.example&gt;</b></font></td></tr></table><hr>' +
  '<div class="maincontent"><table><tr><td><font size=+1><b>Fähre</b></font><br><font size=-1 color=#777>2 messages</font></td></tr></table><hr>' +
  gmailMessage(
    'Mira Holm </b>&lt;m.holm@harbour.example&gt;',
    'Mon, Apr 4, 2016 at 9:12 AM',
    '<div>To: Tobias Renn &lt;t.renn@ferry.example&gt;</div><div>Cc: Ilse Brandt &lt;ilse@brandt.example&gt;</div>',
    'Kann sie schließen?<br><br>Mira',
  ) +
  gmailMessage(
    'Tobias Renn </b>&lt;t.renn@ferry.example&gt;',
    'Tue, Apr 5, 2016 at 10:02 AM',
    '<div>To: Mira Holm &lt;m.holm@harbour.example&gt;</div>',
    'Not yet.',
  ) +
  '</div></div></body></html>';
const csv =
  'From,To,Date,Subject,Body\nm.holm@harbour.example,t.renn@ferry.example,2016-04-04 09:12,Ferry,Can it be signed?\nTotal,,,1 messages,\nGrand Total,2,,,\n';
const columns =
  'From:       Holm, Mira                    Date:   Monday, April 4, 2016 9:12 AM\nTo:         Renn, Tobias                  Cc:     Brandt, Ilse\nSubject:    Ferry\n\nCan it be signed?\n';
const saved = (above: string) =>
  [
    `${above}From: Mira Holm\nDate: 4/4/96 9:12 AM\nTo: Tobias Renn\nSubject: Ferry\n\nCan it be signed?\n`,
    `\f\n${above}From: Tobias Renn\nDate: 4/5/96 10:02 AM\nTo: Mira Holm\nSubject: Re: Ferry\n\nNot yet.\n`,
  ].join('');

const cases: readonly (readonly [
  rule: string,
  files: HandedOver,
  lines: readonly string[],
  problems: readonly RegExp[],
])[] = [
  [
    'Babyl: the header as it came, the body below what was shown of it',
    { RMAIL: rmail },
    [ASKED, ANSWERED],
    [/^info mailbox-head/],
  ],
  ['MBX of the IMAP server', { 'INBOX.mbx': mbxOf([1, 0]) }, [ASKED, ANSWERED], [/^info mailbox-head/]],
  ['a mailbox whose line ends are turned round', { 'a.mbox': mbox.replaceAll('\n', '\n\r') }, [ASKED, ANSWERED], []],
  [
    'a mail whose line ends are turned round',
    { 'a.eml': `${first}\nCan it be signed?\n`.replaceAll('\n', '\n\r') },
    [ASKED],
    [],
  ],
  ["Pine's own message is no mail", { inbox: pine + mbox }, [ASKED, ANSWERED], [/^info mailbox-head: .*no mail/]],
  [
    'VMS Mail: parted by page ends, a forwarded header is text',
    { 'MAIL.TXT': vms },
    [
      '1 HOLM <HARBOR::HOLM> > RENN cc <ilse@brandt.example> | 1996-04-04T09:12:03Z | Ferry | Can it be signed?',
      expect.stringMatching(
        /^1 Tobias Renn <HARBOR::RENN> > HOLM \| 1996-04-05T10:02:11Z \| RE: Ferry \| Not yet\. You wrote From: HARBOR::HOLM/,
      ),
    ],
    [],
  ],
  [
    'CompuServe: a reply names the number of its message',
    { 'forum.txt': forum },
    [
      '1 Mira Holm <71234.567@compuserve.com> > Tobias Renn <72345.123@compuserve.com> | 1996-04-04T09:12:33Z | Ferry | Can it be signed?',
      '1 Tobias Renn <72345.123@compuserve.com> > Mira Holm <71234.567@compuserve.com> | 1996-04-05T10:02:11Z | Ferry | Not yet.',
    ],
    [],
  ],
  [
    'FidoNet',
    { 'echo.txt': echo },
    [
      '1 Mira Holm <Mira Holm 2:200/100> > Tobias Renn | 1996-04-04T09:12Z | Ferry | Can it be signed?',
      '2 Tobias Renn <Tobias Renn 2:200/101> > Mira Holm | 1996-04-05T10:02:11Z | Ferry | MH> Can it be signed? Not yet.',
    ],
    [],
  ],
  [
    "Gmail's page for the printer, saved: who it was printed for wrote nothing",
    { 'Gmail - Fähre.html': gmail },
    [
      `1 ${M} > ${T} cc Ilse Brandt <ilse@brandt.example> | 2016-04-04T09:12Z | Fähre | Kann sie schließen? Mira`,
      `1 ${T} > ${M} | 2016-04-05T10:02Z | Fähre | Not yet.`,
    ],
    [],
  ],
  [
    'a row that sums up',
    { 'a.csv': csv },
    ['1 <m.holm@harbour.example> > <t.renn@ferry.example> | 2016-04-04T09:12Z | Ferry | Can it be signed?'],
    [/sums up/, /sums up/, /table-header/],
  ],
  [
    'labels side by side: the date is none of the name',
    { 'HARBOR_0001.txt': columns },
    [
      '1 Holm, Mira > Renn, Tobias cc Brandt, Ilse | 2016-04-04T09:12Z | Ferry | From: Holm, Mira Date: Monday, April 4, 2016 9:12 AM To: Renn, Tobias Cc: Brandt, Ilse Subject: Ferry Can it be signed?',
    ],
    [],
  ],
  [
    'and where the recipient stands first',
    {
      'HARBOR_0001.txt':
        'To:      Renn, Tobias             From:    Holm, Mira\nCc:      Brandt, Ilse             Sent:    4/4/2016 9:12 AM\nSubject: Ferry\n\nCan it?\n',
    },
    [expect.stringMatching(/^1 Holm, Mira > Renn, Tobias cc Brandt, Ilse \| 2016-04-04T09:12Z \| Ferry \|/)],
    [],
  ],
  ...['', 'Message:\n'].map(
    (above) =>
      [
        `mails saved one a page, above each "${above.trim()}"`,
        { 'a.txt': saved(above) },
        [
          '1 Mira Holm > Tobias Renn | 1996-04-04T09:12Z | Ferry | Can it be signed?',
          '1 Tobias Renn > Mira Holm | 1996-04-05T10:02Z | Re: Ferry | Not yet.',
        ],
        [/./],
      ] as const,
  ),
  [
    'bang paths: whichever way it came, the last two tell who',
    {
      'a.mbox':
        'From x@y Fri Apr  4 09:12:00 1986\nDate: 4 Apr 86 09:12:00 GMT\nFrom: gateway!relay!harbor!mira (Mira Holm)\nTo: decvax!ferry!tobias\nSubject: Ferry\n\nYes!\n',
    },
    ['1 Mira Holm <mira@harbor.uucp> > <tobias@ferry.uucp> | 1986-04-04T09:12Z | Ferry | Yes!'],
    [],
  ],
  [
    'text messages of telephones are no mail',
    {
      'sms.json': [{ address: '+4712345678', date: '1459753920000', type: '1', body: 'Can it?', contact_name: 'Mira' }],
      'im.json': [{ handle: '+4712345678', text: 'Can it?', is_from_me: 0, date: '2016-04-04 09:12' }],
      'wa.json': [{ from: '4712345678@s.whatsapp.net', timestamp: 1459753920, text: 'Can it?' }],
      'chat.json': [{ chat: 'Harbour', sender: 'Mira Holm', timestamp: '2016-04-04T09:12:00', message: 'Can it?' }],
    },
    [],
    [
      /chat message \(of the chat "Harbour"\)/,
      /chat message \(SMS\)/,
      /chat message \(SMS\)/,
      /chat message \(WhatsApp\)/,
    ],
  ],
  [
    'a record of mail with a number stays one',
    { 'a.json': [{ number: '1234567', from: 'Mira Holm', to: 'Tobias Renn', date: '2016-04-04', text: 'Can it?' }] },
    ['1 Mira Holm > Tobias Renn | 2016-04-04 |  | Can it?'],
    [/./],
  ],
  [
    'records whose text is called Payload, or stands beside HEADER in capitals',
    {
      'a.json': [
        { From: 'a@x.example', To: 'b@x.example', Sent: '2016-04-04T09:12:00Z', Subject: 'Ferry', Payload: 'Can it?' },
      ],
      'b.json': [
        {
          HEADER: { FROM: 'a@x.example', TO: 'b@x.example', DATE: '2016-06-04T09:12:00Z', SUBJECT: 'Crane' },
          BODY: 'It rises.',
        },
      ],
    },
    [
      '1 <a@x.example> > <b@x.example> | 2016-04-04T09:12Z | Ferry | Can it?',
      '2 <a@x.example> > <b@x.example> | 2016-06-04T09:12Z | Crane | It rises.',
    ],
    [],
  ],
];

describe('mail of old programs, and what is like mail', () => {
  it.each(cases)('%s', async (_, files, lines, problems) => {
    const told = await readHandedOver(files);
    expect(told.lines).toEqual(lines);
    const isOther = (one: string) => !/record-marks-unread|no subject|date-day-month|header-unseparated/.test(one);
    const others = told.problems.filter(isOther);
    if (problems.length !== 1 || problems[0]!.source !== '.') {
      expect(others).toHaveLength(problems.length);
      for (const problem of problems) expect(others.some((one) => problem.test(one))).toBe(true);
    }
  });

  it.each([
    ['Babyl', rmail],
    ['MBX', mbxOf([1, 2])],
    ['MBX that is cut', mbxOf([1, 2]).slice(0, -30)],
    ['MBX with a wrong length', mbxOf([1, 2]).replace(/,(\d+);/, ',9$1;')],
    ['turned line ends', mbox.replaceAll('\n', '\n\r')],
    ['VMS Mail', vms],
    ['CompuServe', forum],
    ["Gmail's page", gmail],
  ])('%s is cut the same wherever a window ends, and no byte is lost', (_, text) => {
    const bytes = Buffer.from(text);
    const whole = cutBytes(bytes);
    expect(faultInTiling(whole, bytes.length)).toBe('');
    for (let end = 1; end < bytes.length; end += 13) {
      const cut = cutBytes(bytes, [end]);
      const bare = ({ format, messages, gaps }: typeof cut) =>
        outlineOf({ format, messages, gaps: gaps.length === whole.gaps.length ? gaps : [], problems: [] });
      expect(faultInTiling(cut, bytes.length)).toBe('');
      expect(bare(cut).slice(0, whole.messages.length + 1)).toEqual(bare(whole).slice(0, whole.messages.length + 1));
    }
  });

  it.each([
    ['too long', (length: string) => `9${length}`],
    ['too short', () => '20'],
  ])('reads every message of an MBX where the length of the first is %s, and tells', (_, lie) => {
    const { messages, problems } = cutBytes(Buffer.from(mbxOf([1, 2]).replace(/(?<=0200,)\d+/, lie)));
    expect(messages).toHaveLength(2);
    expect(problems.some(({ severity }) => severity === 'error')).toBe(true);
  });

  it('marks what the mailbox says of a message: keywords, and that it was removed', () => {
    const { messages } = cutBytes(Buffer.from(mbxOf([9, 0x8002])));
    expect(messages.map(({ facts }) => facts?.map(({ name, value }) => `${name}: ${value}`))).toEqual([
      ['arrived: 4-Apr-2016 09:12:00 +0200', 'marks: read; answered', 'labels: $Urgent'],
      [
        'arrived: 5-Apr-2016 09:12:00 +0200',
        'marks: deleted; expunged, not yet removed from the file',
        'labels: $Urgent',
      ],
    ]);
  });
});
