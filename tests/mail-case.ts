import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Finding } from '../src/finding/finding.js';
import type { Reconstruction } from '../src/report/answer/reconstruction.js';
import { type ReconstructOptions, reconstruct } from '../src/run/reconstruct.js';
import type { Origin } from '../src/source/source.js';

/** One message: header fields in order, then the body. */
export interface Mail {
  readonly [field: string]: string | undefined;
  readonly text?: string;
}

/** A letter of May 2019 with an id of its own. */
export const letter = (id: string, from: string, to: string, day: number, subject: string, more: Mail = {}): Mail => ({
  From: from,
  To: to,
  Date: `${day} May 2019 10:00:00 +0000`,
  Subject: subject,
  'Message-ID': `<${id}@moor.example>`,
  text: `Letter ${id} of the harbour office.`,
  ...more,
});

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The message as it stands in an mbox. */
function writeMail({ text = 'Hello.', ...fields }: Mail): string {
  const header = Object.entries(fields).map(([name, value]) => `${name}: ${value}\n`);
  return `${header.join('')}\n${text}\n`;
}

/** A case of productions, one mbox a custodian, reconstructed; `read` gives the bytes that an Origin names. */
export async function reconstructCase(
  productions: Readonly<Record<string, readonly Mail[]>>,
  options: ReconstructOptions & { readonly custodians?: boolean } = {},
): Promise<Reconstruction & { readonly read: (origin: Origin) => string; readonly of: (kind: string) => Finding[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'rethread-case-'));
  folders.push(folder);
  const inputs = Object.entries(productions).map(([custodian, mails]) => {
    const path = join(folder, `${custodian}.mbox`);
    const lines = mails.map((mail) => `From x@example.org Mon Jan  1 00:00:00 2018\n${writeMail(mail)}\n`);
    writeFileSync(path, lines.join(''));
    return { path, custodian: options.custodians === false ? null : custodian };
  });
  const reconstruction = await reconstruct(inputs, options);
  const { findings } = reconstruction;
  return Object.assign(reconstruction, {
    read: ({ source, offset, length }: Origin) =>
      readFileSync(source)
        .subarray(offset, offset + length)
        .toString('utf8'),
    of: (kind: string) => findings.filter((finding) => finding.kind === kind),
  });
}
