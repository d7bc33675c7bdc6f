// Long because the names that exports use stand in one table.

/** The fields of a message that a record may hold. */
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
    'messageidentifier',
  ],
  inReplyTo: ['inreplyto', 'internetinreplyto', 'replytoid', 'parentmessageid', 'inreplytoid', 'emailinreplyto'],
  references: ['references', 'internetreferences', 'reference', 'refs'],
  from: ['from', 'author', 'fromrecipient', 'sentby', 'von', 'absender', 'senderauthor'],
  fromName: ['fromname', 'authorname', 'fromdisplayname'],
  fromEmail: ['fromaddress', 'fromemail', 'authoremail', 'fromemailaddress', 'authoraddress'],
  sender: ['sender'],
  senderName: ['sendername', 'senderdisplayname'],
  senderEmail: ['senderemail', 'senderaddress', 'senderemailaddress', 'sendersmtpaddress'],
  to: [
    'to',
    'torecipients',
    'recipients',
    'recipient',
    'torecipient',
    'recipientto',
    'receiver',
    'receivers',
    'tofull',
    'an',
    'empfänger',
    'sendto',
  ],
  toName: ['toname', 'tonames', 'recipientname', 'recipientnames', 'receivername'],
  toEmail: [
    'toaddresses',
    'toaddress',
    'toemail',
    'toemails',
    'recipientemail',
    'recipientemails',
    'recipientaddress',
    'receiveremail',
  ],
  cc: ['cc', 'ccrecipients', 'carboncopy', 'recipientcc', 'ccfull', 'cclist', 'copyto'],
  ccName: ['ccname', 'ccnames'],
  ccEmail: ['ccaddresses', 'ccaddress', 'ccemails', 'ccemail'],
  bcc: ['bcc', 'bccrecipients', 'recipientbcc', 'blindcarboncopy', 'bccfull', 'bcclist', 'blindcopyto'],
  bccName: ['bccname', 'bccnames'],
  bccEmail: ['bccaddresses', 'bccaddress', 'bccemails', 'bccemail'],
  replyTo: ['replyto', 'replytorecipients'],
  replyToName: ['replytoname'],
  replyToEmail: ['replytoaddress', 'replytoemail'],
  participants: ['participants', 'people', 'parties', 'addresses', 'correspondents', 'contacts'],
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
    'sendtime',
    'senttime',
    'datetimesent',
    'published',
    'publishedat',
    'time',
    'ts',
    'datum',
    'gesendet',
    'gesendetam',
    'docdate',
    'documentdate',
    'communicationdate',
  ],
  timeOfDay: ['time', 'timeofday', 'senttime', 'sendtime', 'timesent', 'hour', 'clock', 'datetime'],
  zone: ['timezone', 'tz', 'zone', 'utcoffset', 'tzoffset'],
  received: [
    'internaldate',
    'receiveddatetime',
    'receiveddate',
    'datereceived',
    'datetimereceived',
    'received',
    'receivedat',
    'deliveredat',
    'deliverytime',
    'createddatetime',
    'created',
    'createdat',
    'creationdate',
    'emaildatereceived',
    'emailreceiveddate',
  ],
  subject: ['subject', 'title', 'emailsubject', 'subjectline', 'topic', 'subjecttitle', 'betreff', 'mapisubject'],
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
    'bodies',
    'parts',
    'bodystructure',
    'contents',
    'pagecontent',
    'inhalt',
    'rawtext',
    'doctext',
    'documenttext',
    'ocrtext',
    'fulltext',
    'plainbody',
    'descriptiontext',
    'description',
    'payload',
    'paragraphs',
    'lines',
    'textcontent',
  ],
  html: ['html', 'htmlbody', 'bodyhtml', 'texthtml', 'htmlcontent', 'textashtml', 'contenthtml'],
  threadIndex: ['threadindex', 'conversationindex', 'prconversationindex'],
  thread: ['threadid', 'conversationid', 'xgmthrid', 'gmthrid', 'gmailthreadid', 'thrid', 'conversation'],
  headers: [
    'internetmessageheaders',
    'headerlines',
    'headers',
    'header',
    'rawheaders',
    'transportmessageheaders',
    'messageheaders',
    'internetheaders',
    'emailheaders',
    'headertext',
    'headersraw',
    'fullheaders',
    'mailheaders',
    'emailinternetheaders',
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
  preview: ['bodypreview', 'snippet', 'bodysnippet', 'preview', 'excerpt', 'teaser'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A field of a message, or what stands beside it in a field of its own. */
export type RecordFieldName = keyof typeof NAMES;

const ALL_FIELDS = Object.keys(NAMES) as readonly RecordFieldName[];

/** Fields that stand beside another one and are no target of `--map`. */
const BESIDE = /^(?:timeOfDay|zone|participants)$|(?:Name|Email)$/;

/** All names that `--map` knows, in the order of its help. */
export const RECORD_FIELD_NAMES = ALL_FIELDS.filter((name) => !BESIDE.test(name));

/** Names that `--map` may use for a field besides our own. */
const MAP_NAMES: ReadonlyMap<string, RecordFieldName> = new Map([
  ['body', 'text'],
  ['content', 'text'],
  ['id', 'messageId'],
  ['threadid', 'thread'],
  ['conversation', 'thread'],
  ['sent', 'date'],
]);

/** `Message-ID`, `message_id` and `messageId` are one name: `messageid`. */
export const simplifyName = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Our field that a name in `--map` means: `Thread-ID` → `thread`; undefined if there is none. */
export function fieldNamed(name: string): RecordFieldName | undefined {
  const simple = simplifyName(name);
  return RECORD_FIELD_NAMES.find((known) => known.toLowerCase() === simple) ?? MAP_NAMES.get(simple);
}

/** A field that a key may mean; the lower the rank, the better the name fits. */
export interface NamedField {
  readonly field: RecordFieldName;
  readonly rank: number;
}

const EXACT: ReadonlyMap<string, readonly NamedField[]> = (() => {
  const exact = new Map<string, NamedField[]>();
  for (const field of ALL_FIELDS)
    for (const [rank, name] of NAMES[field].entries()) exact.set(name, [...(exact.get(name) ?? []), { field, rank }]);
  return exact;
})();

/** What a name that is composed of known words comes after. */
const COMPOSED = 100;
const HALF = COMPOSED / 2;

/** Words that say nothing about which field a key means: `email_text`, `MetadataDateSent`, `X-TIKA:content`. */
const NOISE = new Set(
  (
    'email mail e message msg metadata meta extracted raw full clean cleaned complete decoded parsed main my field fields value values x tika dc ' +
    'dcterms original stripped utc gmt local iso str string attendee attendees'
  ).split(' '),
);
const ROLES: ReadonlyMap<string, RecordFieldName> = new Map([
  ['from', 'from'],
  ['sender', 'sender'],
  ['author', 'from'],
  ['to', 'to'],
  ['recipient', 'to'],
  ['recipients', 'to'],
  ['receiver', 'to'],
  ['receivers', 'to'],
  ['addressee', 'to'],
  ['addressees', 'to'],
  ['cc', 'cc'],
  ['bcc', 'bcc'],
  ['replyto', 'replyTo'],
]);
const NAME_WORDS = new Set('name names display displayname full fullname'.split(' '));
const ADDRESS_WORDS = new Set('email emails address addresses addr mail smtp emailaddress'.split(' '));
const DATE_WORDS = new Set(
  'date time datetime timestamp sent send on at sending submitted submit posted origination in'.split(' '),
);
const TELLS_DATE = new Set('date time datetime timestamp sent posted'.split(' '));
const RECEIVED_WORDS = new Set(
  'date time datetime timestamp on at received delivered delivery created creation'.split(' '),
);
const TEXT_WORDS = new Set(
  'body text content contents plain txt markdown md message msg data bodies part parts'.split(' '),
);
const PREVIEW_WORDS = new Set('preview snippet excerpt teaser body text short truncated'.split(' '));

/**
 * The fields that a key may mean: by the names that exports are known to use, else by the words it is made of.
 *
 * `"Message-ID"` → messageId; `"email_text"` → text; `"MetadataDateSent"` → date; `"cc_email"` → ccEmail; `"nachricht"` → none.
 */
export function fieldsOfKey(key: string): readonly NamedField[] {
  if (key.length > 100) return [];
  return namedBy(key) ?? namedBy(withoutDress(key)) ?? [];
}

/**
 * What a system puts around the names of fields: JMAP's `header:from:asAddresses`, HubSpot's `hs_email_subject`, Datashare's
 * `tika_metadata_message_from`, Solr's dynamic fields `subject_t`, `to_ss`, `sent_dt`.
 */
const withoutDress = (key: string): string =>
  key
    .replace(/^header:([\w-]{1,40}):as[A-Z]\w*$/, '$1')
    .replace(/^(?:hs_email_|hs_|tika_metadata_(?:message_raw_header_|message_|dcterms_|dc_)?)/, '')
    .replace(/_(?:ss?|txt|txts|t|ts|dt|dts)$/, '')
    .replace(NUMBERED, '$1');

/** Members that go on with each other: `to_1`, `Recipient Email 2`. No other name loses its number: `md5`. */
const NUMBERED =
  /^((?:to|cc|bcc|recipients?|receivers?|addressees?)(?:[_ .-]?(?:e-?mail|address|name))?)[_ .-]?\d{1,2}$/i;

/** `to_1`, `To 2` → `to`: one of several members that go on with each other; the name itself where it has no number. */
export const withoutNumber = (key: string): string => key.replace(/[_ .-]?\d{1,2}$/, '').toLowerCase();

function namedBy(key: string): readonly NamedField[] | null {
  const found = lookUp(key);
  return found.length ? found : null;
}

function lookUp(key: string): readonly NamedField[] {
  const simple = simplifyName(key);
  const exact = EXACT.get(simple);
  if (exact) return exact;
  const prefixed = EXACT.get(simple.replace(/^(?:email|metadata|extracted|mail)/, ''));
  // What was read off the page tells more than the catalogue of it: addresses, the clock.
  const catalogued = simple.startsWith('extracted') ? 0 : HALF;
  if (prefixed) return prefixed.map(({ field, rank }) => ({ field, rank: rank + HALF + catalogued }));
  const all = wordsOf(key);
  // `toString` is a name of programs, and nobody who gets mail.
  if (all.length === 0 || all.length > 6 || all.join(' ') === 'to string') return [];
  const words = all.filter((word) => !NOISE.has(word));
  const known = EXACT.get(words.join(''));
  if (known) return known.map(({ field, rank }) => ({ field, rank: rank + COMPOSED }));
  return composed(words, all);
}

const every = (words: readonly string[], known: ReadonlySet<string>): boolean => words.every((word) => known.has(word));

function composed(words: readonly string[], all: readonly string[]): readonly NamedField[] {
  const role = ROLES.get(all[0]!) ?? ROLES.get(words[0] ?? '') ?? null;
  if (role && all.length > 1) {
    const rest = all.slice(all.findIndex((word) => ROLES.has(word)) + 1);
    if (rest.length && every(rest, NAME_WORDS)) return [beside(role, 'Name')];
    if (rest.length && every(rest, ADDRESS_WORDS)) return [beside(role, 'Email')];
  }
  if (!words.length) return [];
  if (every(words, DATE_WORDS) && words.some((word) => TELLS_DATE.has(word)))
    return [{ field: 'date', rank: 2 * COMPOSED }];
  if (every(words, RECEIVED_WORDS) && words.length > 1) return [{ field: 'received', rank: 2 * COMPOSED }];
  if (every(words, TEXT_WORDS)) return words.join() === 'data' ? [] : [{ field: 'text', rank: 2 * COMPOSED }];
  const parts = words.filter((word) => word !== 'html');
  if (parts.length < words.length && every(parts, TEXT_WORDS)) return [{ field: 'html', rank: 2 * COMPOSED }];
  if (every(words, PREVIEW_WORDS)) return [{ field: 'preview', rank: 2 * COMPOSED }];
  return [];
}

const beside = (role: RecordFieldName, part: 'Name' | 'Email'): NamedField => ({
  field: `${role}${part}` as RecordFieldName,
  rank: COMPOSED,
});

/** `"Message:From-Name"` → message from name; `"MetadataDateSent"` → metadata date sent. */
function wordsOf(key: string): readonly string[] {
  return key
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/reply[\s_-]?to/g, 'replyto')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}
