import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { parseMailboxes } from '../../src/message/address/mailbox.js';
import { parseParameterizedValue } from '../../src/message/header/content-type.js';
import { collapseSpace, decodeHeaderText, decodeRawText } from '../../src/message/header/encoded-word.js';
import { fieldValue, readHeaderRanges } from '../../src/message/header/header-fields.js';
import { parseMessageDate } from '../../src/message/header/message-date.js';
import { parseMessageIds } from '../../src/message/header/message-id.js';
import type { Mailbox, Message } from '../../src/message/message.js';
import { readHeaders, readMessage } from '../../src/message/read-message.js';
import { rawMessage } from '../raw-message.js';
import { readTar } from '../read-tar.js';
import { sharedData, withoutSharedData } from '../shared-data.js';

/** Cases that are read otherwise on purpose: `table#index` or `file field` -> why. */
const EXCEPTIONS = JSON.parse(readFileSync('tests/cases/message/torture-exceptions.json', 'utf8')) as Readonly<
  Record<string, string>
>;

const SUITES = ['stalwart-mail-parser', 'mime4j', 'postal-mime', 'nodemailer-mailparser'];

describe.skipIf(withoutSharedData('message-torture.test.ts'))('torture mail', () => {
  const used = new Set<string>();
  const suite = (name: string): ReadonlyMap<string, Buffer> => readTar(join(sharedData, `torture/${name}.tar.gz`));
  const check = (name: string, got: unknown, expected: unknown): string | null => {
    if (JSON.stringify(got) === JSON.stringify(expected)) return null;
    if (EXCEPTIONS[name] === undefined) return name;
    used.add(name);
    return null;
  };

  for (const name of SUITES)
    it(`reads ${name} without a crash, a second's wait or an invented date`, async () => {
      const wrong: string[] = [];
      for (const [file, bytes] of suite(name)) {
        if (!/\.(eml|msg|mbox)$/.test(file) && !file.includes('/maildir/')) continue;
        const begun = process.cpuUsage().user;
        const raw = rawMessage(bytes, { fromLine: null });
        const message = await readMessage(raw, { bodies: true });
        touch(message);
        touch(readHeaders(raw));
        if ((process.cpuUsage().user - begun) / 1000 > 1000) wrong.push(`${file} is slow`);
        if (message.date && Math.abs(message.date.time - Date.now()) < 86_400_000)
          wrong.push(`${file} has today's date`);
      }
      expect(wrong).toEqual([]);
    });

  it("reads the header tables of stalwart's mail-parser", () => {
    const files = suite('stalwart-mail-parser');
    const wrong: (string | null)[] = [];
    const table = (file: string): readonly { header: string; expected: unknown }[] =>
      JSON.parse(files.get([...files.keys()].find((name) => name.endsWith(`/${file}.json`))!)!.toString());
    for (const [at, { header, expected }] of table('address').entries())
      wrong.push(check(`address#${at}`, parseMailboxes(decodeRawText(valueOfHeader(header))), mailboxesOf(expected)));
    for (const [at, { header, expected }] of table('date').entries())
      wrong.push(check(`date#${at}`, parseMessageDate(valueOfHeader(header))?.time ?? null, timeOf(expected)));
    for (const [at, { header, expected }] of table('id').entries())
      wrong.push(check(`id#${at}`, parseMessageIds(valueOfHeader(header)), idsOf(expected)));
    for (const [at, { header, expected }] of table('unstructured').entries())
      wrong.push(
        check(
          `unstructured#${at}`,
          collapseSpace(decodeHeaderText(valueOfHeader(header))),
          collapseSpace(String(expected ?? '')),
        ),
      );
    for (const [at, { header, expected }] of table('received').entries()) {
      const date = parseMessageDate(valueOfHeader(header));
      wrong.push(check(`received#${at}`, date?.time ?? null, timeOf((expected as { date?: unknown } | null)?.date)));
    }
    for (const [at, { header, expected }] of table('content_type').entries()) {
      if (expected === null) continue;
      const { value, parameters } = parseParameterizedValue(valueOfHeader(header));
      const type = expected as { c_type: string; c_subtype: string | null; attributes: [string, string][] | null };
      const wanted = (type.attributes ?? []).filter(([key]) => !key.endsWith('-language')).sort();
      wrong.push(
        check(
          `content_type#${at}`,
          [value, [...parameters].sort()],
          [[type.c_type, type.c_subtype].filter(Boolean).join('/').toLowerCase(), wanted],
        ),
      );
    }
    expect(wrong.filter((name) => name !== null)).toEqual([]);
  });

  it("reads ids, dates, subjects and addresses of stalwart's messages, with LF and with CR LF", async () => {
    const files = suite('stalwart-mail-parser');
    const wrong: (string | null)[] = [];
    let count = 0;
    for (const [file, bytes] of files) {
      if (!file.endsWith('.eml')) continue;
      for (const crlf of [false, true]) {
        const json = files.get(`${file.slice(0, -4)}${crlf ? '.crlf' : ''}.json`);
        if (!json) continue;
        count++;
        const content = crlf ? bytes.toString('latin1').replace(/\r\n|\n/g, '\r\n') : bytes;
        const message = await readMessage(rawMessage(content), { bodies: true });
        const { headers } = (
          JSON.parse(json.toString()) as { parts: { headers: { name: unknown; value: unknown }[] }[] }
        ).parts[0]!;
        const header = (name: string): unknown => headers.find((each) => each.name === name)?.value;
        const name = file.split('/').slice(-2).join('/');
        const people = (field: string): readonly Mailbox[] =>
          mailboxesOf((header(field) as { Address?: unknown } | undefined)?.Address);
        wrong.push(
          check(`${name} from`, message.from ? [message.from] : [], people('from').slice(0, 1)),
          check(`${name} to`, message.to, people('to')),
          check(`${name} cc`, message.cc, people('cc')),
          check(
            `${name} subject`,
            message.subject.text,
            collapseSpace((header('subject') as { Text?: string } | undefined)?.Text ?? ''),
          ),
          check(`${name} id`, message.messageId, idsOf(header('message_id'))[0] ?? null),
          check(`${name} in-reply-to`, message.inReplyTo, idsOf(header('in_reply_to'))),
          check(`${name} references`, message.references, idsOf(header('references'))),
          check(
            `${name} date`,
            message.date?.source === 'date' ? message.date.time : null,
            timeOf((header('date') as { DateTime?: unknown } | undefined)?.DateTime),
          ),
        );
      }
    }
    expect(count).toBeGreaterThan(200);
    expect(wrong.filter((name) => name !== null)).toEqual([]);
  });

  it('reads subjects, addresses and ids as mailparser does, but for what is listed', async () => {
    const wrong: (string | null)[] = [];
    let compared = 0;
    for (const name of SUITES.slice(1))
      for (const [file, bytes] of suite(name)) {
        if (!/\.(eml|msg)$/.test(file) || bytes.length > 200_000) continue;
        const message = await readMessage(rawMessage(bytes), { bodies: false });
        const mail = await simpleParser(bytes, {
          skipTextToHtml: true,
          skipHtmlToText: true,
          skipImageLinks: true,
          skipTextLinks: true,
        }).catch(() => null);
        if (!mail) continue;
        compared++;
        const short = `${name} ${file.split('/').at(-1)}`;
        const first = mail.from?.value[0];
        wrong.push(
          check(`${short} subject`, message.subject.text, collapseSpace(mail.subject ?? '')),
          check(
            `${short} from`,
            message.from?.address ?? '',
            (first?.address ?? '').replace(/@.*/, (domain) => domain.toLowerCase()),
          ),
          check(`${short} name`, message.from?.name ?? '', collapseSpace(first?.name ?? '')),
          check(`${short} id`, message.messageId, mail.messageId?.replace(/^<|>$/g, '') ?? null),
        );
      }
    expect(compared).toBeGreaterThan(80);
    expect(wrong.filter((name) => name !== null)).toEqual([]);
  });

  it('lists no exception that is none', () => {
    expect(Object.keys(EXCEPTIONS).filter((name) => !used.has(name))).toEqual([]);
  });
});

