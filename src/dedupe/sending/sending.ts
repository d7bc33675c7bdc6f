import { AUTOMATIC_MARKS } from '../../language/subject-marks.js';
import { fieldsNamed } from '../../message/header-text.js';
import type { HeaderField, Message } from '../../message/message.js';
import { isSentFolder } from './sent-folder.js';

/** What keeps a message from being one that its author sent by hand, and what says so. */
export interface Sending {
  /** `draft`: it was kept, and nothing shows that it was sent; `automatic`: a program wrote it. */
  readonly as: 'draft' | 'automatic';
  /** One clause: `it lies in "Drafts"`, `its header has Auto-Submitted`. */
  readonly because: string;
}

/**
 * How a message was sent where it was not by hand, as far as its copies say; null for any other. A draft it is only where no other copy shows
 * that it was sent later, by lying with another custodian or among sent mail, or by the marks of a server on the way.
 */
export function sendingOfCopies(copies: readonly Message[]): Sending | null {
  const draft = unsentSign(copies, DRAFT_FOLDER);
  if (draft !== null && (!draft.startsWith(LIES_IN) || mayBeOwn(copies[0]!))) return { as: 'draft', because: draft };
  const automatic = automaticSign(copies[0]!);
  // A postmaster is a person at times: he writes of other things than of what came back.
  if (automatic === null || (automatic === BY_POSTMASTER && !REPORTS.test(copies[0]!.subject.text))) return null;
  return { as: 'automatic', because: automatic };
}

/** Whoever moves a mail of somebody else among his drafts has not written it: its sender bears no part of the custodian's name. */
function mayBeOwn({ custodian, from }: Message): boolean {
  const words = custodian?.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
  const sender = `${from?.name} ${from?.address}`.toLowerCase();
  return from === null || words.length === 0 || words.some((word) => sender.includes(word));
}

/** True for a message that nobody got, as far as its copies say: a draft, or one that waits to be sent. */
export const isUnsent = (copies: readonly Message[]): boolean =>
  unsentSign(copies, DRAFT_FOLDER) !== null || unsentSign(copies, OUTBOX) !== null;

/** Names of folders for what is written and not sent, as mail programs have them in many languages. */
const DRAFT_FOLDER =
  /^(?:drafts?|draft[ _-]?(?:mail|items|messages)|unsent(?:[ _-](?:mail|messages|items))?|entw(?:ü|ue|&APw-)rfe?|brouillons?|borradores|bozze|concepten|kladder?|utkast|luonnokset|rascunhos|robocze|wersje robocze|koncepty|piszkozatok|ciorne|черновики|taslaklar|下書き|草稿箱?|임시보관함)$/iu;
