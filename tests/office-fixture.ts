import { zipOf } from './make-archive.js';

const xmlOf = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const inline = (at: string, text: string) =>
  `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${xmlOf(text)}</t></is></c>`;
const HEAD = ['From', 'To', 'Date', 'Subject', 'Body'].map((name, at) => inline(`${'ABCDE'[at]}1`, name)).join('');
/** 42464.383391203703 days after 1899-12-30: 2016-04-04 09:12:05. */
export const ROW = `${inline('A2', 'Ann Moor <ann@moor.example>')}${inline('B2', 'bo@fen.example')}<c r="C2" s="1"><v>42464.383391203703</v></c><c r="D2" t="s"><v>0</v></c><c r="E2" t="s"><v>1</v></c>`;
const STRINGS =
  '<sst><si><r><t>Dike </t></r><r><t>&amp; sluice</t></r><rPh sb="0" eb="1"><t>hint</t></rPh></si><si><t>It holds,_x000D_\n"so far".</t></si></sst>';

export interface Book {
  readonly rows?: string;
  readonly styles?: string;
  readonly more?: string;
  readonly properties?: string;
}

/** A workbook of two sheets, the second of numbers. */
export const workbook = ({
  rows = ROW,
  styles = '<xf numFmtId="0"/><xf numFmtId="22"/>',
  more = '',
  properties = '',
}: Book = {}) =>
  zipOf([
    { name: '[Content_Types].xml', content: '<Types/>' },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns:r="r">${properties}<sheets><sheet name="Log" sheetId="1" r:id="rId2"/><sheet name="Sums" sheetId="2" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content:
        '<Relationships><Relationship Id="rId2" Target="worksheets/sheet1.xml"/><Relationship Id="rId1" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
    },
    {
      name: 'xl/styles.xml',
      content: `<styleSheet><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${styles}</cellXfs>${more}</styleSheet>`,
    },
    { name: 'xl/sharedStrings.xml', content: STRINGS },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: `<worksheet><sheetData><row r="1">${HEAD}</row><row r="2">${rows}</row><row r="3"/></sheetData></worksheet>`,
    },
    {
      name: 'xl/worksheets/sheet2.xml',
      content: '<worksheet><sheetData><row><c><v>1</v></c><c><f>A1+1</f><v>2</v></c></row></sheetData></worksheet>',
    },
  ]);

export const word = (...paragraphs: readonly string[]) =>
  zipOf([
    { name: '[Content_Types].xml', content: '<Types/>' },
    { name: 'word/document.xml', content: `<w:document><w:body>${paragraphs.join('')}</w:body></w:document>` },
  ]);
export const p = (...runs: readonly string[]) =>
  `<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr>${runs.map((run) => (run.startsWith('<') ? run : `<w:r><w:t>${xmlOf(run)}</w:t></w:r>`)).join('')}</w:p>`;
export const cells = (...texts: readonly string[]) =>
  `<w:tr>${texts.map((text) => `<w:tc>${p(text)}</w:tc>`).join('')}</w:tr>`;
export const TAB = '<w:r><w:tab/></w:r>';
