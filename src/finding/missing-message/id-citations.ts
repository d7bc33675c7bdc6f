import type { ProducedPost } from '../../dedupe/produced-post.js';
import { parseCitedIds, withoutFilterMark } from '../../message/header/message-id.js';
import { fieldsNamed } from '../../message/header-text.js';
import type { Message } from '../../message/message.js';
import type { Origin } from '../../source/source.js';
import type { FindingContext } from '../finding-context.js';

/** The messages whose headers name one id. */
export interface Citation {
  /** As it is written where it is named first. */
  readonly id: string;
  readonly inReplyTo: readonly ProducedPost[];
  /** Those that name it in References only. */
  readonly references: readonly ProducedPost[];
}

interface OpenCitation extends Citation {
  readonly inReplyTo: ProducedPost[];
  readonly references: ProducedPost[];
}

/**
 * Every id that a header names and that no produced message bears, with who names it, in the order of the posts; not those by which a
 * produced message is meant. By the id in lower case: capitals do not count.
 */
export function gatherCitations({ produced, rewritten }: FindingContext): ReadonlyMap<string, Citation> {
  const known = new Set<string>();
  for (const { message, copies } of produced)
    for (const { messageId, alternateIds } of copies.length > 1 ? copies : [message])
      for (const id of messageId === null ? alternateIds : [messageId, ...alternateIds]) {
        known.add(id.toLowerCase());
        known.add(withoutFilterMark(id).toLowerCase());
      }
  const citations = new Map<string, OpenCitation>();
  for (const post of produced) {
    const { inReplyTo, references } = post.message;
    const seen = new Set<string>();
    for (const [ids, field] of [
      [inReplyTo, 'inReplyTo'],
      [references, 'references'],
    ] as const)
      for (const id of ids) {
        const name = id.toLowerCase();
        if (seen.has(name) || !canName(id) || known.has(name)) continue;
        seen.add(name);
        if (rewritten(post.key, id) !== undefined) continue;
        let citation = citations.get(name);
        if (!citation) {
          citation = { id, inReplyTo: [], references: [] };
          citations.set(name, citation);
        }
        citation[field].push(post);
      }
  }
  return citations;
}

/** QUIRK: web mail writes its own numbers (`In-Reply-To: 6667`), the same in unrelated mail: what names a message has an `@`. */
const canName = (id: string) => id.indexOf('@') > 0 && id.indexOf('@') < id.length - 1;

/** The header fields that name the id; the whole message where they cannot be told. */
export function citationOrigins(id: string | null, citing: readonly ProducedPost[]): Origin[] {
  const bare = id?.replace(/\s+/g, '').toLowerCase() ?? null;
  return citing.flatMap(({ message }) => {
    const fields = citingFields(message).filter((field) => bare === null || field.names(bare));
    return fields.length ? fields.map((field) => field.origin) : [message.origin];
  });
}

/** A header field that may name messages, by ids in lower case. */
interface CitingField {
  readonly origin: Origin;
  names(id: string): boolean;
}

/** Ids beyond which the fields of a message are read once and kept: it may name a hundred thousand. */
const MANY_IDS = 50;
const kept = new WeakMap<Message, readonly CitingField[]>();

function citingFields(message: Message): readonly CitingField[] {
  const known = kept.get(message);
  if (known) return known;
  const many = message.inReplyTo.length + message.references.length > MANY_IDS;
  const fields = fieldsNamed(message.headers, /^(?:in-reply-to|references|thread-index)$/i).map(
    ({ value, origin }): CitingField => {
      const ids = many ? new Set(parseCitedIds(value).map((id) => id.replace(/\s+/g, '').toLowerCase())) : null;
      return { origin, names: (id) => (ids ? ids.has(id) : value.replace(/\s+/g, '').toLowerCase().includes(id)) };
    },
  );
  if (many) kept.set(message, fields);
  return fields;
}
