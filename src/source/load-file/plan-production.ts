import { deflateRawSync } from 'node:zlib';
import { isArchiveName, visitArchived, visitNamed } from '../container/archived-files.js';
import { peekUnpacked } from '../container/compression.js';
import { findFiles, type InputFile, type SourceInput } from '../find-files.js';
import type { CutContext } from '../format/format.js';
import { FORMATS } from '../format/formats.js';
import { INSIDE } from '../inside.js';
import type { Problem, Production, RecordCell } from '../source.js';
import { simplifyColumn } from '../table/table-columns.js';
import { tableShape } from '../table/table-shape.js';
import { joinRuns, type NumberRun, runOf } from './bates-number.js';
import { isAnyEdrm } from './edrm-utf16.js';
import { type LinkedFiles, linkFiles } from './linked-files.js';
import { isAttachment, isLinkColumn, linksOf, namesProduction } from './load-file-columns.js';
import { eachRow, holdSource, type Parents, readHead, SNIFFED, type TakeRow, takeHead } from './load-file-rows.js';
import { addMailboxRow, type MailboxRows } from './mailbox-rows.js';
import { type Attached, addAttached, withFamilies } from './own-families.js';
import type { ProductionPlan, RowPlan } from './production-plan.js';
import { LONGEST_TEXT } from './read-text-file.js';

const MAYBE_LOAD_FILE = /\.(?:dat|csv|tsv|txt|lfp|dii|xml)(?:\.(?:gz|bz2|xz|zst))?$/i;
/** A folder, or an archive, of texts is not looked through for load files. */
const MOST_TEXTS = 20;
/** Packed texts of documents in archives that are held in memory: 256 MB, some gigabyte of text. */
const MOST_HELD = 256 << 20;

/**
 * Reads the load files among the inputs and in their archives; null where there are none.
 *
 * @param archived takes the files in the archives, for others who look for files of theirs there
 */
export async function planProduction(
  files: readonly InputFile[],
  map: Readonly<Record<string, string>>,
  problem: (problem: Problem) => void,
  archived: InputFile[] = [],
): Promise<ProductionPlan | null> {
  const mapped = new Set(Object.values(map));
  const archives = files.filter((file) => file.stream === null && isArchiveName(file.name));
  const loadFiles = await findLoadFiles(files, archives, archived, map);
  if (loadFiles.length === 0) return null;
  // Relationships may stand behind the documents that they are about: a first reading finds them.
  const parents: Parents = new Map();
  const xml = loadFiles.filter(({ name }) => /\.xml(?:\.(?:gz|bz2|xz|zst))?$/i.test(name));
  if (xml.length > 0) await eachRow(xml, archives, map, () => {}, parents);
  const linked = linkFiles([...files.filter(({ stream }) => stream === null), ...archived]);
  const packed = new Set(archived.map(({ name }) => name));
  const archivedMails =
    packed.size === 0 ? new Set() : await findArchivedMails(loadFiles, archives, linked, packed, map);
  const isMail = (file: InputFile): boolean =>
    packed.has(file.name) ? archivedMails.has(file.name) : isMailFile(file, readHead(file), map);
  const mailboxes = new Set(
    [...files, ...archived].map(({ name }) => baseName(name)).filter((name) => MAILBOX.test(name)),
  );
  const plan = {
    natives: new Map<string, Production>(),
    texts: new Set<string>(),
    documents: new Set<string>(),
    rows: new Map<string, Map<number, RowPlan>>(),
    mailboxes: new Map<string, MailboxRows>(),
  };
  const needed = new Set<string>();
  const attached: Attached = new Map();
  const runs = new Map<string, NumberRun[]>();
  for (const file of loadFiles) {
    plan.rows.set(file.name, new Map());
    runs.set(file.name, []);
  }
  await eachRow(
    loadFiles,
    archives,
    map,
    (file, cells, production) => {
      const row = production.row.row ?? -1;
      const run = runOf(production.begin, production.end);
      if (run !== null) runs.get(file.name)!.push(run);
      let native = false;
      let broken = 0;
      const others: string[] = [];
      let text: RowPlan['text'] = null;
      let inMailbox = false;
      for (const cell of linksOf(cells)) {
        const mailbox = namesFile(cell.name) ? mailboxIn(cell.text, mailboxes) : undefined;
        if (mailbox !== undefined) {
          inMailbox = true;
          addMailboxRow(plan.mailboxes, mailbox, cells, production);
          continue;
        }
        const found = linked.find(cell.text, file.name);
        if (found === null && isLinkColumn(cell.name)) broken++;
        if (found === null || found.name === file.name) continue;
        if (!plan.natives.has(found.name) && isMail(found)) {
          plan.natives.set(found.name, production);
          native = true;
        } else if (/\.txt$/i.test(found.name)) text ??= { name: found.name, path: found.path, cell };
        else if (!MAY_HOLD_MAIL.test(found.name)) others.push(found.name);
      }
      if (text !== null) plan.texts.add(text.name);
      const kind = native
        ? 'native'
        : inMailbox
          ? 'mailbox'
          : tellsMail(cells, mapped)
            ? 'row'
            : isAttachment(production)
              ? 'attachment'
              : 'document';
      if (kind === 'attachment') addAttached(attached, production);
      if (kind !== 'row') for (const name of others) plan.documents.add(name);
      else if (text !== null && packed.has(text.name)) needed.add(text.name);
      plan.rows.get(file.name)!.set(row, { kind, text, broken });
    },
    parents,
  );
  for (const name of plan.natives.keys()) plan.texts.delete(name);
  withFamilies(plan.natives, attached);
  const packedTexts = await holdTexts(archives, needed, plan, problem);
  const numbers = new Map([...runs].map(([name, list]) => [name, joinRuns(list)]));
  return { ...plan, packedTexts, numbers, parents };
}

