import type { Origin, Production, RecordCell, RivalPlace } from '../source.js';
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
  | 'text'
  | 'rivalGroup'
  | 'rivalPath'
  | 'rivalNode'
  | 'rivalParent';

/** Names of columns as review platforms and agencies write them, letters and digits only; the first that is filled counts. */
const NAMES: Readonly<Record<Role, string>> = {
  begin:
    'begdoc begbates begindoc beginbates begno batesbeg batesbegin beginningbates prodbeg prodbegdoc startbates firstbates begdocno ' +
    'begbatesno begdocnumber controlnumber proddocid docid documentid upi gmailmessageid docnumber documentnumber',
  end: 'enddoc endbates endingbates endno batesend prodend prodenddoc stopbates lastbates enddocno endbatesno enddocnumber',
  attachBegin:
    'begattach attachbegin beginattach begattachment batesbegattach attachrangebegin begfamily prodbegattach begrange',
  attachEnd: 'endattach attachend endattachment batesendattach attachrangeend endfamily prodendattach endrange',
  parent: 'parentdocumentid parentdocid parentid attachmentparent parentbates parentcontrolnumber parent',
  group: 'groupidentifier familyid groupid familygroup family',
  custodian: 'custodian custodianname allcustodians',
  folder: 'folderpath originalfolderpath originalfolder emailfolder sourcepath originalpath compoundpath',
  native: 'nativelink nativepath nativefile nativefilepath filepath native doclink productionpath exportnativepath',
  rivalGroup:
    'emailthreadgroup threadgroup threadgroupid emailthreadgroupid emtgroup emtthreadgroup emailset emailsetid emailthreadid threadid ' +
    'threadgroupname mailthreadid',
  rivalPath: 'emailthread',
  rivalNode: 'nodeid emailthreadnode emailthreadingid',
  rivalParent: 'parentnode parentnodeid emailthreadparent',
  text: 'textlink textpath textfile textfilepath extractedtextpath extractedtext fulltext ocrpath ocrtext',
};

const namesOf = (role: Role): readonly string[] => NAMES[role].split(' ');

const EVERY_LINK = new Set([...namesOf('native'), ...namesOf('text')]);
const EVERY_BEGIN = new Set([...namesOf('begin'), ...namesOf('attachBegin'), ...namesOf('end')]);

/** What `--map` may call the fields of a load file, beside those of a message: `--map bates=Dokumentnummer`. */
const MAP_ROLES: ReadonlyMap<string, Role> = new Map([
  ['bates', 'begin'],
  ['batesEnd', 'end'],
  ['familyBegin', 'attachBegin'],
  ['familyEnd', 'attachEnd'],
  ['family', 'group'],
  ['parentDocument', 'parent'],
  ['custodian', 'custodian'],
  ['folder', 'folder'],
  ['native', 'native'],
  ['textFile', 'text'],
  ['threadGroup', 'rivalGroup'],
  ['threadNode', 'rivalNode'],
  ['threadParent', 'rivalParent'],
]);

/** Names of the fields of load files that `--map` knows. */
export const PRODUCTION_FIELD_NAMES: readonly string[] = [...MAP_ROLES.keys()];

/** `{ bates: 'Dok-Nr' }` → begin is told by `doknr`. */
function mappedNames(map: Readonly<Record<string, string>>): ReadonlyMap<Role, string> {
  const named = new Map<Role, string>();
  for (const [field, name] of Object.entries(map)) {
    const role = MAP_ROLES.get(field);
    if (role !== undefined) named.set(role, simplifyColumn(name));
  }
  return named;
}

/** True if the columns are those of a production: a number or a link for every document. */
export const namesProduction = (columns: readonly string[], map: Readonly<Record<string, string>> = {}): boolean =>
  columns.some(
    (column) =>
      [...mappedNames(map).values()].includes(simplifyColumn(column)) ||
      EVERY_LINK.has(simplifyColumn(column)) ||
      EVERY_BEGIN.has(simplifyColumn(column)),
  );

