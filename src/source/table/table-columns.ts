/** What a column tells of a message, as far as the cutting of a table must know it. */
type Concept = 'person' | 'id' | 'subject' | 'text' | 'date' | 'mail';

const CONCEPTS: readonly (readonly [Concept, string])[] = [
  [
    'person',
    'from to sender recipients torecipients fromaddress toaddress fromname toname emailfrom emailto author fromemail toemail ' +
      'sentby recipient senderemail sendername senderaddress metadatafrom metadatato extractedfrom extractedto von an absender empfänger',
  ],
  [
    'id',
    'messageid internetmessageid emailmessageid inreplyto inreplytoid conversationindex controlnumber begdoc begbates ' +
      'begindoc begno beginbates batesbeg batesbegin docid documentid upi prodbeg beginningbates proddocid docnumber',
  ],
  ['subject', 'subject emailsubject subjectline subjecttitle metadatasubject extractedsubject betreff title topic'],
  [
    'text',
    'body text content messagebody bodytext emailbody bodyplain htmlbody html plaintext textbody extractedtext message msg ' +
      'extractedbodytext nachricht inhalt textlink textpath extractedtextpath nativelink nativepath filepath',
  ],
  [
    'date',
    'date sent datesent sentdate senton datetime timestamp sentdatetime datereceived received receiveddate sentat',
  ],
  [
    'mail',
    'message raw rawmessage mail email source rfc822 rawemail eml mime content body text headers internetheaders emailinternetheaders',
  ],
];

const BY_NAME = new Map<string, Set<Concept>>();
for (const [concept, names] of CONCEPTS)
  for (const name of names.split(' ')) BY_NAME.set(name, (BY_NAME.get(name) ?? new Set()).add(concept));

/** `From: (Address)` → `fromaddress`. */
export const simplifyColumn = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** True if a row of names is that of a table of messages: who or which, and about what. `Date, Amount, Description` is none. */
export function namesMessages(names: readonly string[], mapped: ReadonlySet<string>): boolean {
  const found = new Set<Concept>();
  let user = 0;
  for (const name of names) {
    for (const concept of BY_NAME.get(simplifyColumn(name)) ?? []) found.add(concept);
    if (mapped.has(name)) user++;
  }
  if (user >= 2) return true;
  return (found.has('person') || found.has('id')) && (found.has('subject') || found.has('text'));
}

/** True if the column names people: `From`, `Von`, `To: (Name)`. */
export const namesPerson = (name: string): boolean => BY_NAME.get(simplifyColumn(name))?.has('person') === true;

/** True if the column holds the text of a message, or a number or name of it. */
export const namesText = (name: string): boolean => {
  const concepts = BY_NAME.get(simplifyColumn(name));
  return concepts?.has('text') === true || concepts?.has('id') === true;
};

/** True if the column may hold a whole mail with its header: `message` in Kaggle's table of Enron. */
export const mayHoldMail = (name: string): boolean => {
  const simple = simplifyColumn(name);
  return BY_NAME.get(simple)?.has('mail') === true || COMPOSED_MAIL.test(simple);
};

/** `email_content`, `Raw Message Text`. */
const COMPOSED_MAIL =
  /^(?:raw|full|original|email|mail|message|msg|rfc822|eml|mime|source|contents?|text|body|data|headers?){1,4}$/;

/** True if some name is that of a usual column. */
export const knowsColumn = (names: readonly string[]): boolean =>
  names.some((name) => BY_NAME.has(simplifyColumn(name)));

/** Names of the columns, each once: a second `To` is `To 2`, one without a name `column 3`. */
export function columnNames(cells: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return cells.map((cell, index) => {
    const plain = cell.trim() || `column ${index + 1}`;
    let name = plain;
    for (let count = 2; taken.has(name); count++) name = `${plain} ${count}`;
    taken.add(name);
    return name;
  });
}
