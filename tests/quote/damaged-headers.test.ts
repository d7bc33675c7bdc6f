import { describe, expect, it } from 'vitest';
import { AT, NORA, PIA, readLetters, WORDS } from './letters.js';

/** Quoted-printable that was never decoded (RFC 2045 §6.7), lines broken softly at 74 characters. */
function encode(text: string): string {
  let rest = '';
  for (const byte of new TextEncoder().encode(text))
    rest +=
      byte >= 0x20 && byte < 0x7f && byte !== 0x3d
        ? String.fromCharCode(byte)
        : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  const lines: string[] = [];
  while (rest.length > 74) {
    const cut = rest[73] === '=' ? 73 : rest[72] === '=' ? 72 : 74;
    lines.push(`${rest.slice(0, cut)}=`);
    rest = rest.slice(cut);
  }
  return [...lines, rest].join('\n');
}

const LATIN = new TextDecoder('windows-1252');
const DAMAGES: Readonly<Record<string, (text: string) => string>> = {
  'undecoded quoted-printable': (text) => text.split('\n').map(encode).join('\n'),
  'accents behind their letters': (text) => text.normalize('NFD'),
  'UTF-8 read as Latin letters': (text) => LATIN.decode(new TextEncoder().encode(text)),
};
const damaged = (texts: readonly string[], but: readonly string[] = []) =>
  texts.flatMap((text) =>
    Object.entries(DAMAGES)
      .filter(([damage]) => !but.includes(damage))
      .map(([damage, apply]) => [damage, text, apply(text)] as const),
  );

describe('a damaged attribution', () => {
  it.each(
    damaged([
      `út 5. 3. 2024 v 14:22 odesílatel ${NORA} napsal:`,
      'Στις Τρί 5 Μαρ 2024 στις 2:22 μ.μ., ο χρήστης Nora Fell <nora@fell.example> έγραψε:',
      `уто, 5. мар 2024. у 14:22 ${NORA} је написао/ла:`,
      `2024. 03. 05. 14:22 keltezéssel, Nora Fell írta:`,
      `otrd., 2024. g. 5. marts, plkst. 14:22 — lietotājs Nora Fell (<nora@fell.example>) rakstīja:`,
    ]),
  )('tells whom it names, and no other word: %s, %s', (_, __, sentence) => {
    expect(readLetters(`Yes.\n\n${sentence}\n\n> Shall we row?\n>\n> Nora\n`)).toEqual([
      'Yes.',
      `Nora Fell | ${AT} | - | ${WORDS}`,
    ]);
  });

  it('is read over as many lines as its letters take', () => {
    const thai = encode(`ในวันที่ อังคาร 5 มีนาคม 2024 เวลา 14:22 ${NORA} เขียนว่า:`);
    expect(thai.split('\n').length).toBeGreaterThan(4);
    expect(readLetters(`Yes.\n\n${thai}\n\n> ${WORDS.replaceAll('\n', '\n> ')}\n`)[0]).toBe('Yes.');
  });

  it.each([
    'El mar, 5 mar 2024 a las 14:22, Nora Fell (***@***.***>) escribió:',
    'Wiadomość napisana przez Nora Fell ***@***.***> w dniu 5 mar 2024, o godz. 14:22:',
    'Kuupäev T, 5. märts 2024 kell 14:22 kirjutas Nora Fell ***@***.***>:',
    '2024/03/05 14:22、Nora Fell ***@***.***>のメール:',
    'Nora Fell (***@***.***>) erabiltzaileak hau idatzi du (2024 mar. 5(a), ar. (14:22)):',
    `Missatge de ${NORA} del\ndia dt., 5 de març 2024 a les 14:22:`,
    `${NORA} ezt írta (időpont:\n2024. márc. 5., K, 14:22):`,
    `Mnamo Jumanne, 5 Machi 2024, 14:22 ${NORA.replace(' <', '\n<')}\naliandika:`,
  ])('gives the name alone where an address is hidden or a wrap parts it: %j', (sentence) => {
    expect(readLetters(`Yes.\n\n${sentence}\n\n> ${WORDS.replaceAll('\n', '\n> ')}\n`)).toEqual([
      'Yes.',
      `Nora Fell | ${AT} | - | ${WORDS}`,
    ]);
  });

  it('belongs to the marks above where its end lost them', () => {
    const body = `Yes.\n\nOn Wed, Mar 6, 2024 at 8:00 AM Ivo Reed <ivo@reed.example> wrote:\n\n> Me too.\n>\n> Wiadomość napisana przez ${NORA} w\ndniu 5 mar 2024, o godz. 14:22:\n>\n> > Shall we row?\n`;
    expect(readLetters(body).at(-1)).toBe(`Nora Fell | ${AT} | - | Shall we row?`);
  });
});

describe('a damaged header', () => {
  const HEADERS = [
    `Från: ${NORA}\nSkickat: den 5 mars 2024 14:22\nTill: ${PIA}\nÄmne: Boat`,
    `Von: ${NORA}\nGesendet: Dienstag, 5. März 2024 14:22\nAn: ${PIA}\nBetreff: Boat`,
    `Feladó: ${NORA}\nElküldve: 2024. március 5., kedd 14:22\nCímzett: ${PIA}\nTárgy: Boat`,
    `От: ${NORA}\nОтправлено: 5 марта 2024 г. 14:22\nКому: ${PIA}\nТема: Boat`,
    `Από: ${NORA}\nΣτάλθηκε: Τρίτη, 5 Μαρτίου 2024 2:22 μμ\nΠρος: ${PIA}\nΘέμα: Boat`,
    `من: ${NORA}\nتم الإرسال: 05/مارس/2024 02:22 م\nإلى: ${PIA}\nالموضوع: Boat`,
    `보낸 사람: ${NORA}\n보낸 날짜: 2024년 3월 5일 화요일 오후 2:22\n받는 사람: ${PIA}\n제목: Boat`,
  ];
  const right = ['Yes.', `Nora Fell | ${AT} | Boat | ${WORDS}`];

  it.each(damaged(HEADERS))('is read: %s, %s', (_, __, header) => {
    expect(readLetters(`Yes.\n\n${header}\n\n${WORDS}\n`)).toEqual(right);
  });

  it.each([
    `De: ${NORA}\nEnvoyé: mardi 5 mars 2024 14:22\nÀ: ${PIA}\nObjet: Boat`,
    `From: ${NORA}\nSent: Tuesday, March 5, 2024 2:22 PM\nTo: ${PIA}\nSubject: Boat`,
    `จาก: ${NORA}\nส่ง: 5 มีนาคม 2567 14:22\nถึง: ${PIA}\nเรื่อง: Boat`,
    `发件人: ${NORA}\n发送时间: 2024年3月5日 14:22\n收件人: ${PIA}\n主题: Boat`,
  ])('is read with a blank line behind each: %j', (header) => {
    expect(readLetters(`Yes.\n\n${header.replaceAll('\n', '\n\n')}\n\n${WORDS}\n`)).toEqual(right);
  });

  it('ends where a sentence begins with a short word that is a label as well', () => {
    const body = `Yes.\n\nDe: ${NORA}\nEnvoyé: mardi 5 mars 2024 14:22\nObjet: Boat\n\nA: the boat\nB: the oars\n`;
    expect(readLetters(body)[1]).toBe(`Nora Fell | ${AT} | Boat | A: the boat\nB: the oars`);
  });
});
