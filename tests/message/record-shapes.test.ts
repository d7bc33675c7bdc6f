import { describe, expect, it } from 'vitest';
import type { Mailbox, Message } from '../../src/message/message.js';
import { readMessages } from '../../src/message/read-message.js';
import type { Problem, RawMessage } from '../../src/source/source.js';
import { rawMessage } from '../raw-message.js';

const origin = { source: 'moor.json', offset: 0, length: 100, row: 0 };

async function readAll(
  records: readonly unknown[],
): Promise<{ messages: readonly Message[]; problems: readonly Problem[]; notices: readonly Problem[] }> {
  const raws: RawMessage[] = records.map((record) => rawMessage('', { bytes: null, record, origin, fromLine: null }));
  const problems: Problem[] = [];
  const notices: Problem[] = [];
  const messages: Message[] = [];
  const batches = (async function* () {
    yield raws;
  })();
  const told = {
    onProblem: (problem: Problem) => problems.push(problem),
    onNotice: (problem: Problem) => notices.push(problem),
  };
  for await (const batch of readMessages(batches, { bodies: true, ...told })) messages.push(...batch);
  return { messages, problems, notices };
}

const readOne = async (record: unknown): Promise<Message> => (await readAll([record])).messages[0]!;
const written = ({ name, address }: Mailbox): string => (address ? `${name} <${address}>`.trim() : name);
const peopleOf = ({ from, to, cc, bcc }: Message) => [
  from ? written(from) : null,
  to.map(written),
  cc.map(written),
  bcc.map(written),
];

const ADA = 'Ada Fenn <ada@moor.example>';
const BEN = 'Ben Ost <ben@dune.example>';
const CLEO = 'Cleo Wick <cleo@dune.example>';
const base = { from: ADA, to: BEN, date: '2014-05-06 10:11', subject: 'Peat', text: 'Dry.' };

