import { describe, expect, it } from 'vitest';
import { type HandedOver, readHandedOver } from '../handed-over.js';

const IDA = 'Ida Ferrow <ida@pier.example>';
const PER = 'Per Lund <per@quay.example>';
const ida = { name: 'Ida Ferrow', address: 'ida@pier.example' };
const per = { name: 'Per Lund', address: 'per@quay.example' };
const ASKED = 'Shall we buy the crane?';
const SAID = 'Not this year.';
const mailOf = (from: string, to: string, id: string, subject: string, text: string, more = '') =>
  `From: ${from}\r\nTo: ${to}\r\nSubject: ${subject}\r\nDate: Mon, 2 May 2016 09:12:00 +0200\r\nMessage-ID: <${id}>\r\n${more}\r\n${text}\r\n`;
const RAW = mailOf(IDA, PER, 's1@pier.example', 'Crane', ASKED);

const sesMail = (from: string, to: string, id: string, subject: string) => ({
  mail: {
    timestamp: '2016-05-02T07:12:05.936Z',
    source: 'bounce@ses.example',
    messageId: `service-${id}`,
    destination: [to],
    headers: [
      { name: 'From', value: from },
      { name: 'To', value: to },
      { name: 'Message-ID', value: `<${id}>` },
    ],
    commonHeaders: { from: [from], to: [to], subject, date: 'Mon, 2 May 2016 09:12:00 +0200', messageId: `<${id}>` },
  },
  receipt: { timestamp: '2016-05-02T07:12:05.936Z', recipients: [to], spamVerdict: { status: 'PASS' } },
});
const ses = { notificationType: 'Received', ...sesMail(IDA, PER, 's1@pier.example', 'Crane'), content: RAW };
const graph = (from: object, to: object, id: string, subject: string, content: string, sent: string) => ({
  id: `AA${id}`,
  internetMessageId: `<${id}@x.example>`,
  subject,
  sentDateTime: sent,
  from: { emailAddress: from },
  toRecipients: [{ emailAddress: to }],
  body: { contentType: 'text', content },
  conversationId: 'conversation-1',
});
const answers = [
  {
    id: '1',
    status: 200,
    headers: { 'Content-Type': 'application/json' },
    body: graph(ida, per, 'g1', 'Crane', ASKED, '2016-05-02T07:12:00Z'),
  },
  { id: '2', status: 200, body: { value: [graph(per, ida, 'g2', 'Re: Crane', SAID, '2016-05-03T08:00:00Z')] } },
  { id: '3', status: 404, body: { error: { code: 'ErrorItemNotFound', message: 'Not in the store.' } } },
];
const intercom = {
  type: 'conversation',
  id: '77',
  created_at: 1462173120,
  source: {
    type: 'email',
    id: '1',
    subject: 'Crane',
    body: `<p>${ASKED}</p>`,
    author: { type: 'user', name: 'Ida Ferrow', email: 'ida@pier.example' },
  },
  conversation_parts: {
    type: 'conversation_part.list',
    conversation_parts: [
      {
        id: '2',
        part_type: 'comment',
        body: `<p>${SAID}</p>`,
        created_at: 1462262400,
        author: { type: 'admin', name: 'Per Lund', email: 'per@quay.example' },
      },
      {
        id: '3',
        part_type: 'assignment',
        body: null,
        created_at: 1462262500,
        author: { type: 'bot', name: 'Operator', email: 'bot@x.example' },
      },
    ],
  },
};
const via = (from: object, to: object) => ({ channel: 'email', source: { from, to, rel: null } });
const comments = [
  { id: 1, author_id: 5, plain_body: ASKED, public: true, via: via(ida, per), created_at: '2016-05-02T07:12:00Z' },
  { id: 2, author_id: 6, plain_body: SAID, public: true, via: via(per, ida), created_at: '2016-05-03T08:00:00Z' },
];
const maker = (first: string, last: string, email: string) => ({ id: 9, type: 'customer', first, last, email });
const threads = [
  {
    id: 1,
    type: 'customer',
    body: ASKED,
    createdBy: maker('Ida', 'Ferrow', 'ida@pier.example'),
    to: ['per@quay.example'],
    createdAt: '2016-05-02T07:12:00Z',
  },
  {
    id: 2,
    type: 'message',
    body: SAID,
    createdBy: maker('Per', 'Lund', 'per@quay.example'),
    to: ['ida@pier.example'],
    createdAt: '2016-05-03T08:00:00Z',
  },
];
const cells = (...values: unknown[]) => ({ f: values.map((v) => ({ v })) });

