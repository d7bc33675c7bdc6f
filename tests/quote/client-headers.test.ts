import { describe, expect, it } from 'vitest';
import { AT, NORA, PIA, readLetters, WORDS } from './letters.js';

/** Headers that mail programs write above text without marks; each tells of Nora Fell, the date and the subject Boat. */
const HEADERS: Readonly<Record<string, string>> = {
  'labels without colons': `------ Original Message ------\nFrom "Nora Fell" <nora@fell.example>\nTo "Pia Reed" <pia@reed.example>\nDate 3/5/2024 2:22:10 PM\nSubject Boat`,
  'labels without colons in German': `------ Originalnachricht ------\nVon "Nora Fell" <nora@fell.example>\nAn "Pia Reed" <pia@reed.example>\nDatum 05.03.2024 14:22:10\nBetreff Boat`,
  'labels without colons in French': `------ Message d'origine ------\nDe "Nora Fell" <nora@fell.example>\nÀ "Pia Reed" <pia@reed.example>\nDate 05/03/2024 14:22:10\nObjet Boat`,
  'labels in a table of bars': `---- Replied Message ----\n| From | Nora Fell<nora@fell.example> |\n| Date | 03/5/2024 14:22 |\n| To | Pia Reed<pia@reed.example> |\n| Subject | Boat |`,
  'labels and values on lines of their own': `---- Replied Message ----\nFrom\nNora Fell<nora@fell.example>\nDate\n03/5/2024 14:22\nTo\nPia Reed<pia@reed.example>\nSubject\nBoat`,
  'a rule, recipients and an attribution': `----------------\nTo: ${PIA.replace('<', '(').replace('>', ')')};\nSubject: Boat;\n05.03.2024, 14:22, "Nora Fell" <nora@fell.example>:`,
  'the same in Ukrainian': `----------------\nКому: ${PIA};\nТема: Boat;\n05.03.2024, 14:22, "Nora Fell" <nora@fell.example>:`,
  'a dated line above labels': `Message du 05/03/24 14:22\nDe : "Nora Fell" <nora@fell.example>\nA : pia@reed.example\nCopie à : \nObjet : Boat`,
  'the sender between dashes': `-----"Nora Fell" <nora@fell.example> schrieb: -----\nAn: ${PIA}\nVon: ${NORA}\nDatum: 05.03.2024 14:22\nBetreff: Boat`,
  'a zone behind a time with a dot': `-------- Oprindelig besked --------\nFra: ${NORA}\nDato: 05.03.2024 14.22 (GMT+02:00)\nTil: ${PIA}\nEmne: Boat`,
  'labels of spread signs': `------------------------------------------------------------------\n发件人：${NORA}\n日　期：2024年3月5日(星期二) 14:22\n收件人：${PIA}\n主　题：Boat`,
  'labels with leaders': `From.......: ${NORA}\nTo.........: ${PIA}\nDate.......: Tuesday, March 5, 2024 2:22 PM\nSubject....: Boat`,
  'labels with leaders that are spread': `Von . . . : ${NORA}\nAn. . . . : ${PIA}\nDatum . . : 05.03.2024 14:22\nBetreff . : Boat`,
  ...Object.fromEntries(
    ['Orijinal İleti', 'Tin nhắn gốc', 'मूल संदेश', 'Оригинално съобщение', 'オリジナルメッセージ'].map((words) => [
      `the separator ${words}`,
      `---- ${words} ----\nFrom: ${NORA}\nDate: Tue, 5 Mar 2024 14:22:10 +0100\nSubject: Boat\nTo: ${PIA}`,
    ]),
  ),
  'a pasted header': `Return-Path: <nora@fell.example>\nReceived: from a.example by b.example;\n\tTue, 5 Mar 2024 14:22:40 +0100\nMessage-ID: <1@fell.example>\nDate: Tue, 5 Mar 2024 14:22:10 +0100\nFrom: ${NORA}\nSender: nora@fell.example\nSubject: Boat\nTo: pia@reed.example`,
  'a meeting': `-----Ursprünglicher Termin-----\nVon: ${NORA}\nGesendet: Dienstag, 5. März 2024 14:22\nAn: ${PIA}\nBetreff: Boat\nWann: Donnerstag, 7. März 2024 12:00\nWo: Steg`,
  'labels whose letters were read wrongly': `________________________________\nExpÃ©diteur: ${NORA}\nEnvoyÃ©: 5 mars 2024 14:22\nDestinataire: Pia Reed\nObjet: Boat`,
  'words without dashes': `  Original Message  \nFrom: ${NORA}\nSent: Tuesday, March 5, 2024 14:22\nTo: Pia Reed\nSubject: Boat`,
  'a separator of Pegasus': `------- Forwarded message follows -------\nFrom:           \t${NORA}\nTo:             \t${PIA}\nSubject:        \tBoat\nDate sent:      \tTue, 5 Mar 2024 14:22:10 +0100`,
  'a separator of Gnus': `-------------------- Start of forwarded message --------------------\nFrom: ${NORA}\nSubject: Boat\nTo: ${PIA}\nDate: Tue, 5 Mar 2024 14:22:10 +0100`,
  'The Bat': `This is a forwarded message\nFrom: ${NORA}\nTo: ${PIA}\nDate: Tuesday, March 5, 2024, 2:22:10 PM\nSubject: Boat\n\n===8<==============Original message text===============`,
  'words without dashes in German': `  Ursprüngliche Nachricht  \nVon: ${NORA}\nGesendet: Dienstag, 5. März 2024 14:22\nAn: Pia Reed\nBetreff: Boat`,
  'words without dashes in French': `Message d'origine\n\nDe : ${NORA}\nEnvoyé : mardi 5 mars 2024 14:22\nÀ : Pia Reed\nObjet : Boat`,
  'the folded header of Notes': `Nora Fell ---03/05/2024 02:22:10 PM---Shall we row? Nora\n\nFrom: ${NORA}\nTo: ${PIA}\nDate: 03/05/2024 02:22 PM\nSubject: Boat`,
  'the folded header of Notes in German': `"Nora Fell" ---05.03.2024 14:22:10---Shall we row? Nora\n\nVon: ${NORA}\nAn: ${PIA}\nDatum: 05.03.2024 14:22\nBetreff: Boat`,
  'the folded header of Notes, the year first': `Nora Fell ---2024-03-05 14:22:10---Shall we row?\nFrom: ${NORA}\nTo: ${PIA}\nDate: 2024-03-05 14:22\nSubject: Boat`,
  'Vietnamese months by name': `Từ: ${NORA}\nĐã gửi: Thứ Ba, 5 Tháng Ba 2024 2:22 CH\nĐến: ${PIA}\nChủ đề: Boat`,
  'the year first, of two digits': `-------- 원본 이메일 --------\n발신: ${NORA}\n날짜: 24/3/5  오후 2:22  (GMT+09:00)\n받은 사람: ${PIA}\n제목: Boat`,
  'a short label of the subject': `----Messaggio originale----\nDa: ${NORA}\nData: 05/03/2024 14.22\nA: ${PIA}\nOgg: Boat`,
  'a bar table below another separator': `---- 转发的邮件 ----\n| 发件人 | ${NORA} |\n| 日期 | 2024年03月05日 14:22 |\n| 收件人 | Pia Reed |\n| 主题 | Boat |`,
  'a short rule above labels (Foxmail)': '------\nFrom: Nora Fell\nDate: 2024-03-05 14:22\nTo: pia\nSubject: Boat',
  'blanks of a page as they are written there (QQ)': `------------------&nbsp;原始邮件&nbsp;------------------\n发件人:&nbsp;"Nora Fell"&nbsp;<nora@fell.example>;\n发送时间:&nbsp;2024年3月5日(星期二) 下午2:22\n收件人:&nbsp;"Pia Reed"<pia@reed.example>;\n主题:&nbsp;Boat`,
  'an empty field above a short label (Daum)': `--------- 원본 메일 ---------\n보낸사람: ${NORA}\n받는사람: ${PIA}\n참조: \n날짜: 24.03.05 14:22 GMT +0900\n제목: Boat`,
  'a rule above a dated line (SFR)': `========================================\n\nMessage du : 05/03/2024 14:22\nDe : "Nora Fell" <nora@fell.example>\nA : pia@reed.example\nCopie à :\nSujet : Boat`,
  'labels without colons in Italian': `------ Messaggio originale ------\nDa "Nora Fell" <nora@fell.example>\nA "Pia Reed" <pia@reed.example>\nData 05/03/2024 14:22:10\nOggetto Boat`,
  'a separator of Horde that names the author, in German': `----- Weitergeleitete Nachricht von ${NORA} -----\n      Datum: Tue, 5 Mar 2024 14:22:10 +0100\n        Von: ${NORA}\n    Betreff: Boat\n         An: pia@reed.example`,
  'a separator of OTRS that names the author': `-----Begin forwarded message from Nora Fell-----\n\nFrom: ${NORA}\nTo: ${PIA}\nSubject: Boat\nCreated: 03/05/2024 14:22:10`,
  'the number of a message in a digest': `------------------------------\n\nMessage: 2\nDate: Tue, 5 Mar 2024 14:22:10 +0100\nFrom: ${NORA}\nTo: boats@lists.example\nSubject: Boat\nMessage-ID: <abc@fell.example>`,
  'the words of Apple Mail in Chinese': `以下是转发的邮件：\n\n发件人: ${NORA}\n主题: Boat\n日期: 2024年3月5日 GMT+8 14:22:10\n收件人: ${PIA}`,
  'a name that a page wrote bold': `---------- Forwarded message ---------\nFrom: *Nora Fell* <nora@fell.example>\nDate: Tue, Mar 5, 2024 at 2:22 PM\nSubject: Boat\nTo: ${PIA}`,
  'signs as HTML writes them': `From: Nora Fell &lt;nora@fell.example&gt;\nSent: Tuesday, March 5, 2024 2:22 PM\nTo: Pia Reed &lt;pia@reed.example&gt;\nSubject: Boat`,
  'dashes with blanks between them': `- - - - Original Message - - - -\nFrom: ${NORA}\nSent: Tuesday, March 5, 2024 2:22 PM\nTo: ${PIA}\nSubject: Boat`,
  'the words of Apple Mail in Arabic': `بداية الرسالة المُعاد توجيهها:\n\nمن: ${NORA}\nالموضوع: Boat\nالتاريخ: ٥ مارس ٢٠٢٤ في ٢:٢٢:١٠ م غرينتش+١\nإلى: ${PIA}`,
  'Outlook in Arabic by the Hijri calendar': `من: ${NORA}\nتاريخ الإرسال: 24/شعبان/1445 02:22 م\nإلى: ${PIA}\nالموضوع: Boat`,
  'Samsung in Thai': `-------- ข้อความดั้งเดิม --------\nจาก: ${NORA}\nวันที่: 5/3/24 14:22 (GMT+07:00)\nถึง: ${PIA}\nหัวข้อ: Boat`,
  'Outlook in Icelandic': `Frá: ${NORA}\nSent: þriðjudagur, 5. mars 2024 14:22\nTil: ${PIA}\nEfni: Boat`,
  'a box of bars, as Notes draws its header': `|---------+---------------------------->\n|         |           Nora Fell        |\n|         |           <nora@fell.exampl|\n|         |           e>               |\n|         |           Sent by:         |\n|         |           boats-bounces@lis|\n|         |           ts.example       |\n|         |                            |\n|         |           03/05/2024 02:22 |\n|         |           PM               |\n|         |                            |\n|---------+---------------------------->\n  >------------------------------------------------------|\n  |                                                      |\n  |       To:       Pia Reed/HQ/ACME@ACME                |\n  |       cc:       (bcc: Ivo Reed/HQ/ACME)              |\n  |       Subject:  Boat                                 |\n  >------------------------------------------------------|`,
  'a date that wraps before its half of the day': `---------------------- Forwarded by Pia Reed/HQ/ACME on 03/06/2024 09:30 \nAM ---------------------------\n\n\tFrom:  Nora Fell                       03/05/2024 02:22 \nPM\n\nTo: All_Hands\ncc:  \n\nSubject: Boat`,
};

describe('headers of mail programs', () => {
  it.each(Object.keys(HEADERS))('%s', (name) => {
    const body = `Yes.\n\nPia\n\n${HEADERS[name]}\n\n${WORDS}\n`;
    const right = ['Yes.\n\nPia', `Nora Fell | ${AT} | Boat | ${WORDS}`];
    expect(readLetters(body)).toEqual(right);
    expect(readLetters(body.replaceAll('\n', '\r\n'))[1]?.replaceAll('\r', '')).toBe(right[1]);
    const marked = `Yes.\n\nPia\n\n${`${HEADERS[name]}\n\n${WORDS}`.replace(/^/gm, '> ')}\n`;
    expect(readLetters(marked)).toEqual(right);
  });
});