describe('people of a record', () => {
  const ada = { name: 'Ada Fenn', email: 'ada@moor.example' };
  const ben = { name: 'Ben Ost', email: 'ben@dune.example' };
  const cleo = { name: 'Cleo Wick', email: 'cleo@dune.example' };
  it.each<[string, object, unknown]>([
    [
      'recipients that say what they are',
      {
        sender: ada,
        recipients: [
          { ...ben, type: 'to' },
          { ...cleo, type: 'CC' },
        ],
      },
      [ADA, [BEN], [CLEO], []],
    ],
    [
      'recipients by the numbers of MAPI',
      {
        from: ada,
        recipients: [
          { ...ben, recipientType: 3 },
          { ...cleo, recipientType: 1 },
        ],
      },
      [ADA, [CLEO], [], [BEN]],
    ],
    [
      'recipients by role in one object',
      { from: ada, recipients: { to: [ben], bcc: [cleo] } },
      [ADA, [BEN], [], [CLEO]],
    ],
    [
      'a name and an address in two fields',
      {
        from_name: 'Ada Fenn',
        from_email: 'ada@moor.example',
        to_name: 'Ben Ost',
        to_email: 'ben@dune.example',
        cc_email: 'cleo@dune.example',
        cc_name: 'Cleo Wick',
      },
      [ADA, [BEN], [CLEO], []],
    ],
    [
      'names and addresses in pairs',
      {
        from: [['Ada Fenn', 'ada@moor.example']],
        to: [['ben@dune.example', 'Ben Ost']],
        cc: [['Cleo Wick', 'cleo@dune.example']],
      },
      [ADA, [BEN], [CLEO], []],
    ],
    [
      'a pair for the sender alone',
      {
        from: ['Ada Fenn', 'ada@moor.example'],
        to: [
          ['Ben Ost', 'ben@dune.example'],
          ['Cleo Wick', 'cleo@dune.example'],
        ],
      },
      [ADA, [BEN, CLEO], [], []],
    ],
    [
      'two people in a list are no pair',
      { from: ADA, to: ['Ben Ost', 'cleo@dune.example'] },
      [ADA, ['Ben Ost', '<cleo@dune.example>'], [], []],
    ],
    [
      'handles with their roles, as of Front',
      {
        subject: 'Peat',
        recipients: [
          { handle: 'ada@moor.example', name: 'Ada Fenn', role: 'from' },
          { handle: 'ben@dune.example', name: 'Ben Ost', role: 'to' },
          { handle: 'cleo@dune.example', name: 'Cleo Wick', role: 'cc' },
        ],
      },
      [ADA, [BEN], [CLEO], []],
    ],
    [
      'a whole mailbox where an address belongs, as of HubSpot',
      { from: { email: 'ada@moor.example', firstName: 'Ada', lastName: 'Fenn' }, to: [{ email: BEN }] },
      [ADA, [BEN], [], []],
    ],
    [
      "the names of a program's types in place of people",
      {
        from: ADA,
        to: 'Microsoft.Graph.PowerShell.Models.MicrosoftGraphRecipient',
        cc: 'System.Object[]',
        bcc: '[object Object]',
      },
      [ADA, [], [], []],
    ],
    ["MySQL's nothing", { from: ADA, to: BEN, cc: '\\N', bcc: 'NULL' }, [ADA, [BEN], [], []]],
    ['times in place of people', { from: '01.04.2016', to: '2016-04-30 09:00', subject: 'Rent' }, [null, [], [], []]],
    [
      'an X.500 address with brackets in it',
      {
        'From: (Name)': 'Ada Fenn',
        'From: (Address)': '/O=MOOR/OU=EXCHANGE ADMINISTRATIVE GROUP (FYDIBOHF23SPDLT)/CN=RECIPIENTS/CN=AFENN',
        to: BEN,
      },
      ['Ada Fenn </O=MOOR/OU=EXCHANGE ADMINISTRATIVE GROUP (FYDIBOHF23SPDLT)/CN=RECIPIENTS/CN=AFENN>', [BEN], [], []],
    ],
    [
      'what is withheld with a role, or in German',
      { from: '[Redacted: Head of Legal]', to: 'REDACTED (Official 3)', cc: '[unkenntlich gemacht]', bcc: 'NR' },
      [null, [], [], []],
    ],
    [
      "Solr's dynamic fields",
      { from_s: ADA, to_ss: [BEN], cc_ss: [CLEO], subject_t: 'Peat' },
      [ADA, [BEN], [CLEO], []],
    ],
    [
      "JMAP's header properties",
      {
        'header:from:asAddresses': [{ name: 'Ada Fenn', email: 'ada@moor.example' }],
        'header:to:asAddresses': [{ name: 'Ben Ost', email: 'ben@dune.example' }],
        'header:subject:asText': 'Peat',
      },
      [ADA, [BEN], [], []],
    ],
    [
      'values with their types, as of DynamoDB',
      { from: { S: ADA }, to: { L: [{ S: BEN }] }, cc: { SS: [CLEO] }, bcc: { NULL: true }, subject: { S: 'Peat' } },
      [ADA, [BEN], [CLEO], []],
    ],
    [
      'values with their types, as of Firestore',
      {
        name: 'projects/moor',
        fields: {
          from: {
            mapValue: { fields: { name: { stringValue: 'Ada Fenn' }, email: { stringValue: 'ada@moor.example' } } },
          },
          to: { arrayValue: { values: [{ stringValue: BEN }] } },
          subject: { stringValue: 'Peat' },
        },
      },
      [ADA, [BEN], [], []],
    ],
    [
      'a sender by name whose address stands beside it',
      { sender: 'Ada Fenn', senderAddress: 'ada@moor.example', Receiver: BEN },
      [ADA, [BEN], [], []],
    ],
    [
      'names of an export of metadata',
      { MetadataFrom: ADA, MetadataTo: BEN, 'Metadata CC': CLEO },
      [ADA, [BEN], [CLEO], []],
    ],
    [
      'Exchange Web Services',
      {
        From: { Mailbox: { Name: 'Ada Fenn', EmailAddress: 'ada@moor.example' } },
        ToRecipients: { Mailbox: [{ Name: 'Ben Ost', EmailAddress: 'ben@dune.example', RoutingType: 'SMTP' }] },
      },
      [ADA, [BEN], [], []],
    ],
    [
      'an IMAP envelope',
      {
        envelope: {
          from: [{ name: 'Ada Fenn', mailbox: 'ada', host: 'moor.example' }],
          to: [{ name: 'Ben Ost', mailbox: 'ben', host: 'dune.example' }],
        },
      },
      [ADA, [BEN], [], []],
    ],
    [
      'a list in the writing of Python',
      {
        from: "['ada@moor.example']",
        to: "['Ben Ost <ben@dune.example>', 'cleo@dune.example']",
        cc: '[]',
        bcc: 'None',
      },
      ['<ada@moor.example>', [BEN, '<cleo@dune.example>'], [], []],
    ],
    [
      'a set in the writing of Python and of databases',
      { from: ADA, to: "frozenset({'ben@dune.example'})", cc: '{cleo@dune.example,ada@moor.example}' },
      [ADA, ['<ben@dune.example>'], ['<cleo@dune.example>', '<ada@moor.example>'], []],
    ],
    [
      'addresses between bars',
      { from: ADA, to: 'ben@dune.example|cleo@dune.example' },
      [ADA, ['<ben@dune.example>', '<cleo@dune.example>'], [], []],
    ],
    [
      'an arrow',
      { participants: 'Fenn, Ada -> Ost, Ben; Cleo Wick' },
      ['Fenn, Ada', ['Ost, Ben', 'Cleo Wick'], [], []],
    ],
    [
      'what stands in place of a person',
      { from: ADA, to: ['[REDACTED]', BEN, 'N/A'], cc: 'undisclosed-recipients:;', bcc: 'nan' },
      [ADA, [BEN], [], []],
    ],
    ['a black bar and an exemption', { from: '█████', to: '(b)(6)', cc: BEN }, [null, [], [BEN], []]],
  ])('reads %s', async (_, people, expected) => {
    expect(peopleOf(await readOne({ date: base.date, subject: 'Peat', text: 'Dry.', ...people }))).toEqual(expected);
  });
});

