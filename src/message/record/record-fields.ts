/** A JSON object as exports hold it. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** The fields of a message, by our name, with the names that exports use (letters and digits only, lower case), best first. */
const NAMES = {
  messageId: [
    'internetmessageid',
    'messageid',
    'rfc822messageid',
    'msgid',
    'mid',
    'messageidheader',
    'emailmessageid',
    'messageidnumber',
  ],
  inReplyTo: ['inreplyto', 'internetinreplyto', 'replytoid', 'parentmessageid', 'inreplytoid', 'emailinreplyto'],
  references: ['references', 'internetreferences', 'reference', 'refs'],
  from: [
    'from',
    'fromaddress',
    'author',
    'fromrecipient',
    'sentby',
    'sender',
    'fromemail',
    'senderemail',
    'senderaddress',
    'fromname',
    'sendername',
    'emailfrom',
    'metadatafrom',
    'extractedfrom',
    'emailsender',
    'von',
    'absender',
  ],
  sender: ['sender'],
  to: [
    'to',
    'torecipients',
    'recipients',
    'recipient',
    'toaddresses',
    'toaddress',
    'torecipient',
    'toemail',
    'toemails',
    'recipientto',
    'toname',
    'tonames',
    'emailto',
    'metadatato',
    'extractedto',
    'an',
    'empfänger',
  ],
  cc: [
    'cc',
    'ccrecipients',
    'ccaddresses',
    'ccaddress',
    'carboncopy',
    'ccemails',
    'recipientcc',
    'emailcc',
    'extractedcc',
  ],
  bcc: ['bcc', 'bccrecipients', 'bccaddresses', 'bccaddress', 'bccemails', 'recipientbcc', 'emailbcc', 'extractedbcc'],
  replyTo: ['replyto', 'replytoaddress', 'replytorecipients'],
  date: [
    'date',
    'sentdatetime',
    'sentdate',
    'datesent',
    'sent',
    'senton',
    'sentat',
    'clientsubmittime',
    'datetime',
    'timestamp',
    'time',
    'sendtime',
    'senttime',
    'datetimesent',
    'emailsentdate',
    'emaildatesent',
    'metadatadatesent',
    'extracteddatesent',
    'emaildate',
    'datum',
    'gesendet',
  ],
  received: [
    'internaldate',
    'receiveddatetime',
    'receiveddate',
    'datereceived',
    'received',
    'receivedat',
    'deliverytime',
    'createddatetime',
    'createdat',
    'emaildatereceived',
    'emailreceiveddate',
  ],
  subject: [
    'subject',
    'title',
    'emailsubject',
    'subjectline',
    'topic',
    'subjecttitle',
    'metadatasubject',
    'extractedsubject',
    'betreff',
  ],
  text: [
    'text',
    'bodytext',
    'textbody',
    'bodyplain',
    'plaintext',
    'textplain',
    'plain',
    'body',
    'content',
    'messagebody',
    'emailbody',
    'bodytextplain',
    'message',
    'msg',
    'extractedtext',
    'extractedbodytext',
    'nachricht',
    'inhalt',
  ],
  html: ['html', 'htmlbody', 'bodyhtml', 'texthtml', 'htmlcontent', 'textashtml'],
  threadIndex: ['threadindex', 'conversationindex', 'prconversationindex'],
  thread: ['threadid', 'conversationid', 'xgmthrid', 'gmthrid', 'gmailthreadid', 'thrid', 'conversation'],
  headers: [
    'internetmessageheaders',
    'headerlines',
    'headers',
    'header',
    'rawheaders',
    'transportmessageheaders',
    'emailinternetheaders',
    'internetheaders',
  ],
  attachments: ['attachments', 'files', 'attachmentlist'],
  folder: [
    'folder',
    'foldername',
    'folderpath',
    'mailbox',
    'parentfoldername',
    'originalfolderpath',
    'originalfolder',
    'emailfolder',
    'compoundpath',
  ],
  preview: ['bodypreview', 'snippet', 'bodysnippet', 'preview'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A field of a message that `--map` can name. */
export type RecordFieldName = keyof typeof NAMES;

/** All names that `--map` knows, in the order of its help. */
export const RECORD_FIELD_NAMES = Object.keys(NAMES) as readonly RecordFieldName[];

/** Names that `--map` may use for a field besides our own. */
const MAP_NAMES: Readonly<Record<string, RecordFieldName>> = {
  body: 'text',
  content: 'text',
  id: 'messageId',
  threadid: 'thread',
  conversation: 'thread',
  sent: 'date',
};

/** `Message-ID`, `message_id` and `messageId` are one name: `messageid`. */
export const simplifyName = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Our field that a name in `--map` means: `Thread-ID` → `thread`; undefined if there is none. */
export function fieldNamed(name: string): RecordFieldName | undefined {
  const simple = simplifyName(name);
  return (
    RECORD_FIELD_NAMES.find((known) => known.toLowerCase() === simple) ??
    (Object.hasOwn(MAP_NAMES, simple) ? MAP_NAMES[simple] : undefined)
  );
}

/** Looks up fields of one record by our names. */
export class RecordFields {
  readonly record: JsonRecord;
  readonly #byName = new Map<string, unknown>();
  readonly #map = new Map<string, string>();

  constructor(record: JsonRecord, map: Readonly<Record<string, string>> = {}) {
    this.record = record;
    for (const [key, value] of Object.entries(record)) {
      const name = simplifyName(key);
      if (!this.#byName.has(name) || isEmpty(this.#byName.get(name))) this.#byName.set(name, value);
    }
    for (const [ours, theirs] of Object.entries(map)) {
      const field = fieldNamed(ours);
      if (field) this.#map.set(field, theirs);
    }
  }

  /** The first non-empty value under any of the names of a field; undefined if there is none. */
  value(field: RecordFieldName): unknown {
    const mapped = this.#map.get(field);
    if (mapped !== undefined) return this.#mappedValue(mapped);
    for (const name of NAMES[field]) {
      const value = this.#byName.get(name);
      if (!isEmpty(value)) return value;
    }
    return undefined;
  }

  /** The value under one simplified name. */
  named(name: string): unknown {
    return this.#byName.get(name);
  }

  /** `Betreff`, or a path: `kopf.betreff`. */
  #mappedValue(path: string): unknown {
    if (path in this.record) return this.record[path];
    const direct = this.#byName.get(simplifyName(path));
    if (!isEmpty(direct)) return direct;
    let value: unknown = this.record;
    for (const step of path.split('.').slice(0, 20)) value = isRecord(value) ? value[step] : undefined;
    return value;
  }
}

/** True of an object that is no list. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True of what says nothing: null, an empty text, an empty list. */
export function isEmpty(value: unknown): boolean {
  return (
    value === undefined || value === null || value === '' || value === false || (Array.isArray(value) && !value.length)
  );
}
