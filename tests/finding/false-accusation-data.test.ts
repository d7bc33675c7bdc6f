import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseMailboxes } from '../../src/message/address/mailbox.js';
import { parseSubject } from '../../src/message/header/subject.js';
import { GATEWAYS } from '../gateways.js';
import { type Mail, reconstructCase } from '../mail-case.js';
import { readTar } from '../read-tar.js';
import { sharedData, withoutSharedData } from '../shared-data.js';

const skip = withoutSharedData('tests/finding/false-accusation-data.test.ts');

/** Rewritings that leave enough of a text to know it by. */
const PASSES = Object.entries(GATEWAYS).flatMap(([name, pass]) =>
  /letters|quotation|capitals/.test(name) ? [] : [pass],
);
const KEPT = ['From', 'To', 'Cc', 'Date', 'Subject', 'Message-ID', 'In-Reply-To', 'References'];
const WINDOW = 160;

/** The mails of an mbox, as far as these tests need them: each id once, with a sender and a text. */
function readMails(mbox: string): readonly Mail[] {
  const seen = new Set<string>();
  return mbox.split(/^From .*\n/m).flatMap((text) => {
    const blank = text.search(/\r?\n\r?\n/);
    const fields = new Map<string, string>();
    for (const field of text
      .slice(0, blank)
      .replace(/\r?\n[ \t]+/g, ' ')
      .split(/\r?\n/)) {
      const colon = field.indexOf(':');
      const name = KEPT.find((one) => one.toLowerCase() === field.slice(0, colon).toLowerCase());
      if (name && !fields.has(name)) fields.set(name, field.slice(colon + 1).trim());
    }
    const id = fields.get('Message-ID');
    const body = text
      .slice(blank)
      .replace(/\r/g, '')
      .trim()
      .replace(/^From /gm, '>From ');
    if (blank < 0 || !id || seen.has(id) || !fields.get('From') || !fields.get('Date') || body.length < 80) return [];
    if (body.length > 8000) return [];
    seen.add(id);
    return [{ ...Object.fromEntries(fields), text: body }];
  });
}

const list = (name: string) => () =>
  readMails(gunzipSync(readFileSync(join(sharedData, 'lists', `${name}.mbox.gz`))).toString('latin1')).slice(0, WINDOW);

/** What four custodians sent. */
function enron(): readonly Mail[] {
  return ['nemec-g', 'jones-t', 'steffes-j', 'dasovich-j'].flatMap((custodian) => {
    const files = readTar(join(sharedData, 'enron', `${custodian}.tar.gz`));
    const sent = [...files].find(([name]) => name.endsWith('/sent_items.mbox'))!;
    return readMails(sent[1].subarray(0, 4_000_000).toString('latin1')).slice(0, WINDOW / 4);
  });
}

const MINUTE = 60_000;

/** What a missing message is known by. */
interface Told {
  readonly subject: string | null;
  readonly interval: readonly [string | null, string | null];
}

const draw = (seed: number) => {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 8) % below;
  };
};

const personOf = (mail: Mail) => parseMailboxes(mail.From!, { single: true })[0] ?? { name: '', address: '' };

describe.skipIf(skip)('productions of real mail of which gateways touched some copies', () => {
  it.each([
    ['a list of scientists', list('imagej/imagej-devel'), 2],
    ['a list of statisticians', list('r-sig-mixed-models/r-sig-mixed-models-2015'), 3],
    ['a list of the nineties', list('cypherpunks/cypherpunks-1993'), 5],
    ['a custodian', enron, 4],
  ] as const)(
    '%s: nothing is absent but what was taken out, and that is found',
    async (_, read, size) => {
      expect(PASSES.length).toBeGreaterThanOrEqual(14);
      const mails = read();
      expect(mails.length).toBe(WINDOW);
      const next = draw(size);
      const counts = new Map<string, number>();
      const keyOf = (mail: Mail) => personOf(mail).address || personOf(mail).name;
      for (const mail of mails) counts.set(keyOf(mail), (counts.get(keyOf(mail)) ?? 0) + 1);
      const owners = [...counts].sort((a, b) => b[1] - a[1]).slice(0, size);
      const productions: Record<string, Mail[]> = {};
      const removed = new Set<string>();
      for (const [owner] of owners) {
        const named = personOf(mails.find((mail) => keyOf(mail) === owner)!);
        const custodian = (named.name || named.address).replaceAll('/', ' ');
        productions[custodian] = mails.flatMap((mail, n) => {
          // The first and last days are whole, so that each production covers the time.
          const isInner = n > WINDOW / 8 && n < (7 * WINDOW) / 8;
          if (isInner && keyOf(mail) === owner && next(5) === 0) {
            removed.add(`${custodian} ${mail['Message-ID']}`);
            return [];
          }
          return [next(3) === 0 ? PASSES[next(PASSES.length)]!(mail) : mail];
        });
      }
      expect(removed.size).toBeGreaterThanOrEqual(4);
      const clean = await reconstructCase({ all: mails });
      const touched = await reconstructCase(productions);
      const ids = new Map(
        touched.posts.flatMap((post) =>
          post.kind === 'produced' ? [[post.key, `<${post.message.messageId}>`] as const] : [],
        ),
      );
      const absent = touched.of('absent-copy').map(({ posts, detail }) => {
        const { custodian } = detail as { readonly custodian: string };
        return `${custodian} ${ids.get(posts[0]!)}`;
      });
      expect(absent.filter((one) => !removed.has(one))).toEqual([]);
      const produced = new Set(ids.values());
      const findable = [...removed].filter((one) => [...produced].some((id) => one.endsWith(` ${id}`)));
      expect(absent.length).toBeGreaterThanOrEqual(Math.floor(0.95 * findable.length));
      const different = ({ summary }: { readonly summary: string }) => summary.includes('different content');
      expect(touched.of('shared-message-id').filter(different)).toEqual(
        clean.of('shared-message-id').filter(different),
      );
      const missing = touched
        .of('missing-message')
        .map(({ detail }) => detail as { readonly messageId: string | null });
      expect(missing.filter(({ messageId }) => messageId !== null && produced.has(`<${messageId}>`))).toEqual([]);
      // Nothing that was produced is missing: the same subject at the same minute, whole zones apart or not.
      const sent = touched.posts.flatMap((post) =>
        post.kind === 'produced' && post.message.date
          ? [[post.message.subject.base, Math.floor(post.message.date.time / MINUTE)] as const]
          : [],
      );
      const untrue = touched.of('missing-message').filter(({ detail }) => {
        const { subject, interval } = detail as Told;
        const time = subject && interval[0] ? Math.floor(Date.parse(interval[0]) / MINUTE) : null;
        const base = parseSubject(subject ?? '').base;
        return sent.some(
          ([one, minute]) =>
            time !== null && one === base && Math.abs(minute - time) <= 14 * 60 && (minute - time) % 60 === 0,
        );
      });
      expect(untrue.map(({ summary }) => summary)).toEqual([]);
    },
    60_000,
  );
});
