import { childOf, type XmlElement } from './xml-tree.js';

/** Elements of Exchange Web Services that hold people. */
const PEOPLE: ReadonlyMap<string, string> = new Map([
  ['torecipients', 'toRecipients'],
  ['ccrecipients', 'ccRecipients'],
  ['bccrecipients', 'bccRecipients'],
  ['replyto', 'replyTo'],
  ['from', 'from'],
  ['sender', 'sender'],
]);
const NAMES: ReadonlyMap<string, string> = new Map([
  ['subject', 'subject'],
  ['datetimesent', 'dateTimeSent'],
  ['datetimereceived', 'dateTimeReceived'],
  ['internetmessageid', 'internetMessageId'],
  ['inreplyto', 'inReplyTo'],
  ['references', 'references'],
  ['conversationindex', 'conversationIndex'],
]);

/**
 * A `<t:Message>` of Exchange Web Services as a record; null for an item of a folder that holds no mail. With its MIME content it is that mail.
 *
 *     <t:Subject>Crane</t:Subject><t:From><t:Mailbox><t:Name>…   →  {subject: 'Crane', from: {name, email}}
 */
export function ewsRecord(message: XmlElement): Readonly<Record<string, unknown>> | null {
  const mime = childOf(message, 'mimecontent')?.text.replace(/\s+/g, '') ?? '';
  if (mime !== '') return { raw: mime };
  const record = new Map<string, unknown>();
  for (const child of message.children) {
    const people = PEOPLE.get(child.name);
    if (people !== undefined)
      record.set(people, child.children.filter(({ name }) => name === 'mailbox').map(mailboxOf));
    else if (child.name === 'body')
      record.set('body', {
        contentType: /html/i.test(child.attributes.get('bodytype') ?? '') ? 'html' : 'text',
        content: child.text,
      });
    else if (child.name === 'attachments')
      record.set(
        'attachments',
        child.children.map((file) => ({ name: childOf(file, 'name')?.text ?? '' })),
      );
    else if (child.children.length === 0 && child.text.trim() !== '')
      record.set(NAMES.get(child.name) ?? child.name, child.text.trim());
  }
  return record.has('subject') || record.has('from') ? Object.fromEntries(record) : null;
}

const mailboxOf = (mailbox: XmlElement): object => ({
  name: childOf(mailbox, 'name')?.text.trim() ?? '',
  email: childOf(mailbox, 'emailaddress')?.text.trim() ?? '',
});
