import { INSIDE } from '../inside.js';
import type { ListedPage } from '../load-file/page-breaks.js';
import type { Problem, Production } from '../source.js';
import { findPrintedMails, holdsPrintedHeader, readTextLines, type TextLine } from './printed-mails.js';

/** Pages that go on with the text of the page before them, by the name of the page that the text begins on. */
export interface PageRuns {
  readonly after: ReadonlyMap<string, readonly Page[]>;
  /** Where the text of a page that goes on begins, by its name. */
  readonly of: ReadonlyMap<string, string>;
  /** Pages in a run that nothing ties to the page before: of each, the page that a mail began on before it. */
  readonly loose: ReadonlyMap<string, string>;
  /** Documents of a list of page images, by the name of the page that their text begins on. */
  readonly documents: ReadonlyMap<string, Production>;
}

/** A page in a file of its own. */
export interface Page {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Lines at the top of a page within which a header is that of a mail that begins there. */
const TOP = 12;
/** Texts of pages that are held until they are read: 64 MB. */
const MOST_HELD = 64 << 20;
const MOST_PAGES = 500;

/** A text that may be a page: its name, and its bytes where they are asked for. */
export interface PageFile {
  readonly name: string;
  read(): Buffer | null;
}

interface Numbered {
  readonly file: PageFile;
  /** All of its path before the number. */
  readonly stem: string;
  readonly digits: number;
  readonly number: number;
}

/** What the first and last lines of a page say of it. */
interface Look {
  readonly bytes: Buffer;
  readonly hasHeader: boolean;
  readonly stamp: { readonly page: number; readonly of: number | null } | null;
  readonly first: string;
  readonly last: string;
}

/**
 * Joins texts of single pages, one a file, whose numbers follow one another (`HARBOR_0012.txt`, `HARBOR_0013.txt`), as OCR gives them: to a
 * page that begins with a printed header those behind it that go on with it. What says so is needed: a stamp (`Page 2 of 3`), a sentence that
 * the page before leaves open, quotation marks on both sides. A page without any stays alone. Where a list of page images (`.opt`, `.lfp`)
 * says which pages make a document, that is what counts.
 */
export function findPageRuns(
  files: readonly PageFile[],
  listed: ReadonlyMap<string, ListedPage> = new Map(),
): PageRuns {
  const after = new Map<string, Page[]>();
  const of = new Map<string, string>();
  const loose = new Map<string, string>();
  const documents = new Map<string, Production>();
  let held = 0;
  const placed = new Set<string>();
  for (const document of documentsOf(files, listed)) {
    for (const { file } of document) placed.add(file.name);
    const looks = document.map(({ file }) => lookAt(file));
    const [first, ...others] = document as [Listed, ...Listed[]];
    // Pages behind one that is no mail may be one themselves: they are looked at alone.
    if (!looks[0]?.hasHeader || looks.includes(null) || held > MOST_HELD || others.length > MOST_PAGES) {
      if (!looks[0]?.hasHeader) for (const { file } of others) placed.delete(file.name);
      continue;
    }
    documents.set(first.file.name, first.listed.production);
    const pages = others.map(({ file }, at) => ({ name: file.name, bytes: looks[at + 1]!.bytes }));
    if (pages.length === 0) continue;
    for (const { name, bytes } of pages) {
      held += bytes.length;
      of.set(name, first.file.name);
    }
    after.set(first.file.name, pages);
  }
  for (const run of runsOf(files.filter(({ name }) => !placed.has(name)))) {
    let begin: string | null = null;
    let before: Look | null = null;
    for (const { file } of run) {
      const look = lookAt(file);
      if (look === null || held > MOST_HELD) {
        begin = null;
        before = null;
        continue;
      }
      if (look.hasHeader) begin = file.name;
      else if (
        begin !== null &&
        before !== null &&
        goesOn(before, look) &&
        (after.get(begin)?.length ?? 0) < MOST_PAGES
      ) {
        held += look.bytes.length;
        after.set(begin, [...(after.get(begin) ?? []), { name: file.name, bytes: look.bytes }]);
        of.set(file.name, begin);
      } else {
        if (begin !== null && look.first !== '') loose.set(file.name, begin);
        begin = null;
      }
      before = look;
    }
  }
  return { after, of, loose, documents };
}

interface Listed {
  readonly file: PageFile;
  readonly listed: ListedPage;
}

/** The pages of each listed document that are there, in their order, from its first on as far as none lacks. */
function* documentsOf(
  files: readonly PageFile[],
  listed: ReadonlyMap<string, ListedPage>,
): Generator<readonly Listed[]> {
  if (listed.size === 0) return;
  const documents = new Map<string, Listed[]>();
  for (const file of files) {
    const stem = file.name.slice(
      Math.max(file.name.lastIndexOf('/'), file.name.lastIndexOf(INSIDE) + INSIDE.length - 1) + 1,
    );
    const page = listed.get(stem.replace(/\.txt$/i, '').toLowerCase());
    if (page === undefined || Number.isNaN(page.page)) continue;
    const folder = file.name.slice(0, file.name.length - stem.length);
    const key = `${page.document}\n${folder}`;
    documents.set(key, [...(documents.get(key) ?? []), { file, listed: page }]);
  }
  for (const pages of documents.values()) {
    pages.sort((one, other) => one.listed.page - other.listed.page);
    const gap = pages.findIndex(({ listed: { page } }, at) => page !== at);
    const sound = gap < 0 ? pages : pages.slice(0, gap);
    if (sound.length > 0) yield sound;
  }
}

/** Files whose names differ in a number alone, which grows by one from file to file; runs of two or more. */
function* runsOf(files: readonly PageFile[]): Generator<readonly Numbered[]> {
  let run: Numbered[] = [];
  for (const file of files) {
    const found = /^(.*?)(\d{2,12})\.txt$/i.exec(file.name);
    const own = found && { file, stem: found[1]!, digits: found[2]!.length, number: Number(found[2]) };
    const last = run.at(-1);
    if (own && last && own.stem === last.stem && own.digits === last.digits && own.number === last.number + 1) {
      run.push(own);
      continue;
    }
    if (run.length > 1) yield run;
    run = own ? [own] : [];
  }
  if (run.length > 1) yield run;
}

function lookAt(file: PageFile): Look | null {
  const bytes = file.read();
  if (bytes === null) return null;
  const lines = readTextLines(bytes);
  const told = lines.map(({ text }) => text.trim()).filter((text) => text !== '');
  const top = lines.slice(0, (lines.findIndex(({ text }) => text.trim() !== '') + 1 || 1) + TOP + 8);
  const words = told.filter((text) => !isStamp(text));
  const stamps = [...told.slice(0, 3), ...told.slice(-3)].flatMap((text) => stampOf(text) ?? []);
  return {
    bytes,
    hasHeader: holdsPrintedHeader(withoutQuotes(top)) && findPrintedMails(lines).length > 0,
    stamp: stamps[0] ?? null,
    first: words[0] ?? '',
    last: words.at(-1) ?? '',
  };
}

/** A header behind a line that announces a quotation is none of a mail that begins here. */
const withoutQuotes = (lines: readonly TextLine[]): readonly TextLine[] => {
  const quote = lines.findIndex(({ text }) => /^\s*(?:>|-{2,}.*\p{L}.*-{2,}|On .{5,120} wrote:)/u.test(text));
  return quote < 0 ? lines : lines.slice(0, quote);
};

/** `Page 2 of 3`, `- 2 -`, `2/3` */
function stampOf(text: string): { readonly page: number; readonly of: number | null } | null {
  const found =
    /^(?:page|seite|página|pagina)\s{0,3}(\d{1,4})(?:\s{0,3}(?:of|von|de|di|\/)\s{0,3}(\d{1,4}))?$/i.exec(text) ??
    /^[-–—]\s?(\d{1,4})\s?[-–—]$/.exec(text) ??
    /^(\d{1,4})\s?(?:of|\/)\s?(\d{1,4})$/i.exec(text);
  return found ? { page: Number(found[1]), of: found[2] === undefined ? null : Number(found[2]) } : null;
}

/** A number of a page or a document, or a word that was stamped on every page: none of the text. */
const isStamp = (text: string): boolean =>
  stampOf(text) !== null ||
  /^(?:[A-Z][A-Z .&-]{0,40}[ _-]?)?\d{4,12}$/.test(text) ||
  /^(?:confidential|privileged|redacted|unclassified)\b.{0,60}$/i.test(text);

/** True where something says that the text of a page goes on with that of the page before. */
function goesOn(before: Look, { stamp, first }: Look): boolean {
  if (stamp !== null) {
    if (stamp.page === 1) return false;
    if (before.stamp !== null) return stamp.page === before.stamp.page + 1 && stamp.of === before.stamp.of;
    if (stamp.of !== null) return stamp.page === 2;
  }
  if (/^[>|]/.test(first)) return /^[>|]/.test(before.last);
  return /^\p{Ll}/u.test(first) && before.last !== '' && !/[.!?:…”"')\]]$/u.test(before.last);
}

/** Pages behind a mail that nothing ties to it are read alone, and told of: they may belong to it. */
export function loosePageProblems({ loose }: PageRuns): readonly Problem[] {
  const [first] = loose;
  if (first === undefined) return [];
  const [page, begin] = first;
  const message = `${page}: ${loose.size === 1 ? 'a page' : `the first of ${loose.size} pages`} without a header behind that of a mail (${begin}); nothing in it says that it goes on with it, and it is read alone`;
  return [{ code: 'page-loose', severity: 'notice', message, origin: { source: page, offset: 0, length: 0 } }];
}
