import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import '../../src/link/evidence/observe-candidates.js';
import { reconstruct } from '../../src/run/reconstruct.js';
import { explainedLinks } from '../explained-links.js';
import { folderOf, type Invented, mbox } from '../report-fixture.js';

const ada = 'Ada Moor <ada@moor.example>';
const ben = 'Ben Tarn <ben@tarn.example>';
const cy = 'Cy Fell <cy@fell.example>';

/** A message with a text and one attached file. */
function withFile(message: Invented, name: string, content: string, type = 'application/pdf'): Invented {
  return {
    ...message,
    headers: ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'],
    body: [
      '--b',
      'Content-Type: text/plain',
      '',
      message.body ?? '',
      '--b',
      `Content-Type: ${type}; name=${name}`,
      `Content-Disposition: attachment; filename=${name}`,
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(content).toString('base64'),
      '--b--',
    ].join('\n'),
  };
}

const first: Invented = {
  id: 'first@x',
  from: ada,
  to: ben,
  date: 'Mon, 01 Mar 2021 09:00:00 +0000',
  subject: 'Plan',
  body: 'The quay.',
};
const other: Invented = { ...first, id: 'other@x', date: 'Mon, 01 Mar 2021 09:30:00 +0000', body: 'The crane.' };
const passedOn: Invented = {
  id: 'child@x',
  from: ben,
  to: cy,
  date: 'Mon, 01 Mar 2021 10:00:00 +0000',
  subject: 'FW: Plan',
  body: 'See there.',
};

async function linkOf(messages: readonly Invented[]) {
  const folder = folderOf({ 'mail.mbox': mbox(messages) });
  const reconstruction = await reconstruct([{ path: `${folder}/mail.mbox` }], { findings: false });
  const { posts } = reconstruction;
  const idOf = new Map(posts.map((post) => [post.key, post.kind === 'produced' ? post.message.messageId : null]));
  const link = explainedLinks(reconstruction).find(({ child }) => idOf.get(child) === 'child@x');
  if (!link) return null;
  const attachment = (evidence: typeof link.evidence) => evidence.find(({ kind }) => kind === 'attachment');
  return {
    parent: idOf.get(link.parent),
    evidence: attachment(link.evidence),
    rejected: link.rejected.map(({ parent, evidence }) => [parent && idOf.get(parent), attachment(evidence)] as const),
  };
}

describe('attachments that are carried on', () => {
  it('tell which of two messages was forwarded', async () => {
    for (const [carried, expected] of [
      ['quay', 'first@x'],
      ['crane', 'other@x'],
    ] as const) {
      const found = await linkOf([
        withFile(first, 'plan.pdf', 'quay'),
        withFile(other, 'plan2.pdf', 'crane'),
        withFile(passedOn, 'scan.pdf', carried),
      ]);
      expect(found?.parent).toBe(expected);
      expect(found?.evidence).toMatchObject({ detail: 'both have the same file attached' });
      expect(found!.evidence!.weight).toBeGreaterThan(0.5);
      const [, against] = found!.rejected.find(([id]) => id !== null)!;
      expect(against).toMatchObject({
        detail: 'the file attached to it is attached to another candidate, not to that message',
      });
      expect(against!.weight).toBeLessThan(0);
    }
  });

  it('name a candidate that nothing else names', async () => {
    const found = await linkOf([
      withFile({ ...first, subject: 'Tender', body: '' }, 'plan.pdf', 'quay'),
      withFile({ ...passedOn, subject: 'Fwd: from Ada', body: '' }, 'plan.pdf', 'quay'),
    ]);
    expect(found?.parent).toBe('first@x');
  });

  it('count less where only name and size agree', async () => {
    const found = await linkOf([withFile(first, 'plan.pdf', 'quay'), withFile(passedOn, 'plan.pdf', 'kayu')]);
    expect(found?.evidence?.detail).toBe('both have a file of that name and size attached');
    expect(found!.evidence!.weight).toBeLessThan(0.5);
  });

  it('say nothing where either has none, and keys and calendars are none', async () => {
    expect((await linkOf([first, withFile(passedOn, 'plan.pdf', 'quay')]))?.evidence).toBeUndefined();
    const key = (one: Invented) => withFile(one, 'signature.asc', 'key', 'application/pgp-signature');
    expect((await linkOf([key(first), key(passedOn)]))?.evidence).toBeUndefined();
  });

  it('are shown by their bytes in both messages', async () => {
    const found = await linkOf([withFile(first, 'plan.pdf', 'quay'), withFile(passedOn, 'scan.pdf', 'quay')]);
    const shown = found!.evidence!.origins.map(({ source, offset, length }) =>
      readFileSync(source)
        .subarray(offset, offset + length)
        .toString('latin1'),
    );
    expect(shown).toHaveLength(2);
    for (const bytes of shown) expect(bytes).toContain(Buffer.from('quay').toString('base64'));
  });
});
