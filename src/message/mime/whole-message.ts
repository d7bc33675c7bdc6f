import { shareMailboxes } from '../address/shared-mailboxes.js';
import type { Mailbox, MessageDate, Subject } from '../message.js';
import { ByteMessage } from './byte-message.js';

/** A message with its body: who asks for that asks for these fields again and again, so that each is read once. */
export class WholeMessage extends ByteMessage {
  private fromRead: Mailbox | null | undefined;
  private toRead: readonly Mailbox[] | undefined;
  private ccRead: readonly Mailbox[] | undefined;
  private bccRead: readonly Mailbox[] | undefined;
  private subjectRead: Subject | undefined;
  private dateRead: MessageDate | null | undefined;
  private messageIdRead: string | null | undefined;

  override get from(): Mailbox | null {
    if (this.fromRead === undefined) this.fromRead = super.from;
    return this.fromRead;
  }

  override get to(): readonly Mailbox[] {
    this.toRead ??= shareMailboxes(super.to);
    return this.toRead;
  }

  override get cc(): readonly Mailbox[] {
    this.ccRead ??= shareMailboxes(super.cc);
    return this.ccRead;
  }

  override get bcc(): readonly Mailbox[] {
    this.bccRead ??= shareMailboxes(super.bcc);
    return this.bccRead;
  }

  override get subject(): Subject {
    this.subjectRead ??= super.subject;
    return this.subjectRead;
  }

  override get date(): MessageDate | null {
    if (this.dateRead === undefined) this.dateRead = super.date;
    return this.dateRead;
  }

  override get messageId(): string | null {
    if (this.messageIdRead === undefined) this.messageIdRead = super.messageId;
    return this.messageIdRead;
  }
}
