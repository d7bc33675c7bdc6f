import { readdirSync, readFileSync } from 'node:fs';
import { simpleParser } from 'mailparser';
import { beforeAll, describe, expect, it } from 'vitest';

interface Copy {
  custodian: string;
  source: string;
  position: number;
  offset?: number;
  length?: number;
}
interface StoryMessage {
  id: string;
  kind: 'produced' | 'recovered' | 'missing';
  messageId: string | null;
  from: string | null;
  to: string[];
  subject: string | null;
  copies: Copy[];
  parent: string | null;
  knownBy: string[];
  witnesses: string[];
}
interface Truth {
  people: { name: string; addresses: string[] }[];
  custodians: { name: string; source: string; count: number }[];
  messages: StoryMessage[];
  threads: { root: string; messages: string[] }[];
  findings: { kind: string; posts: string[]; summary: string; detail?: Record<string, unknown> }[];
  inclusive: { post: string; inclusive: boolean; reason: string | null; containedIn: string[] }[];
}
interface Decoded {
  messageId: string | null;
  subject: string;
  from: string;
  text: string;
}

const folder = new URL('../samples/', import.meta.url);
const truth = JSON.parse(readFileSync(new URL('truth.json', folder), 'utf8')) as Truth;
const mbox = readFileSync(new URL('case/holt.mbox', folder));
const records = (
  JSON.parse(readFileSync(new URL('case/tarrant.json', folder), 'utf8')) as {
    messages: { subject: string; from: string; body: string }[];
  }
).messages;
const emlNames = readdirSync(new URL('case/quill/', folder)).sort();
const paper = readFileSync(new URL('case/printed-chain.txt', folder), 'utf8');
const byId = new Map(truth.messages.map((message) => [message.id, message]));
const decoded = new Map<Copy, Decoded>();

function bytesOf(copy: Copy): Buffer {
  if (copy.source !== 'holt.mbox') return readFileSync(new URL(`case/${copy.source}`, folder));
  const slice = mbox.subarray(copy.offset, copy.offset! + copy.length!).toString('latin1');
  const body = slice.slice(slice.indexOf('\n') + 1).replace(/^>(>*From )/gm, '$1');
  return Buffer.from(body, 'latin1');
}

async function decode(copy: Copy): Promise<Decoded> {
  if (copy.source === 'printed-chain.txt') return { messageId: null, subject: '', from: '', text: paper };
  if (copy.source === 'tarrant.json') {
    const record = records[copy.position]!;
    return { messageId: null, subject: record.subject, from: record.from, text: record.body };
  }
  const mail = await simpleParser(bytesOf(copy), { skipImageLinks: true });
  return {
    messageId: mail.messageId?.replace(/^<|>$/g, '') ?? null,
    subject: mail.subject ?? '',
    from: mail.from?.value[0]?.address ?? '',
    text: mail.text ?? '',
  };
}

const squeeze = (text: string): string => text.replace(/[\s>]+/g, ' ').trim();

beforeAll(async () => {
  for (const message of truth.messages) for (const copy of message.copies) decoded.set(copy, await decode(copy));
});

describe('the sample case', () => {
  it('holds what its truth counts', () => {
    const count = (source: string): number =>
      truth.messages.reduce(
        (sum, message) => sum + message.copies.filter((copy) => copy.source.startsWith(source)).length,
        0,
      );
    for (const custodian of truth.custodians) expect(count(custodian.source), custodian.name).toBe(custodian.count);
    expect(emlNames).toHaveLength(count('quill'));
    expect(records).toHaveLength(count('tarrant.json'));
    expect(truth.messages.length).toBeGreaterThanOrEqual(60);
    expect(truth.messages.length).toBeLessThanOrEqual(120);
  });

  it('attributes every byte of the mbox, every record and every file to one message', () => {
    const copies = truth.messages.flatMap((message) => message.copies);
    const inMbox = copies.filter((copy) => copy.source === 'holt.mbox').sort((a, b) => a.offset! - b.offset!);
    let end = 0;
    for (const [index, copy] of inMbox.entries()) {
      expect(copy.offset).toBe(end);
      expect(copy.position).toBe(index);
      expect(mbox.toString('latin1', copy.offset, copy.offset! + 5)).toBe('From ');
      end = copy.offset! + copy.length!;
    }
    expect(end).toBe(mbox.length);
    expect(
      copies
        .filter((copy) => copy.custodian === 'Quill')
        .map((copy) => copy.source.slice(6))
        .sort(),
    ).toEqual(emlNames);
    const rows = copies.filter((copy) => copy.custodian === 'Tarrant').map((copy) => copy.position);
    expect(rows.sort((a, b) => a - b)).toEqual(records.map((_, row) => row));
  });

  it('decodes in every copy to the subject, sender and Message-ID that the truth names', () => {
    for (const message of truth.messages)
      for (const copy of message.copies) {
        if (copy.source === 'printed-chain.txt') continue;
        const read = decoded.get(copy)!;
        expect(read.subject, message.id).toBe(message.subject);
        expect(read.text, message.id).not.toContain('\uFFFD');
        if (copy.source === 'tarrant.json') continue;
        expect(read.from, message.id).toBe(message.from);
        expect(read.messageId, message.id).toBe(message.messageId);
      }
  });

  it('gives a record of the JSON export no id and no reply header', () => {
    for (const record of records)
      for (const key of Object.keys(record))
        expect(key).not.toMatch(/message-?id|reply|references|thread|conversation/i);
  });

  it('has the .eml files in CRLF and the mbox in LF', () => {
    expect(mbox.includes('\r')).toBe(false);
    for (const name of emlNames) {
      const bytes = readFileSync(new URL(`case/quill/${name}`, folder), 'latin1');
      expect(bytes.replaceAll('\r\n', '').match(/[\r\n]/), name).toBeNull();
    }
  });

  it('uses reserved names only', () => {
    const text = [
      mbox.toString('latin1'),
      JSON.stringify(records),
      paper,
      ...emlNames.map((name) => readFileSync(new URL(`case/quill/${name}`, folder), 'latin1')),
    ]
      .join('\n')
      .replace(/=\r?\n/g, '');
    for (const [, host] of text.matchAll(/[\w.+=$-]@((?:[\w-]+\.)+[a-z]+)\b/gi))
      expect(host).toMatch(/(^|\.)(example|example\.(com|net|org))$/i);
  });
});

