import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, describe, expect, it } from 'vitest';
import type { Mailbox, Message } from '../../src/message/message.js';
import { readMessages } from '../../src/message/read-message.js';
import { reconstruct } from '../../src/run/reconstruct.js';
import { openDatabase } from '../../src/source/database/sqlite-file.js';
import { readSources } from '../../src/source/read-sources.js';
import type { RawMessage } from '../../src/source/source.js';
import { linkedPosts } from '../../src/thread/thread.js';
import { type MapiFixture, writeMsg } from '../compound-file-fixture.js';
import { tarOf, zipOf } from '../make-archive.js';
import { sharedData, withoutSharedData } from '../shared-data.js';

const root = mkdtempSync(join(tmpdir(), 'forms-'));
afterAll(() => rmSync(root, { recursive: true }));

/** A mail as it was sent, and as it was read. */
interface Sent {
  readonly bytes: Buffer;
  readonly message: Message;
}

async function mailsOf(path: string): Promise<readonly Sent[]> {
  const raws: RawMessage[] = [];
  const messages: Message[] = [];
  async function* batches() {
    for await (const batch of readSources([{ path }], { hash: false })) {
      const mails = batch.filter(({ bytes }) => bytes !== null);
      raws.push(...mails);
      yield mails;
    }
  }
  for await (const batch of readMessages(batches(), { bodies: true })) messages.push(...batch);
  return raws.map(({ bytes }, index) => ({ bytes: Buffer.from(bytes!), message: messages[index]! }));
}

/** What is the same of a mail in every form that it may have. */
const idOf = ({ messageId, subject, date }: Message): string => messageId ?? `${subject.text} ${date?.time}`;

/** The threads as lists of the mails in them, smallest first. */
async function threadsOf(path: string): Promise<readonly string[]> {
  const { threads } = await reconstruct([{ path }], { hash: false, findings: false });
  return threads
    .map((thread) =>
      [
        ...new Set(
          [...linkedPosts(thread)].flatMap(({ post }) => (post.kind === 'produced' ? post.copies.map(idOf) : [])),
        ),
      ].toSorted(),
    )
    .filter((ids) => ids.length > 0)
    .map((ids) => ids.join(' | '))
    .toSorted();
}

const person = ({ name, address }: Mailbox): string =>
  name === '' ? `<${address}>` : `"${name.replaceAll('"', "'")}" <${address}>`;
const people = (list: readonly Mailbox[]): string => list.map(person).join(', ');
const record = ({ message }: Sent): Readonly<Record<string, string>> => ({
  message_id: message.messageId ?? '',
  in_reply_to: message.inReplyTo.join(' '),
  references: message.references.map((id) => `<${id}>`).join(' '),
  conversation_index: message.threadIndex ?? '',
  from: message.from === null ? '' : person(message.from),
  to: people(message.to),
  cc: people(message.cc),
  bcc: people(message.bcc),
  date: message.doubtedDate ?? message.date?.raw ?? '',
  subject: message.subject.text,
  body: message.body?.text ?? '',
});
const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;

function msgOf({ bytes, message }: Sent): Buffer {
  const header = bytes.toString('latin1').split(/\r?\n\r?\n/)[0]!;
  const fixture: MapiFixture = {
    properties: { 26: 'IPM.Note', 55: message.subject.text, 125: `${header}\r\n\r\n`, 4096: message.body?.text ?? '' },
  };
  return writeMsg(fixture);
}

