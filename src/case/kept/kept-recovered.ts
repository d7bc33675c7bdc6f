import type { Recovered, RecoveredMessage, Witness } from '../../recover/recovered-message.js';
import type { Origin } from '../../source/source.js';
import type { OwnStrings } from './own-strings.js';
import type { TextFile } from './text-file.js';

/** A recovered message whose text, and the headers of whose witnesses, wait outside of the heap. */
export const keepRecovered = ({ kind, key, recovered }: Recovered, texts: TextFile, own: OwnStrings): Recovered => ({
  kind,
  key,
  recovered: new KeptRecovered(recovered, texts, own),
});

class KeptRecovered implements RecoveredMessage {
  readonly from: RecoveredMessage['from'];
  readonly to: RecoveredMessage['to'];
  readonly cc: RecoveredMessage['cc'];
  readonly bcc: RecoveredMessage['bcc'];
  readonly date: RecoveredMessage['date'];
  readonly subject: string | null;
  readonly messageId: string | null;
  readonly witnesses: readonly Witness[];
  private readonly texts: TextFile;
  private readonly at: number;

  constructor(recovered: RecoveredMessage, texts: TextFile, own: OwnStrings) {
    const { from, to, cc, bcc, date, subject, messageId, text, witnesses } = recovered;
    // Of its own, as that of a produced message: who sent it is told from whom it names besides.
    this.from = from && { ...own.mailbox(from) };
    this.to = to.map(own.mailbox);
    this.cc = cc.map(own.mailbox);
    this.bcc = bcc.map(own.mailbox);
    this.date = date;
    this.subject = own.sameOrNull(subject);
    this.messageId = own.sameOrNull(messageId);
    this.texts = texts;
    this.at = texts.keep(text);
    this.witnesses = witnesses.map((witness) => new KeptWitness(witness, texts, own));
  }

  get text(): string {
    return this.texts.read(this.at);
  }

  toJSON(): RecoveredMessage {
    const { from, to, cc, bcc, date, subject, messageId, text, witnesses } = this;
    return { from, to, cc, bcc, date, subject, messageId, text, witnesses };
  }
}

class KeptWitness implements Witness {
  readonly post: string;
  readonly embedded: number;
  readonly depth: number;
  readonly attached?: true;
  readonly headerOrigin: Origin | null;
  readonly origin: Origin;
  private readonly texts: TextFile;
  private readonly at: number;

  constructor(witness: Witness, texts: TextFile, own: OwnStrings) {
    const { post, embedded, depth, attached, headerOrigin, origin, header } = witness;
    this.post = post;
    this.embedded = embedded;
    this.depth = depth;
    if (attached !== undefined) this.attached = attached;
    this.headerOrigin = headerOrigin && { ...headerOrigin, source: own.same(headerOrigin.source) };
    this.origin = { ...origin, source: own.same(origin.source) };
    this.texts = texts;
    this.at = texts.keep(JSON.stringify(header));
  }

  get header(): Witness['header'] {
    return this.texts.readJson(this.at);
  }

  toJSON(): Witness {
    const { post, embedded, depth, attached, headerOrigin, origin, header } = this;
    return { post, embedded, depth, ...(attached === undefined ? {} : { attached }), headerOrigin, origin, header };
  }
}
