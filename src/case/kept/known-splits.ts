import type { Body, Message } from '../../message/message.js';
import { isPrinted } from '../../quote/printed/printed-message.js';
import type { SplitBody } from '../../quote/segment.js';

/** How bodies were split when a case was built: what is split again by the same program gives the same. */
export class KnownSplits {
  readonly #splits = new Map<Body, Pick<Message, 'subject' | 'date'> & { readonly split: SplitBody }>();

  add({ body, subject, date }: Message, split: SplitBody): void {
    if (body !== null) this.#splits.set(body, { subject, date, split });
  }

  /** Null where it has to be split: it is new, its date counts otherwise than it did, or more than body, subject and date tell of it. */
  of(message: Message): SplitBody | null {
    const known = message.body === null ? undefined : this.#splits.get(message.body);
    if (known === undefined || isPrinted(message)) return null;
    const isSame = known.subject.text === message.subject.text && known.date?.time === message.date?.time;
    return isSame ? known.split : null;
  }
}
