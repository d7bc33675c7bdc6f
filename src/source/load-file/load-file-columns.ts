import type { Origin, Production, RecordCell } from '../source.js';
import { simplifyColumn } from '../table/table-columns.js';

/** What a column of a load file tells of its document. */
type Role =
  | 'begin'
  | 'end'
  | 'attachBegin'
  | 'attachEnd'
  | 'parent'
  | 'group'
  | 'custodian'
  | 'folder'
  | 'native'
  | 'text';

/** Names of columns as review platforms and agencies write them, letters and digits only; the first that is filled counts. */
const NAMES: Readonly<Record<Role, string>> = {
  begin:
    'begdoc begbates begindoc beginbates begno batesbeg batesbegin beginningbates prodbeg prodbegdoc startbates firstbates begdocno ' +
    'begbatesno begdocnumber controlnumber proddocid docid documentid upi',
  end: 'enddoc endbates endingbates endno batesend prodend prodenddoc stopbates lastbates enddocno endbatesno enddocnumber',
  attachBegin:
    'begattach attachbegin beginattach begattachment batesbegattach attachrangebegin begfamily prodbegattach begrange',
  attachEnd: 'endattach attachend endattachment batesendattach attachrangeend endfamily prodendattach endrange',
  parent: 'parentdocumentid parentdocid parentid attachmentparent parentbates parentcontrolnumber parent',
  group: 'groupidentifier familyid groupid familygroup family',
  custodian: 'custodian custodianname allcustodians',
  folder: 'folderpath originalfolderpath originalfolder emailfolder sourcepath originalpath',
  native: 'nativelink nativepath nativefile nativefilepath filepath native doclink productionpath exportnativepath',
  text: 'textlink textpath textfile textfilepath extractedtextpath extractedtext fulltext ocrpath ocrtext',
};

const namesOf = (role: Role): readonly string[] => NAMES[role].split(' ');

const EVERY_LINK = new Set([...namesOf('native'), ...namesOf('text')]);
const EVERY_BEGIN = new Set([...namesOf('begin'), ...namesOf('attachBegin'), ...namesOf('end')]);

/** True if the columns are those of a production: a number or a link for every document. */
export const namesProduction = (columns: readonly string[]): boolean =>
  columns.some((column) => EVERY_LINK.has(simplifyColumn(column)) || EVERY_BEGIN.has(simplifyColumn(column)));

/** True for a column that holds paths of native files or texts. */
export const isLinkColumn = (column: string): boolean => EVERY_LINK.has(simplifyColumn(column));

/** The cells of a row that may name its native file and its text, in the order of the columns. */
export function linksOf(cells: readonly RecordCell[]): readonly RecordCell[] {
  return cells.filter(
    ({ text }) => text.length > 2 && text.length < 1000 && /[\\/.]/.test(text) && !text.includes('\n'),
  );
}

/** What the row says of its document as a production: numbers, family, custodian, folder. Every filled cell is kept as it is written. */
export function readProduction(cells: readonly RecordCell[], row: Origin): Production {
  const byName = new Map<string, string>();
  for (const { name, text } of cells) {
    const simple = simplifyColumn(name);
    if (text.trim() && !byName.has(simple)) byName.set(simple, text.trim());
  }
  const first = (role: Role): string | null => {
    for (const name of namesOf(role)) {
      const value = byName.get(name);
      if (value !== undefined) return value;
    }
    return null;
  };
  return {
    row,
    begin: first('begin'),
    end: first('end'),
    attachBegin: first('attachBegin'),
    attachEnd: first('attachEnd'),
    parent: first('parent'),
    group: first('group'),
    custodian: first('custodian'),
    folder: first('folder'),
    fields: cells.filter(({ text }) => text.trim() !== '').map(({ name, text }) => ({ name, value: text })),
  };
}

/** True if the document hangs on another one: it names a parent, or its family begins with another number. */
export const isAttachment = ({ parent, begin, attachBegin }: Production): boolean =>
  (parent !== null && parent !== begin) || (attachBegin !== null && begin !== null && attachBegin !== begin);
