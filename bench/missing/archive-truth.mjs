// What a whole archive tells of the messages that ablate.mjs dropped: who left which trace, read without the product.
import { createHash } from 'node:crypto';

/** Words of a run: as many in a row, equal, are no chance. */
const RUN = 8;
const QUOTED = /^\s{0,3}[>|]/;
/** From here on the text is another's: an Outlook block, a forwarded message, a signature, a list footer. */
const OTHERS = /^(?:-{2,} ?(?:Original|Forwarded) |-- $|_{20,}|\*?From: .*\S|Begin forwarded message)/i;
const ATTRIBUTION = /\b(?:wrote|writes|said|schrieb|schreef|escribi|a écrit)\b.{0,20}:?\s*$/i;

const wordsOf = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const hashOf = (words) => createHash('md5').update(words.join(' ')).digest('base64').slice(0, 11);

/** Runs of words of a text; of a shorter one the whole, from three words on. */
export function runsOf(text, size = RUN) {
  const words = wordsOf(text);
  if (words.length < 3) return [];
  if (words.length <= size) return [hashOf(words)];
  const runs = [];
  for (let at = 0; at + size <= words.length; at++) runs.push(hashOf(words.slice(at, at + size)));
  return runs;
}

/** What the author of a body wrote, as far as plain rules tell. */
export function ownText(body) {
  const own = [];
  for (const line of body.split('\n')) {
    if (OTHERS.test(line)) break;
    if (!QUOTED.test(line) && !ATTRIBUTION.test(line)) own.push(line);
  }
  return own.join('\n');
}

export const withoutMarks = (body) => body.replace(/^[ \t]*(?:[>|][ \t]?)+/gm, '');

/** Reads the archive that was ablated: one entry a message, in the order of the archive. */
export function readArchive(files, mail) {
  const { cutMbox, readBytes, rawHeader, field, ids, parseDate, parseFrom, bodyText } = mail;
  const messages = new Map();
  for (const file of files)
    for (const { bytes } of cutMbox(readBytes(file))) {
      const { fields } = rawHeader(bytes);
      const id = ids(field(fields, 'message-id'))[0];
      if (!id || messages.has(id)) continue;
      const body = bodyText(bytes);
      const date = parseDate(field(fields, 'date'));
      messages.set(id, {
        id,
        from: parseFrom(field(fields, 'from')),
        people: ['to', 'cc', 'bcc'].flatMap(
          (name) =>
            field(fields, name)
              .toLowerCase()
              .match(/[^\s<>,;"()]+@[^\s<>,;"()]+/g) ?? [],
        ),
        time: date?.t ?? null,
        /** The clock as written, as if it were UTC. */
        wall: date?.wall ?? null,
        subject: field(fields, 'subject'),
        inReplyTo: ids(field(fields, 'in-reply-to')),
        references: ids(field(fields, 'references')),
        threadIndex: Buffer.from(field(fields, 'thread-index'), 'base64').toString('hex'),
        body,
        own: ownText(body),
      });
    }
  return messages;
}

/** Message that a run of words belongs to; runs of several messages are left out. */
export function indexRuns(messages) {
  const ownerOf = new Map();
  for (const message of messages.values())
    for (const run of new Set(runsOf(message.own))) ownerOf.set(run, ownerOf.has(run) ? null : message.id);
  return ownerOf;
}

/**
 * The traces of the messages that were dropped: `cited`, the kept messages that name its id; `quoted`, those that hold a run of words
 * which nobody but it wrote, in a message after it. `withHeaders` false: reply headers were taken away.
 */
export function findTraces(messages, kept, ownerOf, withHeaders) {
  const traces = new Map();
  const note = (id, kind, by) => {
    if (kept.has(id) || !messages.has(id)) return;
    const trace = traces.get(id) ?? { cited: new Set(), quoted: new Set() };
    trace[kind].add(by);
    traces.set(id, trace);
  };
  const byIndex = new Map();
  for (const message of messages.values())
    if (message.threadIndex.length >= 44) byIndex.set(message.threadIndex, message.id);
  for (const id of kept) {
    const message = messages.get(id);
    if (withHeaders) {
      for (const named of [...message.inReplyTo, ...message.references]) note(named, 'cited', id);
      for (let end = message.threadIndex.length - 10; end >= 44; end -= 10) {
        const owner = byIndex.get(message.threadIndex.slice(0, end));
        if (owner) note(owner, 'cited', id);
      }
    }
    for (const run of new Set(runsOf(withoutMarks(message.body)))) {
      const owner = ownerOf.get(run);
      if (owner && owner !== id && (messages.get(owner).time ?? 0) <= (message.time ?? 0)) note(owner, 'quoted', id);
    }
  }
  return traces;
}