const FIRST = `1 ${IDA} > ${PER} | 2016-05-02T07:12Z | Crane | ${ASKED}`;
const SECOND = `1 ${PER} > ${IDA} | 2016-05-03T08:00Z | Re: Crane | ${SAID}`;
const BARE = [
  `1 ${IDA} > <per@quay.example> | 2016-05-02T07:12Z | Crane | ${ASKED}`,
  `1 ${PER} > <ida@pier.example> | 2016-05-03T08:00Z | Crane | ${SAID}`,
];

describe('records of services are read as the messages they tell', () => {
  it.each<[string, HandedOver[string], readonly string[]]>([
    [
      'a notification of Amazon SES with the mail in it',
      [ses],
      [`1 ${IDA} > ${PER} | 2016-05-02T09:12+02:00 | Crane | ${ASKED}`],
    ],
    [
      'one without the text, as a function gets it',
      { Records: [{ eventSource: 'aws:ses', ses: sesMail(IDA, PER, 's1@pier.example', 'Crane') }] },
      [`1 ${IDA} > ${PER} | 2016-05-02T09:12+02:00 | Crane | `],
    ],
    [
      'one that SNS wrapped as text',
      [
        {
          Type: 'Notification',
          MessageId: 'n1',
          Subject: 'Receipt',
          Message: JSON.stringify(ses),
          Timestamp: '2016-05-02T08:00:00Z',
        },
      ],
      [`1 ${IDA} > ${PER} | 2016-05-02T09:12+02:00 | Crane | ${ASKED}`],
    ],
    ['answers of Microsoft Graph to several requests', { responses: answers }, [FIRST, SECOND]],
    [
      'a conversation of Intercom without what only assigned it',
      intercom,
      [`1 ${IDA} | 2016-05-02T07:12Z | Crane | ${ASKED}`, `1 ${PER} | 2016-05-03T08:00Z | Crane | ${SAID}`],
    ],
    [
      'a ticket of Freshdesk with its answers',
      {
        id: 20,
        subject: 'Crane',
        description: `<div>${ASKED}</div>`,
        description_text: ASKED,
        requester: { id: 5, name: 'Ida Ferrow', email: 'ida@pier.example' },
        to_emails: ['per@quay.example'],
        created_at: '2016-05-02T07:12:00Z',
        conversations: [
          {
            id: 3,
            body_text: SAID,
            from_email: PER,
            to_emails: ['ida@pier.example'],
            created_at: '2016-05-03T08:00:00Z',
          },
        ],
      },
      BARE,
    ],
    [
      'comments of Zendesk',
      { comments, count: 2 },
      [`1 ${IDA} > ${PER} | 2016-05-02T07:12Z |  | ${ASKED}`, `2 ${PER} > ${IDA} | 2016-05-03T08:00Z |  | ${SAID}`],
    ],
    [
      'a ticket of Zendesk with its comments, the first of which is its description',
      [
        {
          id: 35,
          subject: 'Crane',
          description: ASKED,
          via: via(ida, per),
          created_at: '2016-05-02T07:12:00Z',
          comments,
        },
      ],
      [FIRST, `1 ${PER} > ${IDA} | 2016-05-03T08:00Z | Crane | ${SAID}`],
    ],
    [
      'a conversation of Help Scout',
      { id: 10, subject: 'Crane', status: 'closed', createdAt: '2016-05-02T07:12:00Z', _embedded: { threads } },
      BARE,
    ],
    [
      'a message of Front, whose recipients name the sender and whose author pressed the button',
      [
        {
          id: 'msg_1',
          subject: 'Crane',
          text: ASKED,
          created_at: 1462173120,
          author: { first_name: 'Bea', last_name: 'Moss', email: 'bea@pier.example' },
          recipients: [
            { role: 'from', handle: 'ida@pier.example', name: 'Ida Ferrow' },
            { role: 'to', handle: 'per@quay.example', name: 'Per Lund' },
          ],
        },
      ],
      [FIRST],
    ],
    [
      'messages of Missive',
      {
        messages: [
          {
            id: 'm1',
            subject: 'Crane',
            body: `<p>${ASKED}</p>`,
            delivered_at: 1462173120,
            created_at: 1462999999,
            from_field: ida,
            to_fields: [per],
            cc_fields: [],
          },
        ],
      },
      [FIRST],
    ],
    [
      'a webhook of Mandrill',
      [
        {
          event: 'inbound',
          ts: 1462173120,
          msg: {
            subject: 'Crane',
            text: ASKED,
            from_email: 'ida@pier.example',
            from_name: 'Ida Ferrow',
            to: [['per@quay.example', 'Per Lund']],
          },
        },
      ],
      [FIRST],
    ],
    [
      'rows of BigQuery with their schema beside them',
      {
        schema: { fields: ['from', 'to', 'subject', 'date', 'body'].map((name) => ({ name, type: 'STRING' })) },
        rows: [cells(IDA, [{ v: PER }], 'Crane', '1.46217312E9', ASKED)],
      },
      [FIRST],
    ],
    [
      'a document of Datashare',
      {
        hits: {
          hits: [
            {
              _id: 'd1',
              _source: {
                type: 'Document',
                contentType: 'message/rfc822',
                content: ASKED,
                path: '/mail/1.eml',
                language: 'ENGLISH',
                metadata: {
                  tika_metadata_message_from: IDA,
                  tika_metadata_message_to: PER,
                  tika_metadata_dc_subject: 'Crane',
                  tika_metadata_dcterms_created: '2016-05-02T07:12:00Z',
                },
              },
            },
          ],
        },
      },
      [FIRST],
    ],
    [
      'an item of Nuix',
      {
        items: [
          {
            guid: 'n1',
            name: 'Crane',
            kind: 'email',
            text: ASKED,
            communication: { from: [IDA], to: [PER], cc: [], dateTime: '2016-05-02T07:12:00Z' },
            properties: { Subject: 'Crane', 'Message-ID': '<n1@x.example>' },
          },
        ],
      },
      [FIRST],
    ],
    [
      'a message of HyperKitty, whose address is hidden from harvesters',
      {
        results: [
          {
            message_id: 'h1@x.example',
            sender: { address: 'ida (a) pier.example' },
            sender_name: 'Ida Ferrow',
            subject: 'Crane',
            date: '2016-05-02T07:12:00Z',
            content: ASKED,
          },
        ],
      },
      [`1 ${IDA} | 2016-05-02T07:12Z | Crane | ${ASKED}`],
    ],
    [
      'a message of CloudMailin, whose envelope is that of delivery',
      [
        {
          headers: { from: IDA, to: PER, subject: 'Crane', date: 'Mon, 02 May 2016 07:12:00 +0000' },
          envelope: { from: 'bounce@pier.example', to: 'inbox@hook.example', recipients: ['inbox@hook.example'] },
          plain: ASKED,
        },
      ],
      [FIRST],
    ],
    [
      'a message of Mailjet, whose recipient stands in full in the header',
      [
        {
          From: IDA,
          Recipient: 'per@quay.example',
          Headers: { To: [PER] },
          Subject: 'Crane',
          Date: '2016-05-02T07:12:00Z',
          'Text-part': ASKED,
        },
      ],
      [FIRST],
    ],
    [
      'a message of imap-tools, whose names stand beside the addresses',
      [
        {
          from_: 'ida@pier.example',
          from_values: { name: 'Ida Ferrow', email: 'ida@pier.example' },
          to: ['per@quay.example'],
          to_values: [{ name: 'Per Lund', email: 'per@quay.example' }],
          subject: 'Crane',
          date: '2016-05-02T07:12:00Z',
          text: ASKED,
        },
      ],
      [FIRST],
    ],
    [
      'a file of FSCrawler, whose text stands beside its metadata',
      [
        {
          _source: {
            content: ASKED,
            meta: {
              author: 'Ida Ferrow',
              title: 'Crane',
              date: '2016-05-02T07:12:00Z',
              raw: { 'Message-From': IDA, 'Message-To': PER },
            },
            file: { filename: 'a.eml' },
          },
        },
      ],
      [FIRST],
    ],
    [
      'an element of xml2js',
      [
        {
          email: {
            from: [IDA],
            to: [PER],
            subject: ['Crane'],
            date: ['2016-05-02T07:12:00Z'],
            body: [{ _: ASKED, $: { type: 'text' } }],
          },
        },
      ],
      [FIRST],
    ],
    [
      'a tree of parts without text, and the text beside it',
      [
        {
          id: '18a',
          payload: { mimeType: 'text/plain' },
          From: IDA,
          To: PER,
          Subject: 'Crane',
          date: '2016-05-02T07:12:00Z',
          text: ASKED,
        },
      ],
      [FIRST],
    ],
    [
      'a sheet of Google',
      {
        range: 'A1:E2',
        values: [
          ['Date', 'From', 'To', 'Subject', 'Body'],
          ['2016-05-02T07:12:00Z', IDA, PER, 'Crane', ASKED],
        ],
      },
      [FIRST],
    ],
    [
      'a sheet as a script of Google writes it',
      [
        ['Date', 'From', 'To', 'Subject', 'Body'],
        ['2016-05-02T07:12:00Z', IDA, PER, 'Crane', ASKED],
      ],
      [FIRST],
    ],
    [
      'lists of messages by the number of a thread',
      { threads: { t1: [{ from: IDA, to: PER, subject: 'Crane', date: '2016-05-02T07:12:00Z', text: ASKED }] } },
      [FIRST],
    ],
    [
      'lists of messages by folder, below an account',
      {
        'ida@pier.example': {
          sent: [{ from: IDA, to: PER, subject: 'Crane', date: '2016-05-02T07:12:00Z', text: ASKED }],
        },
      },
      [FIRST],
    ],
    [
      'recipients by address, and addresses by name',
      [
        {
          from: { 'Ida Ferrow': 'ida@pier.example' },
          to: { 'per@quay.example': 'Per Lund' },
          subject: 'Crane',
          date: '2016-05-02T07:12:00Z',
          text: ASKED,
        },
      ],
      [FIRST],
    ],
    [
      'recipients in numbered members',
      [
        {
          from: IDA,
          to_1: PER,
          to_2: 'Una <una@pier.example>',
          subject: 'Crane',
          date: '2016-05-02T07:12:00Z',
          text: ASKED,
        },
      ],
      [FIRST.replace(`> ${PER}`, `> ${PER}; Una <una@pier.example>`)],
    ],
    [
      'everybody in one list, each with a role; who has none of mail is not read',
      [
        {
          subject: 'Crane',
          date: '2016-05-02T07:12:00Z',
          text: ASKED,
          participants: [
            { type: 'recipient', ...per },
            { type: 'sender', ...ida },
            { type: 'mentioned', name: 'Una', address: 'una@pier.example' },
          ],
        },
      ],
      [FIRST],
    ],
    [
      'people whose address is a list, and whose text stands beside the mail (Elastic Common Schema)',
      [
        {
          email: {
            from: { address: ['ida@pier.example'] },
            to: { address: ['per@quay.example'] },
            subject: 'Crane',
            origination_timestamp: '2016-05-02T07:12:00Z',
          },
          message: ASKED,
        },
      ],
      [FIRST.replaceAll('Ida Ferrow ', '').replaceAll('Per Lund ', '')],
    ],
    ...[
      { header: { from: ida, to: [per], date: '2016-05-02T07:12:00Z', subject: 'Crane' } },
      {
        header: {
          from: 'ida@pier.example',
          to: ['per@quay.example'],
          date: '2016-05-02T07:12:00Z',
          subject: 'Crane',
          header: { from: [IDA], to: [PER] },
        },
      },
    ].map((record, at): [string, object, string[]] => [
      `a header that was read already, and parts beside it (${at + 1})`,
      [{ ...record, body: [{ content_type: 'text/plain', content: ASKED }] }],
      [FIRST],
    ]),
    ...['textContent', 'plainText', 'textBody', 'raw'].map((name): [string, object, string[]] => [
      `a text as \`body.${name}\``,
      [{ from: IDA, to: PER, subject: 'Crane', date: '2016-05-02T07:12:00Z', body: { [name]: ASKED } }],
      [FIRST],
    ]),
    ...[
      ['von', 'an', 'datum', 'betreff', 'nachricht'],
      ['expéditeur', 'destinataire', 'date', 'objet', 'corps'],
      ['de', 'para', 'fecha', 'asunto', 'mensaje'],
      ['van', 'aan', 'datum', 'onderwerp', 'tekst'],
      ['от', 'кому', 'дата', 'тема', 'текст'],
    ].map((names): [string, object, string[]] => [
      `names in another language: ${names.join(', ')}`,
      [Object.fromEntries([IDA, PER, '2016-05-02T07:12:00Z', 'Crane', ASKED].map((told, at) => [names[at]!, told]))],
      [FIRST],
    ]),
    [
      'a date without dashes, with a time',
      [{ from: IDA, to: PER, subject: 'Crane', sent: '20160502 07:12:00Z', text: ASKED }],
      [FIRST],
    ],
    [
      'a list of messages as text under another name',
      [
        {
          id: 't1',
          email_thread: JSON.stringify([
            { from: IDA, to: [PER], date: '2016-05-02T07:12:00Z', subject: 'Crane', body: ASKED },
          ]),
        },
      ],
      [FIRST],
    ],
  ])('%s', async (_, record, expected) => {
    expect((await readHandedOver({ 'handed.json': record })).lines).toEqual(expected);
  });

  it.each([
    ['Sent: Mon, 2 May 2016 09:12:00 +0200', '2016-05-02T09:12+02:00'],
    ['20160502 09:12', '2016-05-02T09:12Z'],
    ['20160502T091200+0200', '2016-05-02T09:12+02:00'],
  ])('a date written %s', async (date, shown) => {
    const { lines } = await readHandedOver({
      'handed.json': [{ from: IDA, to: PER, subject: 'Crane', text: ASKED, date }],
    });
    expect(lines.join()).toContain(shown);
  });

  const answer = mailOf(PER, IDA, 's2@quay.example', 'Re: Crane', SAID, 'In-Reply-To: <s1@pier.example>\r\n');
  it.each<[string, object]>([
    ['by the names of their files', { 'a.eml': RAW, 'b.eml': answer }],
    ['as texts in a list', [RAW, answer]],
    ['as texts in a list of a member', { messages: [RAW, answer] }],
  ])('whole mails %s', async (_, record) => {
    const { lines, problems } = await readHandedOver({ 'handed.json': record });
    const people = [
      'Ida Ferrow <ida@pier.example> > Per Lund <per@quay.example>',
      'Per Lund <per@quay.example> > Ida Ferrow <ida@pier.example>',
    ];
    const date = '2016-05-02T09:12+02:00';
    expect(lines).toEqual([
      `1 ${people[0]} | ${date} | Crane | ${ASKED}`,
      `1 ${people[1]} | ${date} | Re: Crane | ${SAID}`,
    ]);
    expect(problems.filter((problem) => !problem.startsWith('info'))).toEqual([]);
  });

  const one = JSON.stringify({ from: IDA, to: PER, subject: 'Crane', date: '2016-05-02T07:12:00Z', text: ASKED });
  it.each([
    ['a text sequence (RFC 7464)', `\u001e${one}\n`],
    ['commas before closing brackets', `[${one.slice(0, -1)},},]`],
  ])('%s', async (_, text) => {
    expect((await readHandedOver({ 'handed.json': text })).lines).toEqual([FIRST]);
  });

  it.each([
    ['JSON in JSON', JSON.stringify(`[${one}]`), /warning .*JSON that was written as a text once more/],
    ['JSON behind a guard', `)]}'\n[${one}]`, /warning .*guard against scripts/],
    ['JSON below a comment', `// exported\n[${one}]`, /warning .*comment/],
  ])('%s is told by its name, as a warning', async (_, text, told) => {
    const { lines, problems } = await readHandedOver({ 'handed.json': text });
    expect(lines).toEqual([]);
    expect(problems.join('\n')).toMatch(told);
  });

  it.each<[string, HandedOver[string], RegExp]>([
    [
      'Telegram',
      {
        messages: [
          {
            id: 1,
            type: 'message',
            date: '2016-05-02T09:12:00',
            date_unixtime: '1462173120',
            from: 'Ida',
            from_id: 'user1',
            text: 'Hi',
            text_entities: [],
          },
        ],
      },
      /chat message \(Telegram\)/,
    ],
    [
      'Discord',
      {
        messages: [
          {
            id: '3',
            timestamp: '2016-05-02T09:12:00Z',
            content: 'Hi',
            author: { id: '4', name: 'ida', discriminator: '1' },
          },
        ],
      },
      /chat message \(Discord\)/,
    ],
    [
      'Facebook',
      {
        participants: [{ name: 'Ida' }],
        messages: [{ sender_name: 'Ida', timestamp_ms: 1462173120000, content: 'Hi' }],
        title: 'Per',
      },
      /chat message \(Facebook or Instagram\)/,
    ],
    [
      'Skype',
      {
        conversations: [
          {
            id: 'x',
            MessageList: [
              {
                id: '1',
                originalarrivaltime: '2016-05-02T07:12:00Z',
                messagetype: 'RichText',
                content: 'Hi',
                from: '8:live:ida',
                conversationid: 'x',
              },
            ],
          },
        ],
      },
      /chat message \(Skype\)/,
    ],
    [
      'Slack, also where somebody reacted',
      [
        {
          type: 'message',
          text: 'Hi',
          user: 'U1',
          ts: '1462173120.000200',
          reactions: [{ name: 'ok', users: ['U1'] }],
        },
      ],
      /chat message \(Slack\)/,
    ],
  ])('a chat of %s is told and left out', async (_, record, told) => {
    const { lines, problems } = await readHandedOver({ 'chat.json': record });
    expect(lines).toEqual([]);
    expect(problems.join('\n')).toMatch(told);
  });

  it("takes Proton Mail's notes on a message for no second message", async () => {
    const note = {
      Version: 1,
      Payload: {
        ID: 'A==',
        AddressID: 'x',
        LabelIDs: ['0'],
        Subject: 'Crane',
        Sender: { Name: 'Ida Ferrow', Address: 'ida@pier.example' },
        Time: 1462173120,
      },
    };
    const { lines } = await readHandedOver({
      'A==.eml': RAW,
      'A==.metadata.json': note,
      'labels.json': { Version: 1, Payload: [{ ID: '0', Name: 'Inbox', Type: 3 }] },
    });
    expect(lines).toEqual([`1 ${IDA} > ${PER} | 2016-05-02T09:12+02:00 | Crane | ${ASKED}`]);
  });

  it.each<[string, HandedOver[string], number]>([
    [
      'messages by their id',
      {
        m1: { from: IDA, to: PER, subject: 'Crane', text: ASKED },
        m2: { from: PER, to: IDA, subject: 'Re: Crane', text: SAID },
      },
      2,
    ],
    [
      'a list of reviewers’ comments in a message',
      [{ from: IDA, to: PER, subject: 'Crane', text: ASKED, comments: [{ body: 'Hot', reviewer: 'Q' }] }],
      1,
    ],
    [
      'a message with attachments that have headers',
      [
        {
          subject: 'Crane',
          date: '2016-05-02',
          to: PER,
          attachments: [{ content: 'eA==', headers: {}, filename: 'a.pdf' }],
        },
      ],
      1,
    ],
    [
      'an export with a title and a number',
      {
        id: 4,
        title: 'All mail',
        messages: [
          { from: IDA, to: PER, subject: 'Crane', text: ASKED },
          { from: PER, to: IDA, subject: 'Lunch', text: 'At one?' },
        ],
      },
      2,
    ],
  ])('as before: %s', async (_, record, count) => {
    expect((await readHandedOver({ 'handed.json': record })).lines).toHaveLength(count);
  });
});