/** Writes the mails in one form; gives the path. */
const FORMS: Readonly<Record<string, (folder: string, mails: readonly Sent[]) => void>> = {
  '.eml files': (folder, mails) => {
    for (const [index, { bytes }] of mails.entries()) writeFileSync(join(folder, `${index}.eml`), bytes);
  },
  mbox: (folder, mails) => {
    const quoted = mails.map(({ bytes }) => bytes.toString('latin1').replace(/^(>*From )/gm, '>$1'));
    const box = quoted.map(
      (text) => `From mboxrd@z Thu Jan  1 00:00:00 1970\n${text}${text.endsWith('\n') ? '' : '\n'}\n`,
    );
    writeFileSync(join(folder, 'a.mbox'), Buffer.from(box.join(''), 'latin1'));
  },
  'zip of .eml': (folder, mails) =>
    writeFileSync(
      join(folder, 'a.zip'),
      zipOf(mails.map(({ bytes }, index) => ({ name: `m/${index}.eml`, content: bytes }))),
    ),
  'zip in a tar': (folder, mails) => {
    const zip = zipOf(mails.map(({ bytes }, index) => ({ name: `m/${index}.eml`, content: bytes })));
    writeFileSync(join(folder, 'a.tar'), tarOf([{ name: 'a.zip', content: zip }]));
  },
  'JSON lines': (folder, mails) =>
    writeFileSync(join(folder, 'a.jsonl'), mails.map((mail) => JSON.stringify(record(mail))).join('\n')),
  CSV: (folder, mails) => {
    const rows = mails.map(record);
    const names = Object.keys(rows[0]!);
    const lines = [names, ...rows.map((row) => names.map((name) => row[name]!))].map((cells) =>
      cells.map(cell).join(','),
    );
    writeFileSync(join(folder, 'a.csv'), lines.join('\r\n'));
  },
  Parquet: (folder, mails) => {
    const rows = mails.map(record);
    const columnData = Object.keys(rows[0]!).map((name) => ({
      name,
      type: 'STRING' as const,
      data: rows.map((row) => row[name]!),
    }));
    writeFileSync(join(folder, 'a.parquet'), Buffer.from(parquetWriteBuffer({ columnData })));
  },
  SQLite: (folder, mails) => {
    const rows = mails.map(record);
    const names = Object.keys(rows[0]!);
    const database = openDatabase(join(folder, 'a.db'));
    database.exec(`CREATE TABLE mails (${names.map((name) => `"${name}" TEXT`).join(', ')}); BEGIN`);
    const insert = database.prepare(`INSERT INTO mails VALUES (${names.map(() => '?').join(', ')})`);
    for (const row of rows) insert.run(...names.map((name) => row[name]!));
    database.exec('COMMIT');
    database.close();
  },
  '.msg files': (folder, mails) => {
    for (const [index, mail] of mails.entries()) writeFileSync(join(folder, `${index}.msg`), msgOf(mail));
  },
};

let count = 0;
async function inForm(form: string, mails: readonly Sent[]): Promise<readonly string[]> {
  const folder = join(root, `${count++}`);
  mkdirSync(folder);
  FORMS[form]!(folder, mails);
  return threadsOf(folder);
}

describe('one mailbox in several forms', () => {
  it.each(Object.keys(FORMS))(
    'gives the same threads: the sample as %s',
    async (form) => {
      const path = 'samples/case/holt.mbox';
      const mails = await mailsOf(path);
      expect(mails.length).toBeGreaterThan(3);
      expect(readFileSync(path).length).toBeGreaterThan(1000);
      expect(await inForm(form, mails)).toEqual(await threadsOf(path));
    },
    60_000,
  );
});

describe.skipIf(withoutSharedData('forms.test.ts'))('the mails of an Enron custodian', () => {
  it('are in the same threads in every form', async () => {
    const production = join(sharedData, 'enron-loadfile/production-001.zip');
    const mails = await mailsOf(production);
    expect(mails).toHaveLength(780);
    const whole = await threadsOf(production);
    // Some of the mails stand together, and not all.
    expect(whole.length).toBeGreaterThan(400);
    expect(whole.length).toBeLessThan(700);
    for (const form of Object.keys(FORMS)) {
      const threads = await inForm(form, mails);
      expect(threads, form).toEqual(whole);
    }
  }, 600_000);
});