/** Of what waits to be sent; some programs keep what was sent under such a name. */
const OUTBOX = /^(?:outbox|postausgang|bo(?:î|&AO4-)te d'envoi|bandeja de salida|posta in uscita|исходящие)$/iu;

const LIES_IN = 'it lies in ';
const DRAFT_FIELD = /^(?:x-unsent|x-mozilla-draft-info)$/i;
const PLACE_FIELD = /^(?:x-folder|x-gmail-labels)$/i;
const DELIVERED_FIELD = /^(?:received|delivered-to|return-path)$/i;
const ASKED = new RegExp(`${DRAFT_FIELD.source}|${PLACE_FIELD.source}|${DELIVERED_FIELD.source}`, 'i');

function unsentSign(copies: readonly Message[], folders: RegExp): string | null {
  const { custodian } = copies[0]!;
  let sign: string | null = null;
  for (const copy of copies) {
    if (copy.custodian !== custodian) return null;
    const fields = fieldsNamed(copy.headers, ASKED);
    if (fields.some(({ name }) => DELIVERED_FIELD.test(name))) return null;
    const own = copySign(copy, fields, folders);
    if (own === null && isSentFolder(copy)) return null;
    sign ??= own;
  }
  return sign;
}

/** What says of a copy that it was not sent: its header, a mark of the mailbox, where it lies. */
function copySign(copy: Message, fields: readonly HeaderField[], folders: RegExp): string | null {
  const field = fields.find(({ name, value }) => DRAFT_FIELD.test(name) && !/^\s*0/.test(value));
  // What was sent may keep the field.
  if (field && !isSentFolder(copy)) return `its header has ${field.name}`;
  const { folder, facts, origin } = copy;
  if (facts?.some(({ name, value }) => name === 'draft' || (name === 'marks' && /\bdraft\b/i.test(value))))
    return 'so the mailbox marks it';
  const told = fields.find(({ name }) => PLACE_FIELD.test(name))?.value.split(',') ?? [];
  for (const place of [...told, ...(folder?.split(/[;,]/) ?? [])]) {
    const name = lastNames(place, 3).find((one) => isFolder(one, folders));
    if (name !== undefined) return `${LIES_IN}"${name.trim()}"`;
  }
  // Above the folder of a file are those of whoever keeps the evidence.
  const name = lastNames(origin.source, 2).find((one) => isFolder(one, folders));
  return name === undefined ? null : `${LIES_IN}"${name}"`;
}

const lastNames = (path: string, count: number): readonly string[] => path.slice(-400).split(/[/\\]/).slice(-count);

/** Without what programs put around a name: `_Drafts.mbox`, `.Drafts`. */
const isFolder = (name: string, folders: RegExp): boolean =>
  folders.test(name.trim().replace(/^[._]+|\.[a-z]{2,8}$/gi, ''));

const BY_POSTMASTER = 'its sender is the postmaster';
const REPORTS =
  /deliver|fail|return|status|bounce|delay|relay|warning|unzustellbar|zustell|remis|[ée]chec|entreg|recapito|bezorg|bestelbaar|lever|недостав|配信|配送|退信/i;

const AUTOMATIC = /^(?:auto-submitted|precedence|x-autoreply|x-auto-?respond(?:er)?)$/i;

/**
 * What says of a message that a program answered: a report of delivery, a note of absence (RFC 3834, RFC 3464). Nobody chose its recipients or
 * its subject. Null for any other.
 */
export function automaticSign({ headers, from, receipts, subject, body }: Message): string | null {
  if (receipts?.length) return 'it reports of another message';
  const sender = from?.address ?? '';
  if (/^mailer-daemon@/i.test(sender)) return 'its sender is a mail server';
  if (/^postmaster@/i.test(sender)) return BY_POSTMASTER;
  // QUIRK: Exchange reports as its administrator, by the subject alone where an export dropped the part that tells.
  if (/^(?:exchange|system)[._]?administrator@/i.test(sender) && /^undeliverable:/i.test(subject.text))
    return 'its sender is a mail server';
  const mark = /^\s*([^:：]{2,40}?)\s*[:：]/.exec(subject.text)?.[1] ?? '';
  if (AUTOMATIC_MARKS.has(mark.toLowerCase())) return `its subject begins "${mark}"`;
  if (READ_MARK.test(subject.text) && READ_TEXT.test(body?.text.slice(0, 1000).replace(/\s+/g, ' ') ?? ''))
    return 'it reports of another message';
  const field = fieldsNamed(headers, AUTOMATIC).find(
    ({ name, value }) =>
      (/^auto-submitted$/i.test(name) && !/^\s*no\b/i.test(value)) ||
      (/^precedence$/i.test(name) && /auto[_-]?reply/i.test(value)) ||
      /^x-auto(?:reply|-?respond(?:er)?)$/i.test(name),
  );
  return field === undefined ? null : `its header has ${field.name}`;
}

/**
 * QUIRK: Outlook's receipts in exports that dropped the part that tells: a subject and a sentence, `Your message ... was read on Monday`.
 */
const READ_MARK =
  /^(?:not read|read|nicht gelesen|gelesen|non lu|lu|no le[íi]do|le[íi]do|letto|non letto|lida|lido|gelezen|niet gelezen|läst|oläst|lest|læst|luettu) ?:/i;
const READ_TEXT =
  /^(?:your message|ihre nachricht|votre message|el mensaje|su mensaje|il messaggio|a sua mensagem|sua mensagem|uw bericht|ditt meddelande|meldingen din|din meddelelse|viestisi)\b.{1,900}?(?:was (?:read|deleted|displayed)|gelesen|gelöscht|a été (?:lu|supprimé)|le[íi]do|letto|lida|gelezen|läst|lest|læst|luettu)/i;