describe('the date of a record', () => {
  const moment = Date.UTC(2014, 4, 6, 10, 11);
  it.each<[string, object, Partial<Message['date']> & object]>([
    ['a day and a time in two fields', { date: '2014-05-06', time: '10:11:00' }, { time: moment, offset: null }],
    ['a day and a time of twelve hours', { date: '5/6/2014', time: '10:11 AM' }, { time: moment }],
    [
      'a zone in a third field',
      { date: '2014-05-06', time: '12:11', timezone: '+02:00' },
      { time: moment, offset: 120 },
    ],
    ['a serial of Excel', { date: 41_765.424305556 }, { time: moment, offset: null }],
    ['a FILETIME', { date: '130438446600000000' }, { time: moment }],
    ['microseconds', { date: 1_399_371_060_000_000 }, { time: moment }],
    ["MongoDB's long", { date: { $date: { $numberLong: '1399371060000' } } }, { time: moment }],
    ['seconds in an object', { date: { _seconds: 1_399_371_060, _nanoseconds: 0 } }, { time: moment }],
    ['.NET', { date: '/Date(1399371060000+0100)/' }, { time: moment, offset: 60 }],
    ['a list of one', { date: ['2014-05-06T10:11:00Z'] }, { time: moment, offset: 0 }],
    [
      'a zone beside the time',
      { date: { dateTime: '2014-05-06T10:11:00', timeZone: 'UTC' } },
      { time: moment, offset: 0 },
    ],
    ['names of an export of metadata', { MetadataDateSent: '2014-05-06 10:11' }, { time: moment }],
    ['a day and nothing else', { date: '2014-05-06' }, { time: Date.UTC(2014, 4, 6), precision: 'day' }],
    ['a serial of Excel with a comma', { date: '41765,424305556' }, { time: moment, offset: null }],
    ['a day as a number', { date: 20_140_506 }, { time: Date.UTC(2014, 4, 6), precision: 'day' }],
    ['a day and a time of digits alone', { date: '20140506', time: '1011' }, { time: moment, offset: null }],
    ['a day in dashes and a time of six digits', { date: '2014-05-06', time: '101100' }, { time: moment }],
    ["MongoDB's shell", { date: 'ISODate("2014-05-06T10:11:00Z")' }, { time: moment, offset: 0 }],
    ["Python's call", { date: 'datetime.datetime(2014, 5, 6, 10, 11)' }, { time: moment, offset: null }],
    ["JavaScript's call", { date: 'new Date(1399371060000)' }, { time: moment }],
    ["Java's list of numbers", { date: [2014, 5, 6, 10, 11, 0] }, { time: moment, offset: null }],
    ['a serial of a day', { date: 41_765 }, { time: Date.UTC(2014, 4, 6), precision: 'day' }],
  ])('reads %s', async (_, date, expected) => {
    expect((await readOne({ from: ADA, subject: 'Peat', text: 'Dry.', ...date })).date).toMatchObject(expected);
  });

  it.each(['N/A', 'nan', '[REDACTED]', 17, 'soon'])('reads none from %s, and says so', async (date) => {
    const message = await readOne({ ...base, date });
    expect(message.date).toBeNull();
    expect(message.problems.map(({ code }) => code)[0]).toMatch(/^date-(?:missing|unreadable)$/);
  });
});