describe('the truth of the sample case', () => {
  it('names every person once and every address of the story', () => {
    const addresses = truth.people.flatMap((person) => person.addresses);
    expect(new Set(addresses).size).toBe(addresses.length);
    for (const message of truth.messages)
      for (const address of [...(message.from ? [message.from] : []), ...message.to])
        expect(addresses).toContain(address);
  });

  it('puts every message in exactly one thread, below a parent of that thread', () => {
    const threadOf = new Map(
      truth.threads.flatMap((thread) => thread.messages.map((id) => [id, thread.root] as const)),
    );
    expect(truth.threads.flatMap((thread) => thread.messages).sort()).toEqual(
      truth.messages.map((message) => message.id).sort(),
    );
    for (const message of truth.messages) {
      if (message.parent === null) expect(threadOf.get(message.id)).toBe(message.id);
      else expect(threadOf.get(message.id)).toBe(threadOf.get(message.parent));
    }
  });

  it('knows how each link can be known', () => {
    for (const message of truth.messages)
      if (message.parent !== null && message.kind === 'produced') expect(message.knownBy, message.id).not.toEqual([]);
  });

  it('calls produced what has a copy, recovered what has a witness, missing what has neither', () => {
    for (const message of truth.messages) {
      expect(message.kind === 'produced', message.id).toBe(message.copies.length > 0);
      if (message.kind === 'recovered') expect(message.witnesses, message.id).not.toEqual([]);
      if (message.kind === 'missing') expect(message.witnesses, message.id).toEqual([]);
    }
  });

  it('points findings and classifications at messages of the story', () => {
    for (const finding of truth.findings) {
      expect(finding.summary).not.toBe('');
      for (const id of finding.posts) expect(byId.has(id), finding.summary).toBe(true);
    }
    expect(truth.inclusive.map((entry) => entry.post).sort()).toEqual(
      truth.messages
        .filter((message) => message.kind === 'produced')
        .map((message) => message.id)
        .sort(),
    );
    for (const entry of truth.inclusive) expect(entry.inclusive).toBe(entry.containedIn.length === 0);
  });

  it('shows altered words before in the original and after in the quotation', () => {
    for (const { kind, detail, summary } of truth.findings) {
      if (kind !== 'altered-quote') continue;
      const { quoting, quoted, changes } = detail as {
        quoting: string;
        quoted: string;
        changes: { kind: string; before: string; after: string }[];
      };
      const textOf = (id: string): string => squeeze(decoded.get(byId.get(id)!.copies[0]!)!.text);
      for (const change of changes) {
        if (change.kind === 'attribution') {
          expect(paper, summary).not.toContain(change.before);
          continue;
        }
        expect(textOf(quoted), summary).toContain(change.before);
        expect(textOf(quoting), summary).toContain(change.after);
      }
    }
  });

  it('has the story told in its README, message by message', () => {
    const readme = readFileSync(new URL('README.md', folder), 'utf8');
    for (const message of truth.messages) expect(readme).toContain(`| ${message.id} |`);
    for (const finding of truth.findings) expect(readme).toContain(finding.kind);
  });
});
