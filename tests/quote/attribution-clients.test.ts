import { describe, expect, it } from 'vitest';
import { splitHtmlBody } from '../../src/quote/html/split-html-body.js';
import { splitBody } from '../../src/quote/split-body.js';

const AT = Date.UTC(2024, 2, 5, 14, 22);
const near = Date.UTC(2024, 2, 6, 9);
const options = { date: near };
const PERSON = { name: 'Nora Fell', address: 'nora@fell.example' };

/** Sentences of mail programs in their languages; `{A}` is `Nora Fell <nora@fell.example>`. */
const SENTENCES: readonly (readonly [string, string])[] = [
  ['Gmail in Afrikaans', 'Op Di. 05 Mrt. 2024 om 14:22 het {A} geskryf:'],
  ['Gmail in Arabic', 'في الثلاثاء، 5 مارس 2024 في 2:22 م تمت كتابة ما يلي بواسطة {A}:'],
  ['Gmail in Bulgarian', 'На вт, 5.03.2024 г. в 14:22 {A} написа:'],
  ['Gmail in Catalan', 'Missatge de {A} del dia dt., 5 de març 2024 a les 14:22:'],
  ['Gmail in Chinese', '{A} 于2024年3月5日周二 14:22写道：'],
  ['Gmail in Chinese of Taiwan', '{A} 於 2024年3月5日 週二 下午2:22寫道：'],
  ['Gmail in Croatian', 'uto, 5. ožu 2024. u 14:22 {A} napisao je:'],
  ['Gmail in Czech', 'út 5. 3. 2024 v 14:22 odesílatel {A} napsal:'],
  ['Gmail in Danish', 'Den tirs. 5. mar. 2024 kl. 14.22 skrev {A}:'],
  ['Gmail in Dutch', 'Op di 5 mrt 2024 om 14:22 schreef {A}:'],
  ['Gmail in English', 'On Tue, Mar 5, 2024 at 2:22 PM {A} wrote:'],
  ['a zone without an offset known', 'On Tue, 5 Mar 2024 at 14:22 India Standard Time, {A} wrote:'],
  ['a zone with a point in its name', 'On Tue, 5 Mar 2024 at 14:22 W. Europe Daylight Time, {A} wrote:'],
  ['a zone named in brackets', 'On Tue, 5 Mar 2024 14:22 (Central Asia Standard Time), {A} wrote:'],
  ['a zone of nowhere', 'On Tue, 5 Mar 2024 at 14:22 constructor Standard Time, {A} wrote:'],
  ['Gmail in Estonian', 'Kasutaja {A} kirjutas kuupäeval T, 5. märts 2024 kell 14:22:'],
  ['Gmail in Filipino', 'Noong Mar, 5 Mar 2024 nang 14:22, isinulat ni {A}:'],
  ['Gmail in Finnish', 'ti 5. maalisk. 2024 klo 14.22 {A} kirjoitti:'],
  ['Gmail in French', 'Le mar. 5 mars 2024 à 14:22, {A} a écrit :'],
  ['Gmail in Galician', 'O mar, 5 mar 2024 ás 14:22, {A} escribiu:'],
  ['Gmail in German', 'Am Di., 5. März 2024 um 14:22 Uhr schrieb {A}:'],
  ['Gmail in Greek', 'Στις Τρί 5 Μαρ 2024 στις 2:22 μ.μ., ο χρήστης {A} έγραψε:'],
  ['Gmail in Hebrew', 'בתאריך יום ג׳, 5 במרץ 2024 ב-14:22 מאת {A}:'],
  ['Gmail in Hindi', 'मंगल, 5 मार्च 2024 को 2:22 pm बजे को {A} ने लिखा:'],
  ['Gmail in Hungarian', '{A} ezt írta (időpont: 2024. márc. 5., K, 14:22):'],
  ['Gmail in Icelandic', 'Þann þri., 5. mar. 2024 kl. 14:22 skrifaði {A}:'],
  ['Gmail in Indonesian', 'Pada tanggal Sel, 5 Mar 2024 pukul 14.22 {A} menulis:'],
  ['Gmail in Italian', 'Il giorno mar 5 mar 2024 alle ore 14:22 {A} ha scritto:'],
  ['Gmail in Japanese', '2024年3月5日(火) 14:22 {A}:'],
  ['Gmail in Korean', '2024년 3월 5일 (화) 오후 2:22, {A}님이 작성:'],
  ['Gmail in Latvian', 'Otrd., 2024. g. 5. marts, plkst. 14:22 — lietotājs {A} rakstīja:'],
  ['Gmail in Lithuanian', '2024-03-05, an, 14:22 {A} rašė:'],
  ['Gmail in Malay', 'Pada Sel, 5 Mac 2024 pada 2:22 PTG {A} menulis:'],
  ['Gmail in Norwegian', 'tir. 5. mar. 2024 kl. 14:22 skrev {A}:'],
  ['Gmail in Persian', 'در سه‌شنبه ۵ مارس ۲۰۲۴،‏ ۱۴:۲۲ {A} نوشت:'],
  ['Gmail in Polish', 'wt., 5 mar 2024 o 14:22 {A} napisał(a):'],
  ['Gmail in Portuguese', 'Em ter., 5 de mar. de 2024 às 14:22, {A} escreveu:'],
  ['Gmail in Portuguese of Portugal', '{A} escreveu (terça, 5/03/2024 à(s) 14:22):'],
  ['Gmail in Romanian', 'În mar., 5 mar. 2024 la 14:22, {A} a scris:'],
  ['Gmail in Russian', 'вт, 5 мар. 2024 г. в 14:22, {A}:'],
  ['Gmail in Serbian', 'уто, 5. мар 2024. у 14:22 {A} је написао/ла:'],
  ['Gmail in Slovak', 'ut 5. 3. 2024 o 14:22 {A} napísal(a):'],
  ['Gmail in Slovenian', 'V V tor., 5. mar. 2024 ob 14:22 je oseba {A} napisala:'],
  ['Gmail in Spanish', 'El mar, 5 mar 2024 a las 14:22, {A} escribió:'],
  ['Gmail in Swedish', 'Den tis 5 mars 2024 kl 14:22 skrev {A}:'],
  ['Gmail in Thai', 'ในวันที่ อ. 5 มี.ค. 2024 เวลา 14:22 {A} เขียนว่า:'],
  ['Gmail in Turkish', '{A}, 5 Mar 2024 Sal, 14:22 tarihinde şunu yazdı:'],
  ['Gmail in Ukrainian', 'вт, 5 бер. 2024 р. о 14:22 {A} пише:'],
  ['Gmail in Vietnamese', 'Vào Th 3, 5 thg 3, 2024 vào lúc 14:22 {A} đã viết:'],
  ['Apple Mail in Arabic', 'بتاريخ ٥ مارس ٢٠٢٤، الساعة ٢:٢٢ م، كتب/كتبت {A}:'],
  ['Apple Mail in German', 'Am 05.03.2024 um 14:22 schrieb {A}:'],
  ['Apple Mail in Greek', 'Στις 5 Μαρ 2024, στις 2:22 μ.μ., ο χρήστης {A} έγραψε:'],
  ['Apple Mail in Hebrew', 'ב-5 במרץ 2024, בשעה 14:22, {A} כתב/ה:'],
  ['Apple Mail in Polish', 'Wiadomość napisana przez {A} w dniu 05.03.2024, o godz. 14:22:'],
  ['Apple Mail in Russian', '5 марта 2024 г., в 14:22, {A} написал(а):'],
  ['Apple Mail in Czech', '5. 3. 2024 v 14:22, {A}:'],
  ['Apple Mail in Finnish', '{A} kirjoitti 5.3.2024 kello 14.22:'],
  ['Apple Mail in Hungarian', '2024. márc. 5. dátummal, 14:22 időpontban {A} írta:'],
  ['Apple Mail in Hindi', '5 मार्च 2024 को दोपहर 2:22 बजे, {A} ने लिखा:'],
  ['Tuta in Spanish', '5 mar 2024, 14:22 por {A}:'],
  ['Evolution in Spanish', 'El mar, 05-03-2024 a las 14:22 +0100, {A} escribió:'],
  ['Evolution in Italian', 'Il mar, 2024-03-05 alle 14:22, {A} ha scritto:'],
  ['Evolution in French, its accent lost', 'Le mar 05/03/2024 ?? 14:22, {A} a ??crit :'],
  ['Evolution in German', 'Am Dienstag, dem 05.03.2024 um 14:22 +0100 schrieb {A}:'],
  ['Evolution in Hungarian', '2024. 03. 5, kedd keltezéssel 14.22-kor {A} ezt írta:'],
  ['Evolution in Russian, its letters lost', '? ???, 05.03.2024, ? 14:22, {A} ?????:'],
  ['Gmail in Hungarian of 2012', '2024. március 5. 14:22 Nora Fell írta, <nora@fell.example>:'],
  ['OTRS', '05.03.2024 14:22 (Europe/Berlin) - {A} schrieb:'],
  ['a Mac that tells the place', 'Le Mardi, 5 mars 2024, à 14:22 Europe/Paris, {A} a écrit :'],
  ['a year of two digits behind the dot of the month', 'Le 5 mar. 24, à 14:22, {A} a écrit :'],
  ['Mail.ru', 'Вторник, 5 марта 2024, 14:22 +03:00 от {A}:'],
  ['Tuta in German', '5. März 2024, 14:22 von {A}:'],
  ['Gmail in Thai with the unit of the hour', 'เมื่อวันที่ อ. 5 มี.ค. 2567 เวลา 14:22 น. {A} เขียนว่า:'],
  ['Gmail in Malayalam', '2024, മാർച്ച് 5 ചൊവ്വ, 2:22 PM ന് {A} എഴുതി:'],
  ['Gmail in Persian by the Iranian calendar', 'در سه‌شنبه ۱۵ اسفند ۱۴۰۲ ساعت ۱۴:۲۲ {A} نوشت:'],
  ['Apple Mail in Arabic by the Hijri calendar', 'في ٢٤ شعبان ١٤٤٥ هـ، الساعة ٢:٢٢ م، كتب/كتبت {A}:'],
  ['Gmail in Luxembourgish', 'Den 5. Mäerz 2024 um 14:22 huet {A} geschriwwen:'],
  ['Gmail in Azerbaijani', '5 mart 2024-cü il 14:22 tarixində {A} yazdı:'],
  ['Thunderbird in Latvian', '2024.03.05. 14:22, lietotājs {A} rakstīja:'],
];