describe('the text of a record', () => {
  const text = 'The peat is dry enough to burn.';
  const { text: _, ...bare } = base;
  it.each<[string, object]>([
    ['a list of parts', { body: [{ 'content-type': 'text/plain', content: text }] }],
    ['parts in parts', { parts: [{ mimeType: 'multipart/mixed', parts: [{ mimeType: 'text/plain', body: text }] }] }],
    ['JMAP', { textBody: [{ partId: 'a', type: 'text/plain' }], bodyValues: { a: { value: text } }, preview: 'The' }],
    ['Exchange Web Services', { Body: { attributes: { BodyType: 'Text' }, _value: text } }],
    [
      'imap-simple',
      {
        parts: [
          { which: 'HEADER', body: { 'x-mailer': ['m'] } },
          { which: 'TEXT', body: text },
        ],
      },
    ],
    [
      'base64 that is named as such',
      { parts: [{ type: 'text/plain', encoding: 'base64', content: Buffer.from(text).toString('base64') }] },
    ],
    ...[
      'email_body',
      'messageText',
      'full_text',
      'cleanBody',
      'content_markdown',
      'Extracted Text',
      'X-TIKA:content',
    ].map((name): [string, object] => [name, { [name]: text }]),
    ...['content_html', 'htmlText', 'body_html'].map((name): [string, object] => [name, { [name]: `<p>${text}</p>` }]),
  ])('is read from %s', async (_, fields) => {
    const { messages, notices } = await readAll([{ ...bare, ...fields }]);
    expect(messages[0]?.body?.text).toBe(text);
    expect(notices.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  it('is no preview: where nothing else stands there, that is told', async () => {
    const { messages } = await readAll([
      { ...bare, snippet: 'The peat is' },
      { ...bare, bodyPreview: 'The peat is', body: text },
    ]);
    expect(messages.map(({ problems }) => problems.map(({ code }) => code))).toEqual([['text-is-preview'], []]);
    expect(messages[1]!.body!.text).toBe(text);
  });
});

describe('the header of a record', () => {
  const fields = {
    'Message-ID': '<p2@moor.example>',
    'In-Reply-To': '<p1@moor.example>',
    From: ADA,
    Date: 'Tue, 6 May 2014 10:11:00 +0000',
    Subject: 'Re: Peat',
  };
  const entries = Object.entries(fields);
  it.each<[string, unknown]>([
    ['pairs', entries],
    ['{field, value}', entries.map(([field, value]) => ({ field, value }))],
    ['{Header, Value}', entries.map(([Header, Value]) => ({ Header, Value }))],
    ['{Name: value}', entries.map(([name, value]) => ({ [name]: value }))],
    ['lists by name', Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), [value]]))],
    ['a text', entries.map(([name, value]) => `${name}: ${value}`).join('\r\n')],
    ['pairs in a text', JSON.stringify(entries)],
  ])('is read from %s', async (_, headers) => {
    expect(await readOne({ id: 7, headers, body: 'Dry.' })).toMatchObject({
      messageId: 'p2@moor.example',
      inReplyTo: ['p1@moor.example'],
      from: { address: 'ada@moor.example' },
      date: { time: Date.UTC(2014, 4, 6, 10, 11) },
      subject: { text: 'Re: Peat' },
    });
  });

  it("wins over a service's own id, which is kept as another one", async () => {
    expect(
      await readOne({ ...base, MessageID: '0a1b-22', Headers: [{ Name: 'Message-ID', Value: '<p1@moor.example>' }] }),
    ).toMatchObject({
      messageId: 'p1@moor.example',
      alternateIds: ['0a1b-22'],
    });
  });

  it.each<[string, (mail: string) => object]>([
    ['a text of any name', (mail) => ({ eml: mail })],
    ['a text beside its file', (mail) => ({ file: 'fenn/sent/1', message: mail })],
    ['base64', (mail) => ({ mime: Buffer.from(mail).toString('base64') })],
    ["Node's bytes", (mail) => ({ uid: 4, source: Buffer.from(mail).toJSON() })],
  ])('is that of the whole mail in %s', async (_, pack) => {
    const mail = `${entries.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\nDry.\r\n`;
    expect(await readOne(pack(mail))).toMatchObject({ messageId: 'p2@moor.example', body: { text: 'Dry.\n' } });
  });

  it('is not that of a mail quoted in the text', async () => {
    const body =
      'From: Ben <ben@dune.example>\nDate: Mon, 5 May 2014 08:00:00 +0000\nMessage-ID: <q@dune.example>\n\nWet.';
    expect((await readOne({ ...base, text: body })).from?.name).toBe('Ada Fenn');
  });
});