/** Reads every field once. */
function touch(message: Message): void {
  for (
    let type = Object.getPrototypeOf(message) as object | null;
    type && type !== Object.prototype;
    type = Object.getPrototypeOf(type)
  )
    for (const key of Object.getOwnPropertyNames(type)) void (message as unknown as Record<string, unknown>)[key];
}

function valueOfHeader(header: string): string {
  const bytes = Buffer.from(`X:${header}`);
  return fieldValue(bytes, readHeaderRanges(bytes).fields[0]!);
}

type Addresses = readonly { name: string | null; address: string | null }[];

/** As we write them: white space collapsed, domains in lower case. */
function mailboxesOf(expected: unknown): readonly Mailbox[] {
  if (!expected) return [];
  const { List, Group } = expected as { List?: Addresses; Group?: readonly { addresses: Addresses }[] };
  return (List ?? Group?.flatMap(({ addresses }) => addresses) ?? []).map(({ name, address }) => ({
    name: collapseSpace(name ?? ''),
    address: (address ?? '').replace(/@[^@]*$/, (domain) => domain.toLowerCase()),
  }));
}

function timeOf(expected: unknown): number | null {
  if (!expected) return null;
  const date = expected as Record<
    'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'tz_hour' | 'tz_minute',
    number
  > & { tz_before_gmt: boolean };
  const offset = (date.tz_hour * 60 + date.tz_minute) * (date.tz_before_gmt ? -1 : 1);
  return Date.UTC(date.year, date.month - 1, date.day, date.hour, date.minute, date.second) - offset * 60_000;
}

function idsOf(expected: unknown): readonly string[] {
  if (!expected || expected === 'Empty') return [];
  const { Text, TextList } = expected as { Text?: string; TextList?: readonly string[] };
  return [
    ...new Set(
      Array.isArray(expected)
        ? (expected as string[])
        : (TextList ?? (Text ? [Text] : typeof expected === 'string' ? [expected] : [])),
    ),
  ];
}