const sentenceOf = (pattern: string) => pattern.replace('{A}', `${PERSON.name} <${PERSON.address}>`);

/** The forms in which a sentence reaches a reader: whole, and wrapped where programs wrap. */
const FORMS: Readonly<Record<string, (sentence: string) => string>> = {
  whole: (sentence) => sentence,
  'wrapped before the address': (sentence) => sentence.replace(' <nora', '\n<nora'),
  'wrapped behind the bracket': (sentence) => sentence.replace('<nora', '<\nnora'),
  'wrapped in the name': (sentence) => sentence.replace('Nora Fell', 'Nora\nFell'),
  'wrapped behind the address': (sentence) => sentence.replace(/example> ?/, 'example>\n').replace(/\n$/, ''),
};

const split = (body: string) => {
  const { embedded, authored } = splitBody(body, options);
  const last = embedded.at(-1);
  return [last?.header.from, last?.header.date?.local, last?.text.trim(), authored.trim()];
};

describe('attributions of mail programs', () => {
  describe.each(SENTENCES)('%s', (_, pattern) => {
    it.each(Object.keys(FORMS))('%s', (form) => {
      // Where the name comes first, nothing tells a first name alone on a line from the author's own.
      if (form === 'wrapped in the name' && pattern.indexOf('{A}') < 26 && !/\d/.test(pattern.split('{A}')[0]!)) return;
      const sentence = FORMS[form]!(sentenceOf(pattern));
      const right = [PERSON, AT, 'Shall we row?\n\nNora', 'Yes.\n\nPia'];
      const body = `Yes.\n\nPia\n\n${sentence}\n\n> Shall we row?\n>\n> Nora\n`;
      expect(split(body)).toEqual(right);
      expect(split(body.replaceAll('\n', '\r\n')).slice(0, 2)).toEqual([PERSON, AT]);
    });

    it('inside a quotation', () => {
      const inner = `Me too.\n\n${sentenceOf(pattern).replace(' <nora', '\n<nora')}\n\n> Shall we row?\n`;
      const marked = inner.replace(/^/gm, '> ').trimEnd();
      const body = `Yes.\n\nOn Wed, Mar 6, 2024 at 8:00 AM Ivo Reed <ivo@reed.example> wrote:\n\n${marked}\n`;
      const { embedded } = splitBody(body, options);
      expect(embedded.map(({ header, text }) => [header.from?.name, text.trim()])).toEqual([
        ['Ivo Reed', 'Me too.'],
        ['Nora Fell', 'Shall we row?'],
      ]);
    });

    it('in a page', () => {
      const sentence = sentenceOf(pattern).replaceAll('<', '&lt;').replaceAll('>', '&gt;');
      const html = `<div>Yes.</div><br><div class="gmail_quote"><div class="gmail_attr">${sentence}<br></div><blockquote class="gmail_quote"><div>Shall we row?</div></blockquote></div>`;
      const { embedded, authored } = splitHtmlBody(html, options);
      expect([embedded.at(-1)?.header.from, embedded.at(-1)?.header.date?.local, authored.trim()]).toEqual([
        PERSON,
        AT,
        'Yes.',
      ]);
    });
  });
});

describe('an address that begins as a small word does', () => {
  it.each(['an12070@anon.example', 'a1b@anon.example', 'de.ann@anon.example', 'von-x@anon.example', 'y@anon.example'])(
    'is whole: %s',
    (address) => {
      const body = `${address} said:\n\n> Shall we row on Thursday, or on the day after that?\n> It is warm.\n\nYes.\n`;
      expect(splitBody(body, options).embedded.map(({ header }) => header.from?.address)).toEqual([address]);
    },
  );
});
