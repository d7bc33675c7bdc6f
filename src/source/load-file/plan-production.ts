import { closeSync, openSync, readSync } from 'node:fs';
import { openLargeFile } from '../byte-source.js';
import type { InputFile } from '../find-files.js';
import { type CutContext, type Cutter, type Sink, SNIFF_LENGTH } from '../format/format.js';
import { FORMATS } from '../format/formats.js';
import type { Production, RecordCell } from '../source.js';
import { simplifyColumn } from '../table/table-columns.js';
import { TableCutter } from '../table/table-cutter.js';
import { tableShape } from '../table/table-shape.js';
import { linkFiles } from './linked-files.js';
import { isAttachment, isLinkColumn, linksOf, namesProduction, readProduction } from './load-file-columns.js';
import type { ProductionPlan, RowPlan } from './production-plan.js';

const MAYBE_LOAD_FILE = /\.(dat|csv|tsv|txt|lfp|dii)$/i;
/** A folder of texts is not looked through for load files. */
const MOST_TEXTS = 20;
const SNIFFED = 64 << 10;

/** Reads the load files among the inputs; null where there are none. */
export async function planProduction(
  files: readonly InputFile[],
  map: Readonly<Record<string, string>>,
): Promise<ProductionPlan | null> {
  const mapped = new Set(Object.values(map));
  let texts = 0;
  const loadFiles = files.filter((file) => {
    if (file.stream !== null || !MAYBE_LOAD_FILE.test(file.name)) return false;
    if (/\.txt$/i.test(file.name) && ++texts > MOST_TEXTS) return false;
    const shape = tableShape(readHead(file), file.size <= SNIFFED, mapped);
    return shape !== null && (shape.isLoadFile || namesProduction(shape.columns));
  });
  if (loadFiles.length === 0) return null;
  const linked = linkFiles(files);
  const plan = {
    natives: new Map<string, Production>(),
    texts: new Set<string>(),
    documents: new Set<string>(),
    rows: new Map(),
  };
  for (const file of loadFiles) {
    const rows = new Map<number, RowPlan>();
    plan.rows.set(file.name, rows);
    await eachRow(file, map, (cells, production) => {
      const row = production.row.row ?? -1;
      let native = false;
      let broken = 0;
      const others: string[] = [];
      let text: RowPlan['text'] = null;
      for (const cell of linksOf(cells)) {
        const found = linked.find(cell.text, file.name);
        if (found === null && isLinkColumn(cell.name)) broken++;
        if (found === null || found.name === file.name) continue;
        if (isMailFile(found, map) && !plan.natives.has(found.name)) {
          plan.natives.set(found.name, production);
          native = true;
        } else if (/\.txt$/i.test(found.name)) text ??= { path: found.path, cell };
        else if (!MAY_HOLD_MAIL.test(found.name)) others.push(found.name);
      }
      if (text !== null) plan.texts.add(text.path.replaceAll('\\', '/'));
      const kind = native
        ? 'native'
        : tellsMail(cells, mapped)
          ? 'row'
          : isAttachment(production)
            ? 'attachment'
            : 'document';
      if (kind !== 'row') for (const name of others) plan.documents.add(name);
      rows.set(row, { kind, text, broken });
    });
  }
  for (const name of plan.natives.keys()) plan.texts.delete(name);
  return plan;
}

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
  const telling = cells.filter(({ name }) => MAIL_COLUMNS.has(simplifyColumn(name)) || mapped.has(name));
  return telling.length === 0 || telling.some(({ text }) => text.trim() !== '');
}

/** The first bytes of a file; none where it cannot be read, which its own reading tells. */
function readHead(file: InputFile): Buffer {
  try {
    const descriptor = openSync(file.path, 'r');
    try {
      const head = Buffer.alloc(Math.min(SNIFFED, file.size));
      return head.subarray(0, readSync(descriptor, head, 0, head.length, 0));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return Buffer.alloc(0);
  }
}

/** True for a native file that is read as mail. */
function isMailFile(file: InputFile, map: Readonly<Record<string, string>>): boolean {
  if (/\.txt$/i.test(file.name)) return false;
  const bytes = readHead(file);
  const head = { bytes, whole: file.size <= SNIFFED, sourceLength: file.size };
  const context: CutContext = { ...file, source: file.name, map };
  if (bytes.length === 0) return false;
  const format = FORMATS.find((known) => known.recognises(head, context))?.cutter(head, context).format;
  return format === 'eml' || format === 'mbox' || format === 'maildir';
}

/** Hands out the rows of a load file. What cannot be read is told when it is read as a source. */
async function eachRow(
  file: InputFile,
  map: Readonly<Record<string, string>>,
  take: (cells: readonly RecordCell[], production: Production) => void,
): Promise<void> {
  const context: CutContext = { ...file, source: file.name, map };
  const sink: Sink = {
    message: ({ recordCells, origin }) => {
      if (recordCells !== undefined) take(recordCells, readProduction(recordCells, origin));
    },
    gap: () => {},
    silentGap: () => {},
    problem: () => {},
  };
  try {
    const source = await openLargeFile(file.path, false);
    let cutter: Cutter | null = null;
    let rest: Buffer = Buffer.alloc(0);
    let offset = 0;
    try {
      for (let last = false; !last; ) {
        const chunk = await source.read();
        last = chunk === null;
        if (chunk !== null) rest = Buffer.concat([rest, chunk.buffer.subarray(chunk.start)]);
        if (cutter === null && !last && rest.length < SNIFF_LENGTH) continue;
        cutter ??= cutterOf(rest, last, context);
        if (cutter === null) return;
        const taken = cutter.cut({ bytes: rest, start: 0, offset, last }, sink);
        offset += taken;
        rest = rest.subarray(taken);
      }
    } finally {
      await source.close();
    }
  } catch {
    return;
  }
}

function cutterOf(bytes: Buffer, whole: boolean, context: CutContext): Cutter | null {
  const shape = tableShape(bytes.subarray(0, SNIFF_LENGTH), whole, new Set(Object.values(context.map)));
  return shape === null ? null : new TableCutter(shape, context);
}