/** Hands out every row of the load files among the inputs, attachments and other documents included, in their order. */
export async function readLoadFiles(
  inputs: readonly SourceInput[],
  map: Readonly<Record<string, string>>,
  take: TakeRow,
): Promise<void> {
  const files = findFiles(inputs, process.stdin, []);
  const archives = files.filter((file) => file.stream === null && isArchiveName(file.name));
  const loadFiles = await findLoadFiles(files, archives, [], map);
  const parents: Parents = new Map();
  await eachRow(
    loadFiles.filter(({ name }) => /\.xml(?:\.(?:gz|bz2|xz|zst))?$/i.test(name)),
    archives,
    map,
    () => {},
    parents,
  );
  await eachRow(loadFiles, archives, map, take, parents);
}

/** The load files on the disk and in archives; adds the files in archives to `archived`. */
async function findLoadFiles(
  files: readonly InputFile[],
  archives: readonly InputFile[],
  archived: InputFile[],
  map: Readonly<Record<string, string>>,
): Promise<readonly InputFile[]> {
  const texts = new Map<string, number>();
  const mayBe = (name: string): boolean => {
    if (!MAYBE_LOAD_FILE.test(name)) return false;
    if (!/\.txt$/i.test(name)) return true;
    const container = name.includes(INSIDE) ? name.slice(0, name.lastIndexOf(INSIDE)) : '';
    const count = (texts.get(container) ?? 0) + 1;
    texts.set(container, count);
    return count <= MOST_TEXTS;
  };
  const found: InputFile[] = [];
  for (const file of files)
    if (file.stream === null && mayBe(file.name) && (await isLoadFile(readHead(file), file.size, map)))
      found.push(file);
  const opened = new Set<string>();
  const opens = (name: string): boolean => opened.has(name) || (mayBe(name) && opened.add(name) !== undefined);
  await visitArchived(archives, opens, async (file, content) => {
    archived.push({ ...file, stream: null });
    if (content === null) return;
    if (await isLoadFile(await takeHead(content), file.size, map)) found.push({ ...file, stream: null });
  });
  return found;
}

async function isLoadFile(head: Buffer, size: number, map: Readonly<Record<string, string>>): Promise<boolean> {
  const mapped = new Set(Object.values(map));
  const plain = await peekUnpacked(head);
  if (isAnyEdrm(plain)) return true;
  const shape = tableShape(plain, plain === head && size <= SNIFFED, mapped);
  return shape !== null && (shape.isLoadFile || namesProduction(shape.columns, map));
}

/** Of the files in archives that rows link, those that are mail. */
async function findArchivedMails(
  loadFiles: readonly InputFile[],
  archives: readonly InputFile[],
  linked: LinkedFiles,
  packed: ReadonlySet<string>,
  map: Readonly<Record<string, string>>,
): Promise<ReadonlySet<string>> {
  const natives = new Set<string>();
  await eachRow(loadFiles, archives, map, (file, cells) => {
    for (const cell of linksOf(cells)) {
      const found = linked.find(cell.text, file.name);
      if (found !== null && packed.has(found.name) && !/\.txt$/i.test(found.name)) natives.add(found.name);
    }
  });
  const mails = new Set<string>();
  await visitNamed(archives, natives, async (file, content) => {
    if (isMailFile(file, await takeHead(content), map)) mails.add(file.name);
  });
  return mails;
}

