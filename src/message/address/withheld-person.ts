import type { Mailbox } from '../message.js';

/** Words that programs write where there is nothing. */
const NOTHING = new Set([
  'nan',
  'none',
  'null',
  'undefined',
  'nil',
  '<na>',
  'nat',
  'n.a.',
  '#n/a',
  '(null)',
  '\\n',
  '[]',
  '{}',
  'set()',
  'frozenset()',
  '()',
]);

/** Words that stand in place of a person or a date that is not told. */
const WITHHELD = new Set([
  'n/a',
  'na',
  'undisclosed',
  'undisclosed recipients',
  'undisclosed-recipients',
  'undisclosed recipient',
  'recipient list not shown',
  'unlisted-recipients',
  'no to-header on input',
  'no to header on input',
  'redacted',
  'withheld',
  'unknown',
  'unknown sender',
  'unknown recipient',
  'sender unknown',
  'not available',
  'not applicable',
  'not provided',
  'no sender',
  'no date',
  'no name',
  'anonymous sender',
  'pii',
  'personal privacy',
  'non-responsive',
  'nonresponsive',
  'geschwärzt',
  'unkenntlich gemacht',
  'nr',
  'caviardé',
  'occulté',
  'expurgado',
  'oscurato',
  '-',
  '--',
  '?',
]);

/** Words of which a note about a withheld name is made; one of the first has to be among them. */
const WITHHOLDING = new Set('redacted withheld undisclosed pii exempt exemption nonresponsive'.split(' '));
const BESIDE_WITHHOLDING = new Set(
  (
    'name names e mail email emails address addresses sender recipient recipients person persons personal privacy private ' +
    'information data identity for under per by the of foia foipa act section sec s ex and or phone number withheld not to from cc'
  ).split(' '),
);

/** Black bars, and what scanners and typists put for them. */
const BARS = '█▇■▮▬▓▒░';

/**
 * True for what a program writes where there is no value: `NaN`, `None`, `null`.
 *
 * `"None"` → true, `"Nonesuch"` → false; `Nan` is a name.
 */
export function isNothing(text: string): boolean {
  const bare = text.length < 12 ? text.trim() : '';
  return bare !== 'Nan' && NOTHING.has(bare.toLowerCase());
}

/**
 * True for what stands in place of a person or a date: `N/A`, `[REDACTED]`, `undisclosed-recipients:;`, `(b)(6)`, black bars.
 *
 * `"[REDACTED]"` → true, `"█████"` → true, `"(b)(6), (b)(7)(C)"` → true, `"Redmond, Ann"` → false.
 */