describe('the box around the fields of a message', () => {
  it.each<[string, object]>([
    ['Elasticsearch', { _index: 'mail', _id: '1', _source: base }],
    ['GraphQL', { cursor: 'x', node: base }],
    [
      'FollowTheMoney',
      {
        id: 'a',
        schema: 'Email',
        properties: Object.fromEntries(Object.entries(base).map(([key, value]) => [key, [value]])),
      },
    ],
    ['JSON:API', { type: 'emails', id: '4', attributes: base }],
    ['metadata beside the text', { text: 'Dry.', metadata: { ...base, text: undefined } }],
  ])('is opened: %s', async (_, record) => {
    expect(await readOne(record)).toMatchObject({
      from: { name: 'Ada Fenn' },
      subject: { text: 'Peat' },
      date: { time: Date.UTC(2014, 4, 6, 10, 11) },
      body: { text: 'Dry.' },
    });
  });
});

describe('what of the records is not used', () => {
  it('is told once, with its count and the map that would use it', async () => {
    const { text: _, ...bare } = base;
    const record = { ...bare, bericht: 'The peat is dry enough.', kopie_an: [CLEO], score: 4, seen: true, bcc: 'None' };
    const { notices } = await readAll([record, record]);
    expect(notices.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'notice record-text-missing',
      'notice record-fields-unread',
      'info record-marks-unread',
    ]);
    expect(notices[1]!.message).toContain('bericht (2 records, 46 characters; --map text=bericht)');
    expect(notices[1]!.message).toContain('kopie_an (2 records, 58 characters; --map cc=kopie_an)');
    expect(notices[2]!.message).toMatch(/score \(2 records\).*seen \(2 records\).*bcc \(2 records/);
  });

  it('is nothing where all of it stands in the message', async () => {
    const { notices } = await readAll([
      base,
      { ...base, html: '<p>Dry.</p>', preview: 'Dry…', FromFull: { Name: 'Ada Fenn' } },
    ]);
    expect(notices).toEqual([]);
  });

  it('names the fields of a record that is no message, and tells chats apart', async () => {
    const { problems } = await readAll([
      { id: 4, event: 'open' },
      { type: 'message', user: 'U1', text: 'Dry?', ts: '1399371060.000100' },
    ]);
    expect(problems[0]!.message).toContain('Its fields: id, event');
    expect(problems[1]!.message).toContain('chat message (Slack)');
  });

  it('tells of lists and settings beside messages without a warning', async () => {
    const { problems } = await readAll([
      { id: 'C1', name: 'general', is_archived: false, members: ['U1'], created: 1399371060, creator: 'U1' },
      { id: 'U1', team_id: 'T1', name: 'ada', profile: { real_name: 'Ada', email: 'ada@moor.example' } },
      { filters: [] },
    ]);
    expect(problems.map(({ code, severity }) => `${code} ${severity}`)).toEqual(
      Array(3).fill('record-not-a-message info'),
    );
  });

  it.each<readonly [what: string, records: readonly object[], isTold: boolean]>([
    ['an article', [{ author: 'Ada Fenn', title: 'Peat', content: 'Dry.', published: '2014-05-06' }], true],
    ['one of two has recipients', [base, { ...base, to: undefined, cc: undefined, messageId: undefined }], false],
    ['an id of mail alone', [{ from: ADA, subject: 'Peat', text: 'Dry.', messageId: '<a@moor.example>' }], false],
  ])('says where nothing was sent to anybody: %s', async (_, records, isTold) => {
    const { notices } = await readAll(records);
    expect(notices.some(({ code }) => code === 'record-recipients-missing')).toBe(isTold);
  });

  it('reads messages of Google Chat by who made them', async () => {
    const { messages, problems } = await readAll([
      {
        creator: { name: 'Ada', email: 'ada@moor.example' },
        created_date: 'Monday, April 4, 2016 at 9:00:00 AM UTC',
        text: 'Dry.',
        topic_id: 'x',
      },
    ]);
    expect(messages[0]!.from).toEqual({ name: 'Ada', address: 'ada@moor.example' });
    expect(messages[0]!.date?.time).toBe(Date.UTC(2016, 3, 4, 9));
    expect(problems.map(({ code }) => code)).not.toContain('record-sender-missing');
  });
});
