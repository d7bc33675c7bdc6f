import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Mailbox, Message } from '../../src/message/message.js';
import { readMessages } from '../../src/message/read-message.js';
import { openDatabase } from '../../src/source/database/sqlite-file.js';
import { readSources } from '../../src/source/read-sources.js';
import { RelatedRows, relatedProblem } from '../../src/source/table/related-rows.js';
import { findRelations } from '../../src/source/table/related-tables.js';
import { tarOf, zipOf } from '../make-archive.js';

const root = mkdtempSync(join(tmpdir(), 'related-'));
afterAll(() => rmSync(root, { recursive: true }));

type Cell = string | number;
/** Tables by name: columns in the first row. */
type Tables = Readonly<Record<string, readonly (readonly Cell[])[]>>;

let count = 0;
const ARCHIVES = { zip: zipOf, tar: tarOf };

function folderOf(tables: Tables, form: 'csv' | 'sqlite' | keyof typeof ARCHIVES): string {
  const folder = join(root, `${count++}`);
  mkdirSync(folder);
  const files = Object.entries(tables).map(([name, rows]) => ({
    name: `${name}.csv`,
    content: rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n'),
  }));
  if (form === 'csv') for (const { name, content } of files) writeFileSync(join(folder, name), content);
  else if (form !== 'sqlite') writeFileSync(join(folder, `mail.${form}`), ARCHIVES[form](files));
  else {
    const database = openDatabase(join(folder, 'mail.db'));
    for (const [name, [columns, ...rows]] of Object.entries(tables)) {
      database.exec(`CREATE TABLE "${name}" (${columns!.map((column) => `"${column}"`).join(', ')})`);
      for (const row of rows)
        database.prepare(`INSERT INTO "${name}" VALUES (${row.map(() => '?').join(', ')})`).run(...row);
    }
    database.close();
  }
  return folder;
}

async function read(path: string) {
  const reading = readSources([{ path }]);
  const messages: Message[] = [];
  for await (const batch of readMessages(reading, { bodies: true })) messages.push(...batch);
  const codes = reading.problems.map(({ code, severity }) => `${code} ${severity}`);
  return { messages, codes };
}

const short = (people: readonly (Mailbox | null)[]) => people.map((one) => one?.address || one?.name || '').join('+');
const told = ({ subject, from, to, cc, bcc }: Message) =>
  `${subject.text}: ${[[from], to, cc, bcc].map(short).join(' ')}`.trimEnd();

const MESSAGE = [
  ['mid', 'sender', 'date', 'message_id', 'subject', 'body'],
  [1, 'ada@moor.example', '2016-04-04 09:12:00', '<a@moor.example>', 'Sluice', 'Open it.'],
  [2, 'bo@fen.example', '2016-04-05 09:12:00', '<b@fen.example>', 'Re: Sluice', 'No.'],
];
const EMAILS = [
  ['id', 'sender_id', 'sent', 'subject', 'body'],
  [1, 7, '2016-04-04 09:12:00', 'Sluice', 'Open it.'],
  [2, 8, '2016-04-05 09:12:00', 'Re: Sluice', 'No.'],
];
const PEOPLE = [
  ['id', 'name', 'email'],
  [7, 'Ada Moor', 'ada@moor.example'],
  [8, 'Bo Fen', 'bo@fen.example'],
  [9, 'Cy', 'cy@dag.example'],
];
const JOINED = [
  'Sluice: ada@moor.example bo@fen.example cy@dag.example',
  'Re: Sluice: bo@fen.example ada@moor.example',
];