export function isWithheld(text: string): boolean {
  if (text.length > 120) return false;
  if (isNothing(text)) return true;
  const bare = text.toLowerCase().replace(/^[\s"'<[({*_]+|[\s"'>\])}*_:;,.]+$/g, '');
  if (bare === '') return text.trim() !== '';
  return (
    WITHHELD.has(bare) || BLACKED.test(bare) || isExemption(text) || isNote(bare) || ROLE_OF_WITHHELD.test(text.trim())
  );
}

const BLACKED = new RegExp(`^(?:[${BARS}_*\\s]{3,}|x{3,}(?:[\\s,.@]+x{2,}){0,8})$`);
/** `(b)(6)`, `b6`, `(b)(7)(C)`, `B5; B6`, `s.40(2)`, `section 40`, `Ex. 6`, several of them, as releases name their reasons. */
const EXEMPTIONS = /^(?:b[1-689]|b7[a-f]?|s(?:ec|ection)?\d\d\d?|ex\d[a-z]?)+$/;

const isExemption = (text: string) =>
  /^\(b\)$/i.test(text.trim()) || EXEMPTIONS.test(text.toLowerCase().replace(/[\s()<>[\].,;/&"'-]/g, ''));

/**
 * True where a line tells in the place of a name that it is withheld: `[REDACTED] wrote:`, `█████ <(b)(6)> wrote:`.
 *
 * `"Someone writes:"` → false, `"Bob Redacter wrote:"` → false.
 */
export const tellsOfWithholding = (line: string): boolean => WITHHOLDS.test(line.slice(0, 1000));

const WITHHOLDS = new RegExp(
  `[${BARS}]{2}|\\(b\\) ?\\(\\d\\)|\\[[^\\]]{0,40}(?:redacted|withheld|geschwärzt|caviardé|exemption)|\\b(?:redacted|withheld|geschwärzt)\\b|(?<![\\p{L}_@])(?:_{4,}|x{5,})(?![\\p{L}_@])`,
  'iu',
);

/** `[Redacted: Head of Legal]`, `REDACTED (Official 3)`: who it is is withheld, what he is is told. */
const ROLE_OF_WITHHELD =
  /^(?:\[(?:redacted|withheld|geschwärzt)\b[^[\]]{0,80}\]|(?:redacted|withheld) \([^()]{0,80}\))$/i;

/** `name redacted`, `email address withheld under foia`: nothing but words about withholding. */
function isNote(bare: string): boolean {
  const words = bare.split(/[^\p{L}]+/u).filter(Boolean);
  return (
    words.length <= 10 &&
    words.some((word) => WITHHOLDING.has(word)) &&
    words.every((word) => WITHHOLDING.has(word) || BESIDE_WITHHOLDING.has(word))
  );
}

/**
 * The mailbox without what stands in place of a name or an address, and without the bars or underscores behind a name;
 * null where nothing else is left. All hidden people look alike: none of these is a person, nor are they one.
 *
 * `"Holm, Mira______"` → `Holm, Mira`; `[REDACTED] <ann@x.example>` → the address alone; `(b)(6)` → null;
 * `(b)(6)@quay.example` → null.
 */
export function withoutWithheld(mailbox: Mailbox): Mailbox | null {
  if (!isSuspect(mailbox)) return mailbox;
  const hidden = isHiddenAddress(mailbox.address) || isMasked(mailbox) || DATE.test(mailbox.address);
  const address = hidden ? '' : mailbox.address;
  // A Lotus name tells both: `N/A` is no N of A.
  const name = hidden && mailbox.address.startsWith(mailbox.name) ? '' : withoutBars(mailbox.name);
  // A person that bears an address may well be called Nan.
  if (
    name !== '' &&
    (isWithheld(name) || DATE.test(name) || isHiddenAddress(name)) &&
    !(address.includes('@') && isNothing(name))
  )
    return address === '' ? null : { name: '', address };
  return name === '' && address === '' ? null : { name, address };
}

/**
 * An address that a list archive cut against harvesters: `mi...@quay.example`, `address@hidden`, `mira@xxxxxxxx`. Others have the same, so it
 * tells nobody apart who has a name.
 */
function isMasked({ name, address }: Mailbox): boolean {
  return MASKED.test(address) && /\p{L}/u.test(name) && !name.includes('@') && !MASKED.test(name);
}

/** `06/25/2001 04:50 PM`, which stands where a form has a name. */
const DATE = /^\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}(?:[T ,]+\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?)?$/i;

const MASKED =
  /(?:\.{2,}|\u2026)@|^(?:address|addr|hidden|email|user)@hidden\b|@(?:hidden|removed|x{4,}(?:\.x{2,})?)$/i;

/** Mailboxes without those that are withheld. */
export function withoutWithheldPeople(mailboxes: readonly Mailbox[]): readonly Mailbox[] {
  if (!mailboxes.some(isSuspect)) return mailboxes;
  return mailboxes.flatMap((mailbox) => withoutWithheld(mailbox) ?? []);
}

/** Tells most mailboxes apart at a glance: a letter or digit somewhere, an address, none of the words. */
function isSuspect({ name, address }: Mailbox): boolean {
  return !address.includes('@') || isSuspectName(name) || SUSPECT_ADDRESS.test(address);
}

function isSuspectName(name: string): boolean {
  if (name === '') return false;
  return SUSPECT_WORD.test(name.toLowerCase()) || (!/[a-z]/i.test(name) && /^[^\p{L}\p{N}]+$/u.test(name));
}

const SUSPECT_WORD = new RegExp(
  `[${BARS}]|_{2}|redact|withheld|undisclos|unlisted|to-?\\s?header|unknown|privacy|not |n/?a\\b|^no |\\bb\\)?\\s?\\(?\\d|section|^s\\.?\\s?\\d|^ex\\b|x{3}|pii|respons|^geschw|^unkennt|^nr$|^cavi|^occul|^expur|^oscur`,
);
const SUSPECT_ADDRESS = new RegExp(
  `[${BARS}()[\\]*]|^_{2}|_{3}@|redact|withheld|^x{3,}@|\\.{2}@|\u2026@|@(?:hidden|removed|x{4,})`,
  'i',
);

/** `(b)(6)@quay.example`, `[REDACTED]@…`, `xxxx@xxxx.xxx`, `***@***`: every hidden person would share it. */
function isHiddenAddress(address: string): boolean {
  if (address === '' || address.startsWith('/')) return false;
  const at = address.lastIndexOf('@');
  if (at < 0) return isWithheld(address);
  const local = address.slice(0, at);
  return !isNothing(local) && /[^a-z]|redact|withheld|^x+$/i.test(local) && isWithheld(local);
}

/** A name without the underscores or black bars at its ends. */
function withoutBars(name: string): string {
  return name.replace(EXEMPTION_BEHIND, '').replace(BEHIND, '').replace(BEFORE, '').trim();
}

/** `Ada Lind <(b)(6)>` is read as a name with remarks: `Ada Lind (b 6)`. */
const EXEMPTION_BEHIND = /(?<=\S) {0,3}\(b \d(?: [A-Z])?(?: b \d(?: [A-Z])?){0,6}\)$/i;

const BEHIND = new RegExp(`[\\s,;]*(?:_{2,}|[${BARS}]+)[\\s_${BARS}]*$`);
const BEFORE = new RegExp(`^(?:_{2,}|[${BARS}]+)[\\s_${BARS}]*`);
