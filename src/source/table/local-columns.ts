import { entriesOf, type LabelRole } from '../../language/language.js';
import { LANGUAGES } from '../../language/languages.js';
import type { TextScore } from '../text-charset.js';

/** What Outlook calls the columns of its export in English, by what a header label of the same language says. */
const ENGLISH: Partial<Readonly<Record<LabelRole, string>>> = {
  from: 'From',
  to: 'To',
  cc: 'CC',
  bcc: 'BCC',
  subject: 'Subject',
  date: 'Date',
};
const TEXTS = new Set(
  (
    'text texte nachricht inhalt corps contenu message cuerpo contenido mensaje corpo contenuto testo conteúdo mensagem tekst inhoud hoofdtekst bericht ' +
    'brödtext meddelande brødtekst besked meddelelse treść текст тело содержание сообщение obsah szöveg gövde metin içerik teksti 正文 内容 本文 본문 내용'
  ).split(' '),
);
/** Marks of copies and blind copies that header labels do not have in every language. */
const COPIES: ReadonlyMap<string, string> = new Map([
  ...'cc dw kopia ck'.split(' ').map((word) => [word, 'CC'] as const),
  ...'bcc cci cco ccn udw ск'.split(' ').map((word) => [word, 'BCC'] as const),
  ['hemlig kopia', 'BCC'],
]);
/** What stands behind a label, in brackets: `Von: (Adresse)`. */
const PARTS: ReadonlyMap<string, string> = new Map([
  ...'name nom nombre nome naam namn navn nazwa имя název név ad nimi 名前 姓名 이름'
    .split(' ')
    .map((word) => [word, 'Name'] as const),
  ...'adresse address dirección indirizzo endereço adres adress адрес adresa cím osoite 地址 アドレス 주소'
    .split(' ')
    .map((word) => [word, 'Address'] as const),
  ...'typ type tipo тип tür típus tyyppi 类型 種類 유형'.split(' ').map((word) => [word, 'Type'] as const),
]);

/**
 * The English names of columns that are written in another language, as Outlook names them there; empty where no one language makes a
 * subject and a sender or recipients of them.
 *
 *     Betreff, Text, Von: (Name), Von: (Adresse)  →  Subject, Body, From: (Name), From: (Address)
 */
export function localColumns(columns: readonly string[]): ReadonlyMap<string, string> {
  let best: ReadonlyMap<string, string> = new Map();
  for (const { found } of inLanguages(columns)) if (found.size > best.size) best = found;
  return best;
}

/** What a subject is called in other languages than English. */
const SUBJECTS: ReadonlySet<string> = new Set(
  LANGUAGES.flatMap(({ code, labels }) =>
    code === 'en' || labels === undefined ? [] : entriesOf(labels.subject).map((word) => word.toLowerCase()),
  ),
);

const IN_ENGLISH: ReadonlySet<string> = new Set('subject title topic re'.split(' '));

/** True if one of the names is that of a subject in another language than English: `Betreff`. */
export const namesLocally = (names: readonly string[]): boolean =>
  names.some((name) => {
    const simple = name.trim().toLowerCase();
    return SUBJECTS.has(simple) && !IN_ENGLISH.has(simple);
  });

/** How many columns one language knows, and which languages know as many. */
export function scoreColumns(columns: readonly string[]): TextScore {
  const read = inLanguages(columns);
  const known = Math.max(0, ...read.map(({ found }) => found.size));
  return { known, languages: read.flatMap(({ code, found }) => (found.size === known ? [code] : [])) };
}

interface InLanguage {
  readonly code: string;
  readonly found: ReadonlyMap<string, string>;
}

/** The columns in each language that makes a subject and people of them. */
function inLanguages(columns: readonly string[]): readonly InLanguage[] {
  return LANGUAGES.flatMap(({ code, labels }): readonly InLanguage[] => {
    if (code === 'en' || labels === undefined) return [];
    const roles = new Map<string, string>();
    for (const [role, english] of Object.entries(ENGLISH))
      for (const word of entriesOf(labels[role as LabelRole])) roles.set(word.toLowerCase(), english);
    const found = new Map<string, string>();
    for (const column of columns) {
      const english = englishOf(column, roles);
      if (english !== null) found.set(column, english);
    }
    const named = new Set([...found.values()].map((name) => name.replace(/:.*/, '')));
    const sound = named.has('Subject') && (named.has('From') || named.has('To')) && named.size >= 3;
    return sound && new Set(found.values()).size === found.size ? [{ code, found }] : [];
  });
}

function englishOf(column: string, roles: ReadonlyMap<string, string>): string | null {
  const written = /^([^:(：（]{1,40}?)\s*[:：]?\s*(?:[(（]([^)）]{1,20})[)）])?$/.exec(column.trim().toLowerCase());
  if (written === null) return null;
  const [, label, part] = written as unknown as [string, string, string | undefined];
  const role = COPIES.get(label) ?? roles.get(label);
  if (role !== undefined) {
    if (part === undefined) return role;
    const english = PARTS.get(part);
    return english === undefined ? null : `${role}: (${english})`;
  }
  return part === undefined && TEXTS.has(label) ? 'Body' : null;
}
