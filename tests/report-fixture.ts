import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Reconstruction } from '../src/report/answer/reconstruction.js';
import { type ReconstructOptions, reconstruct } from '../src/run/reconstruct.js';

/** Fields of an invented message; everything but the id may be left out. */
export interface Invented {
  readonly id?: string;
  readonly from?: string;
  readonly to?: string;
  readonly cc?: string;
  readonly date?: string;
  readonly subject?: string;
  readonly answers?: string;
  readonly headers?: readonly string[];
  readonly body?: string;
}

/** One message as RFC 5322 text. */
export function mail(message: Invented): string {
  return [
    `From: ${message.from ?? 'Ada Moor <ada@moor.example>'}`,
    `To: ${message.to ?? 'Bo Stern <bo@stern.example>'}`,
    ...(message.cc ? [`Cc: ${message.cc}`] : []),
    ...(message.date === '' ? [] : [`Date: ${message.date ?? 'Tue, 1 Mar 2016 14:22:00 +0100'}`]),
    `Subject: ${message.subject ?? 'Harbour plan'}`,
    ...(message.id ? [`Message-ID: <${message.id}>`] : []),
    ...(message.answers ? [`In-Reply-To: <${message.answers}>`] : []),
    ...(message.headers ?? []),
    '',
    `${message.body ?? 'Text.'}\n`,
  ].join('\n');
}

/** Messages as an mbox file. */
export function mbox(messages: readonly Invented[]): string {
  return messages.map((message) => `From x@y.example Tue Mar  1 14:22:00 2016\n${mail(message)}\n`).join('');
}

/** A new folder with these files. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'rethread-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** Reads and threads files of a new folder. */
export async function reconstructFiles(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: ReconstructOptions = {},
): Promise<Reconstruction> {
  return reconstruct([{ path: folderOf(files) }], options);
}

/** Four messages: two answers to the first, one answer to a message that was not produced. */
export const harbour: readonly Invented[] = [
  { id: 'a@x', date: 'Tue, 1 Mar 2016 14:22:00 +0100' },
  {
    id: 'b@x',
    answers: 'a@x',
    from: 'Bo Stern <bo@stern.example>',
    to: 'Ada Moor <ada@moor.example>',
    cc: 'Cy Lund <cy@lund.example>',
    date: 'Tue, 1 Mar 2016 15:02:00 +0100',
    subject: 'Re: Harbour plan',
  },
  {
    id: 'c@x',
    answers: 'a@x',
    from: 'Cy Lund <cy@lund.example>',
    to: 'Ada Moor <ada@moor.example>',
    date: 'Mon, 11 Apr 2016 09:00:00 -0500',
    subject: 'Re: Harbour plan',
  },
  {
    id: 'd@x',
    answers: 'gone@x',
    from: 'Cy Lund <cy@lund.example>',
    to: 'Ada Moor <ada@moor.example>',
    date: 'Mon, 2 May 2016 09:00:00 +0000',
    subject: 'Re: Cranes',
  },
];
