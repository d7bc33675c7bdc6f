import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { formatDate } from '../src/message/header/message-date.js';
import type { Mailbox, MessageDate } from '../src/message/message.js';
import { reconstruct } from '../src/run/reconstruct.js';

const root = mkdtempSync(join(tmpdir(), 'rethread-handed-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folders = 0;

/** A folder of files by name; objects are written as JSON. */
export type HandedOver = Readonly<Record<string, string | Uint8Array | object>>;

/** What is told of a folder: its posts, one a line, and the problems. */
export interface Told {
  /** `1 produced Ida <ida@pier.example> > Per <per@pier.example> cc … | 2016-05-02T09:12Z | RE: Crane | Agreed.`, by thread. */
  readonly lines: readonly string[];
  /** `notice date-missing: The record tells no date.` */
  readonly problems: readonly string[];
}

const written = ({ name, address }: Mailbox): string => (address ? `${name} <${address}>`.trim() : name);
const group = (label: string, people: readonly Mailbox[]): string =>
  people.length ? ` ${label} ${people.map(written).join('; ')}` : '';

function moment(date: MessageDate | null): string {
  if (date === null) return '-';
  const text = formatDate(date).replace(/:00(?=[Z+-])/, '');
  return date.precision === 'day' ? text.slice(0, 10) : text.replace(/[+-]00:00$/, 'Z');
}

/** Reads a folder as it was handed over. */
export async function readHandedOver(files: HandedOver): Promise<Told> {
  const folder = join(root, String(folders++));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    const plain = typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content);
    writeFileSync(path, plain);
  }
  const { threads, problems } = await reconstruct([{ path: folder, custodian: null }]);
  const lines = threads.flatMap(({ posts }, thread) =>
    posts.map(({ post }) => {
      if (post.kind === 'missing') return `${thread + 1} missing`;
      if (post.kind === 'recovered') return `${thread + 1} recovered`;
      const { from, to, cc, bcc, date, subject, body } = post.message;
      const people = `${from ? written(from) : '-'}${group('>', to)}${group('cc', cc)}${group('bcc', bcc)}`;
      const text = (body?.text ?? '').trim().replace(/\s+/g, ' ');
      return `${thread + 1} ${people} | ${moment(date)} | ${subject.text} | ${text}`;
    }),
  );
  return {
    lines,
    problems: problems.map(
      ({ severity, code, message }) => `${severity} ${code}: ${message.replaceAll(`${folder}/`, '')}`,
    ),
  };
}