describe('mail whose header is written otherwise', () => {
  it('keeps the sender of a field with a blank before its colon, also in the first line', async () => {
    const text = `From : ${IDA}\nTo : ${PER}\nSubject : Crane\nDate : Mon, 2 May 2016 09:12:00 +0200\n\n${ASKED}\n`;
    expect((await readHandedOver({ 'a.eml': text })).lines).toEqual([
      `1 ${IDA} > ${PER} | 2016-05-02T09:12+02:00 | Crane | ${ASKED}`,
    ]);
  });
});

describe('names that only look like those of fields', () => {
  it.each([
    ['toString', 'Ola Quist <ola@quay.example>'],
    ['md5', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['text_hash2', 'a1b2c3'],
  ])('%s is none', async (name, value) => {
    const record = { from: IDA, subject: 'Crane', date: '2016-05-02T07:12:00Z', [name]: value };
    expect((await readHandedOver({ 'a.json': [record] })).lines).toEqual([`1 ${IDA} | 2016-05-02T07:12Z | Crane | `]);
  });

  const fields = { from: IDA, to: PER, subject: 'Crane', date: '2016-05-02T07:12:00Z' };
  const head = { From: IDA, To: PER, Subject: 'Crane', Date: 'Mon, 2 May 2016 07:12:00 +0000' };
  const written = Object.entries(head)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
  it.each<[string, object]>([
    ['meta.header', { meta: { header: head }, text: SAID }],
    ['meta.header, written', { meta: { header: written }, content: { text: SAID } }],
    ['header, written', { header: `${written}\n`, content: { plain: SAID } }],
    ['header', { header: head, body: { text: SAID } }],
    ['envelope', { envelope: fields, body: { plain: SAID } }],
    ['an object in metadata', { metadata: { lang: 'en', mail: fields }, text: SAID }],
    ['metadata beside a page', { metadata: { source: 'a.eml', ...fields }, page_content: SAID }],
  ])('what tells of a text stands beside it: %s', async (_where, record) => {
    const { lines } = await readHandedOver({ 'a.json': [record] });
    expect(lines).toEqual([`1 ${IDA} > ${PER} | 2016-05-02T07:12Z | Crane | ${SAID}`]);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    '%s is a name as any other, in sheets, in XML and of people',
    async (name) => {
      const said = `words of ${name} that nothing reads`;
      const sheet = [
        ['From', 'Subject', name],
        [IDA, 'Crane', said],
      ];
      const item = (key: string, value: string) =>
        `<item name='${key}'><textlist><text>${value}</text></textlist></item>`;
      const dxl = `<?xml version='1.0'?><database xmlns='http://www.lotus.com/dxl'><document form='Memo'>${item('From', 'Ida')}${item('Subject', 'Crane')}${item(name, said)}</document></database>`;
      for (const [file, content] of [
        ['a.json', sheet],
        ['a.xml', dxl],
      ] as const) {
        const { lines, problems } = await readHandedOver({ [file]: content });
        expect(lines).toHaveLength(1);
        expect(problems.join('\n')).toContain(`unread fields: ${name} (1 record`);
      }
      const { lines } = await readHandedOver({
        'a.json': `[{"from":{"Ida ${name} Moss":"a@x.example"},"to":{"b@x.example":"Per ${name} Roe"},"subject":"S","text":"t"}]`,
      });
      expect(lines).toEqual([`1 Ida ${name} Moss <a@x.example> > Per ${name} Roe <b@x.example> | - | S | t`]);
    },
  );
});