const CASES: readonly (readonly [name: string, forms: string, tables: Tables, expected: readonly string[]])[] = [
  [
    'recipients by the same column, kinds in words',
    'csv sqlite',
    {
      message: MESSAGE,
      recipientinfo: [
        ['rid', 'mid', 'rtype', 'rvalue'],
        [1, 1, 'TO', 'bo@fen.example'],
        [2, 1, 'CC', 'cy@dag.example'],
        [3, 2, 'TO', 'ada@moor.example'],
      ],
    },
    JOINED,
  ],
  [
    'kinds counted from 0, the number of the table of messages',
    'csv sqlite',
    {
      messages: MESSAGE.map(([mid, ...rest]) => [mid === 'mid' ? 'id' : mid!, ...rest]),
      recipients: [
        ['message', 'address', 'type'],
        [1, 'bo@fen.example', 0],
        [1, 'cy@dag.example', 1],
        [2, 'ada@moor.example', 0],
      ],
    },
    JOINED,
  ],
  [
    'a table for each kind of recipient',
    'csv sqlite',
    {
      emails: EMAILS,
      people: PEOPLE,
      email_to: [
        ['email_id', 'person_id'],
        [1, 8],
        [2, 7],
      ],
      email_cc: [
        ['email_id', 'person_id'],
        [1, 9],
      ],
    },
    JOINED,
  ],
  [
    'a table of addresses, whose numbers stand under `address`',
    'csv sqlite',
    {
      emails: EMAILS,
      addresses: PEOPLE,
      recipients: [
        ['email_id', 'address', 'type'],
        [1, 8, 0],
        [1, 9, 1],
        [2, 7, 0],
      ],
    },
    JOINED,
  ],
  [
    'senders and recipients by number in a table of people',
    'csv sqlite',
    {
      emails: EMAILS,
      people: PEOPLE,
      recipients: [
        ['email_id', 'person_id', 'kind'],
        [1, 8, 'to'],
        [1, 9, 'cc'],
        [2, 7, 'to'],
      ],
    },
    JOINED,
  ],
  [
    'what a message tells itself, which stays',
    'csv sqlite',
    {
      Emails: [
        ['Id', 'From', 'To', 'Subject', 'Body'],
        [1, 'Ada', 'Bo', 'Sluice', 'Open it.'],
        [2, 'Bo', '', 'Re: Sluice', 'No.'],
      ],
      EmailReceivers: [
        ['Id', 'EmailId', 'PersonId'],
        [1, 1, 9],
        [2, 2, 9],
      ],
      Persons: [
        ['Id', 'Name'],
        [9, 'Cy'],
      ],
    },
    ['Sluice: Ada Bo', 'Re: Sluice: Bo Cy'],
  ],
  [
    'events that name messages and people, which are no recipients',
    'csv sqlite',
    {
      message: MESSAGE,
      events: [
        ['mid', 'actor', 'action'],
        [1, 'cy@dag.example', 'opened'],
      ],
    },
    ['Sluice: ada@moor.example', 'Re: Sluice: bo@fen.example'],
  ],
];

describe('recipients and people in tables of their own', () => {
  const rows = CASES.flatMap(([name, forms, tables, expected]) =>
    forms.split(' ').map((form) => [name, form as 'csv' | 'sqlite', tables, expected] as const),
  );
  it.each(rows)('%s (%s)', async (_name, form, tables, expected) => {
    const { messages } = await read(folderOf(tables, form));
    expect(messages.map(told)).toEqual(expected);
  });

  it.each(['zip', 'tar'] as const)('are joined in a %s, whichever comes first', async (form) => {
    const recipients = [
      ['mid', 'rtype', 'rvalue'],
      [1, 'TO', 'bo@fen.example'],
      [1, 'CC', 'cy@dag.example'],
      [2, 'TO', 'ada@moor.example'],
    ];
    for (const tables of [
      { recipients, message: MESSAGE },
      { message: MESSAGE, recipients },
    ]) {
      const { messages, codes } = await read(folderOf(tables, form));
      expect(messages.map(told)).toEqual(JOINED);
      expect(codes).toContain('table-of-people info');
    }
  });

  it('are told of, also those whose message is not there', async () => {
    const recipients = [
      ['mid', 'rtype', 'rvalue'],
      [1, 'TO', 'bo@fen.example'],
      [9, 'TO', 'bo@fen.example'],
    ];
    for (const form of ['csv', 'sqlite'] as const) {
      const { codes } = await read(folderOf({ message: MESSAGE, recipients }, form));
      expect(codes).toContain('table-people-joined notice');
      expect(codes).not.toContain('database-other-tables info');
    }
  });

  it('are not joined where they are more than are held: some of them would be a false list', () => {
    const sample = [{ mid: 1, rtype: 'TO', rvalue: 'bo@fen.example' }];
    const relations = findRelations(
      { name: 'message', sample: [{ mid: 1, sender: 'a@x.example', subject: 's', body: 'b' }] },
      [{ name: 'recipients', sample }],
    )!;
    const related = new RelatedRows(relations, 10);
    for (let row = 0; row <= 10; row++) related.addRecipient({ ...sample[0], mid: row }, relations.recipients[0]!);
    expect(related.join({ mid: 1 })).toEqual({ mid: 1 });
    expect(relatedProblem(['recipients'], related)).toMatchObject({
      code: 'table-people-too-many',
      severity: 'warning',
    });
  });
});
