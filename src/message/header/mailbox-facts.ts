import type { StoredFact } from '../../source/source.js';
import { headerFields } from '../header-text.js';
import type { HeaderField, Message } from '../message.js';
import { collapseSpace, decodeHeaderText } from './encoded-word.js';

/** Fields that the mailbox wrote and no sender: asked for by one look before any is read. */
const ANY = /x-gmail-labels|x-mozilla-(?:status|keys)|x-keywords|x-status|status/i;

/** Thunderbird's own tags by the names that it writes. */
const TAGS: ReadonlyMap<string, string> = new Map([
  ['$label1', 'Important'],
  ['$label2', 'Work'],
  ['$label3', 'Personal'],
  ['$label4', 'To Do'],
  ['$label5', 'Later'],
]);

/** Bits of `X-Mozilla-Status` (Mozilla's nsMsgMessageFlags). */
const MOZILLA: readonly (readonly [number, string])[] = [
  [0x1, 'read'],
  [0x2, 'answered'],
  [0x4, 'starred'],
  [0x8, 'deleted, not yet removed from the file'],
  [0x1000, 'forwarded'],
];

/** Letters of `Status` and `X-Status`, as mail programs write them into an mbox. */
const LETTERS: ReadonlyMap<string, string> = new Map([
  ['R', 'read'],
  ['A', 'answered'],
  ['F', 'flagged'],
  ['D', 'deleted'],
  ['T', 'draft'],
]);

/**
 * What a mailbox wrote of a message into its header: Gmail's labels, Thunderbird's tags and marks, marks of an mbox.
 *
 *     X-Gmail-Labels: Inbox,=?UTF-8?Q?Pl=C3=A4ne?=   →   labels: Inbox; Pläne
 */
export function mailboxFacts({ headers }: Pick<Message, 'headers'>): readonly StoredFact[] {
  if (!ANY.test(headers.text)) return [];
  const facts: StoredFact[] = [];
  const add = (name: string, values: readonly string[], { origin }: HeaderField): void => {
    const value = values.filter((one) => one !== '').join('; ');
    if (value !== '') facts.push({ name, value, origin });
  };
  for (const field of headerFields(headers)) {
    const value = field.value.trim();
    switch (field.name.toLowerCase()) {
      case 'x-gmail-labels':
        add('labels', labelsOf(collapseSpace(decodeHeaderText(value))), field);
        break;
      case 'x-keywords':
        add('labels', decodeHeaderText(value).split(/[\s,]+/), field);
        break;
      case 'x-mozilla-keys':
        add(
          'labels',
          value.split(/\s+/).map((tag) => TAGS.get(tag.toLowerCase()) ?? tag),
          field,
        );
        break;
      case 'x-mozilla-status': {
        const bits = /^[0-9a-f]{4,8}$/i.test(value) ? Number.parseInt(value, 16) : 0;
        add(
          'marks',
          MOZILLA.flatMap(([bit, mark]) => (bits & bit ? [mark] : [])),
          field,
        );
        break;
      }
      case 'status':
      case 'x-status':
        if (/^[ROUNADFT]{1,6}$/.test(value))
          add(
            'marks',
            [...value].map((letter) => LETTERS.get(letter) ?? ''),
            field,
          );
    }
  }
  return facts;
}

/** `Inbox,"Sent, later",Plans` → its three labels. */
const labelsOf = (text: string): readonly string[] =>
  [...text.matchAll(/\s*"([^"]*)"\s*|[^,]+/g)].map(([written, quoted]) => (quoted ?? written).trim());
