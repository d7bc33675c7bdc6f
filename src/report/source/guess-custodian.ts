import { INSIDE } from '../../source/inside.js';

/** Whose a source may be, and what says so. */
export interface CustodianGuess {
  readonly name: string;
  readonly reason: string;
}

/** Folders behind which the next one is a person. */
const BEFORE_PERSON = new Set([
  'users',
  'home',
  'documents and settings',
  'profiles',
  'custodians',
  'custodian',
  'mailboxes',
  'maildir',
]);
/** Names of mailboxes and exports that are nobody's. */
const GENERIC =
  /^(?:in|out|inbox|outbox|sent|sent items|sent mail|drafts?|deleted|deleted items|trash|junk|spam|archive[sd]?|all|all mail.*|mail|mails|e-?mails?|messages?|export(?:ed)?|backup|outlook|takeout|vault|natives?|texts?|images?|data|vol\d*|volume ?\d*|prod(?:uction)?[-_ ]?\d*|load[-_ ]?file|case|dump|inputs?|files|new|cur|tmp|local folders|posteingang|gesendet|maildir|sent messages|deleted messages|all mail including.*|[\d._ -]+)$/i;
const MAILBOX_FILE = /\.(?:pst|ost|mbox|mbx|olm|nsf|zip|tar|tgz|tar\.gz)$/i;
/** Behind an address in a name: `ada@moor.example.ics`. */
const OTHER_FILE = /\.(?:ics|vcf|json|jsonl|xml|csv|txt|html?|pdf|eml|msg|emlx)$/i;
/** Exports are called after what they are of more often than after whose they are: `Quay matter-export.zip`. */
const EXPORT = /export|takeout|backup|archiv|download|production|results/i;
const ADDRESS = /[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}(?![a-z])/i;

/**
 * Whose a source may be, by what its load file says, else by its path; null where neither says anything. A guess, told with its reason:
 * no finding rests on it, and `--custodian NAME=PATH` says it for sure.
 *
 *     vault/ada@moor.example-1.mbox  →  ada@moor.example, "an address in its path"
 *     C/Users/ada/Outlook.pst        →  ada, "the folder below Users"
 *     holt.mbox                      →  holt, "the name of the mailbox file"
 */
export function guessCustodian(path: string, labels: ReadonlyMap<string, number>): CustodianGuess | null {
  if (labels.size === 1) return { name: [...labels.keys()][0]!, reason: 'the only custodian that its load file names' };
  const steps = path.replaceAll(INSIDE, '/').split('/').filter(Boolean);
  for (const step of steps.toReversed()) {
    const address = ADDRESS.exec(step.replace(MAILBOX_FILE, '').replace(OTHER_FILE, ''));
    if (address !== null) return { name: address[0], reason: 'an address in its path' };
  }
  for (const [index, step] of steps.entries()) {
    const next = steps[index + 1];
    if (
      next !== undefined &&
      (index + 2 < steps.length || MAILBOX_FILE.test(next)) &&
      BEFORE_PERSON.has(step.toLowerCase()) &&
      !GENERIC.test(next)
    )
      return { name: next.replace(MAILBOX_FILE, ''), reason: `the folder below ${step}` };
  }
  const file = steps.at(-1) ?? '';
  const stem = file.replace(MAILBOX_FILE, '');
  if (stem !== file && isName(stem)) return { name: stem, reason: 'the name of the mailbox file' };
  const archive = path
    .split(INSIDE)
    .slice(0, -1)
    .map((name) => name.split('/').at(-1) ?? '')
    .findLast((step) => MAILBOX_FILE.test(step) && isName(step.replace(MAILBOX_FILE, '')));
  return archive === undefined
    ? null
    : { name: archive.replace(MAILBOX_FILE, ''), reason: 'the name of the archive that holds it' };
}

const isName = (stem: string): boolean => !GENERIC.test(stem) && !EXPORT.test(stem);