/** Packs the texts in archives that rows need. Those that are too long stay files of their own, which is told. */
async function holdTexts(
  archives: readonly InputFile[],
  needed: ReadonlySet<string>,
  plan: { readonly texts: Set<string>; readonly rows: ReadonlyMap<string, Map<number, RowPlan>> },
  problem: (problem: Problem) => void,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const held = new Map<string, Uint8Array>();
  if (needed.size === 0) return held;
  let total = 0;
  await visitNamed(archives, needed, async (file, content) => {
    if (total > MOST_HELD) return;
    const bytes = await holdSource(content, LONGEST_TEXT);
    if (bytes === null) return;
    const packed = deflateRawSync(bytes, { level: 1 });
    total += packed.length;
    held.set(file.name, packed);
  });
  const left = new Set([...needed].filter((name) => !held.has(name)));
  if (left.size === 0) return held;
  for (const name of left) plan.texts.delete(name);
  for (const rows of plan.rows.values())
    for (const [row, { text, ...rest }] of rows)
      if (text !== null && left.has(text.name)) rows.set(row, { ...rest, text: null });
  const message = `${left.size} text(s) in archives could not be held in memory and are read beside their rows, not joined with them; unpack the archive and read the folder`;
  problem({ code: 'load-file-packed', severity: 'warning', message, origin: null });
  return held;
}

/** Files that hold many messages: a row of Google Vault's metadata names the mailbox that its message stands in. */
const MAILBOX = /\.(?:mbox|pst|ost|olm|nsf)$/i;
/** True for a column of links, or of names of files: `FileName` in the CSV that Vault writes beside its XML. */
const namesFile = (column: string): boolean => isLinkColumn(column) || simplifyColumn(column) === 'filename';
/** Last part of a path, in small letters. */
export const baseName = (path: string): string =>
  path
    .trim()
    .split(/[\\/]|\s›\s/)
    .at(-1)!
    .toLowerCase();

/** The mailbox file that a path names, or leads into: `Exchange\\ada.pst\\Inbox\\Plan.eml` → `ada.pst`, where it is among the inputs. */
const mailboxIn = (path: string, mailboxes: ReadonlySet<string>): string | undefined =>
  path
    .toLowerCase()
    .split(/[\\/]|\s›\s/)
    .map((step) => step.trim())
    .findLast((step) => mailboxes.has(step));

/** Natives of these names are read, or refused, as any other file. */
const MAY_HOLD_MAIL = /\.(?:msg|eml|emlx|pst|ost|mbox|zip|nsf|dbx|olm)$/i;

/** Columns that only a mail fills: a document has an author in `From` and a title in `Subject` as well. */
const MAIL_COLUMNS = new Set(
  (
    'to emailto recipient recipients toaddress torecipients datesent sentdate emailsentdate emaildatesent senton sent messageid ' +
    'emailmessageid internetmessageid conversationindex emailfrom emailsubject'
  ).split(' '),
);

/** False for a row about a document that is no mail: its table has the columns of mail, and they are empty. */
function tellsMail(cells: readonly RecordCell[], mapped: ReadonlySet<string>): boolean {
  const type = cells.find(({ name }) => name === 'DocType' || name === 'MimeType')?.text ?? '';
  if (/^(?:message|file)$/i.test(type)) return /^message$/i.test(type);
  const telling = cells.filter(({ name }) => MAIL_COLUMNS.has(simplifyColumn(name)) || mapped.has(name));
  return telling.length === 0 || telling.some(({ text }) => text.trim() !== '');
}

/** True for a native file that is read as mail. */
function isMailFile(file: InputFile, bytes: Buffer, map: Readonly<Record<string, string>>): boolean {
  if (/\.txt$/i.test(file.name)) return false;
  const head = { bytes, whole: file.size <= SNIFFED, sourceLength: file.size };
  const context: CutContext = { ...file, source: file.name, map };
  if (bytes.length === 0) return false;
  const format = FORMATS.find((known) => known.recognises(head, context))?.cutter(head, context).format;
  return format !== undefined && MAIL_FORMATS.has(format);
}

const MAIL_FORMATS: ReadonlySet<string> = new Set(['eml', 'mbox', 'maildir', 'emlx', 'msg']);