/** True for a column that holds paths of native files or texts. */
export const isLinkColumn = (column: string): boolean => EVERY_LINK.has(simplifyColumn(column));

const EVERY_ROLE = new Set((Object.keys(NAMES) as Role[]).flatMap(namesOf));

/** True for a column that what a row says of its document is read from: `BEGATTACH`, `Custodian`. */
export const isProductionColumn = (column: string): boolean => EVERY_ROLE.has(simplifyColumn(column));

const EVERY_RIVAL = new Set([
  ...namesOf('rivalGroup'),
  ...namesOf('rivalPath'),
  ...namesOf('rivalNode'),
  ...namesOf('rivalParent'),
]);

/** True for a column in which another program says how it threaded: in a load file that is no evidence of a mail server. */
export const isRivalColumn = (column: string): boolean => EVERY_RIVAL.has(simplifyColumn(column));

/** Where another program put the document among threads. Purview's `Email_thread` names the nodes from the root: `7.12.31`. */
function rivalPlace(first: (role: Role) => string | null, columnOf: (role: Role) => string): RivalPlace | undefined {
  const path = first('rivalPath')?.split('.') ?? [];
  const named = first('rivalGroup');
  const group = named ?? path[0];
  if (group === undefined || group === '') return undefined;
  return {
    group,
    column: columnOf(named === null ? 'rivalPath' : 'rivalGroup'),
    node: first('rivalNode') ?? path.at(-1) ?? null,
    parent: first('rivalParent') ?? path.at(-2) ?? null,
  };
}

/** The cells of a row that may name its native file and its text, in the order of the columns. */
export function linksOf(cells: readonly RecordCell[]): readonly RecordCell[] {
  return cells.filter(
    ({ text }) => text.length > 2 && text.length < 1000 && /[\\/.]/.test(text) && !text.includes('\n'),
  );
}

/** What the row says of its document as a production: numbers, family, custodian, folder. Every filled cell is kept as it is written. */
export function readProduction(
  cells: readonly RecordCell[],
  row: Origin,
  map: Readonly<Record<string, string>> = {},
): Production {
  const mapped = mappedNames(map);
  const byName = new Map<string, string>();
  for (const { name, text } of cells) {
    const simple = simplifyColumn(name);
    if (text.trim() && !byName.has(simple)) byName.set(simple, text.trim());
  }
  const namesFor = (role: Role): readonly string[] => {
    const own = mapped.get(role);
    return own === undefined ? namesOf(role) : [own, ...namesOf(role)];
  };
  const first = (role: Role): string | null => {
    for (const name of namesFor(role)) {
      const value = byName.get(name);
      if (value !== undefined) return value;
    }
    return null;
  };
  const columnOf = (role: Role): string => {
    const simple = namesFor(role).find((name) => byName.has(name));
    return cells.find(({ name }) => simplifyColumn(name) === simple)?.name ?? '';
  };
  const rival = rivalPlace(first, columnOf);
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
    ...(rival === undefined ? {} : { rival }),
    fields: cells.filter(({ text }) => text.trim() !== '').map(({ name, text }) => ({ name, value: text })),
  };
}

/** Columns of documents that can be asked for. */
export type ProductionColumn = 'begin' | 'end' | 'attachBegin' | 'attachEnd' | 'custodian' | 'folder';

/** The column that tells this of a document; undefined where there is none: `(['DOCID', 'To'], 'begin')` → `DOCID`. */
export function columnOfRole(columns: readonly string[], role: ProductionColumn): string | undefined {
  for (const name of namesOf(role)) {
    const column = columns.find((one) => simplifyColumn(one) === name);
    if (column !== undefined) return column;
  }
  return undefined;
}

/** True if the document hangs on another one: it names a parent, or its family begins with another number. */
export const isAttachment = ({ parent, begin, attachBegin }: Production): boolean =>
  (parent !== null && parent !== begin) || (attachBegin !== null && begin !== null && attachBegin !== begin);
