import { splitBody } from '../../src/quote/split-body.js';

/** The letter of Nora Fell to Pia Reed about a boat that bodies of these tests quote, each as one program does. */
export const AT = '2024-03-05T14:22';
export const NORA = 'Nora Fell <nora@fell.example>';
export const PIA = 'Pia Reed <pia@reed.example>';
export const WORDS = 'Shall we row?\n\nNora';

/** What the author of a body says, then name, time, subject and text of each quotation. */
export function readLetters(body: string): readonly string[] {
  const { embedded, authored } = splitBody(body, { date: Date.UTC(2024, 2, 6, 9) });
  return [
    authored.trim(),
    ...embedded.map(({ header, text }) =>
      [
        header.from?.name ?? '-',
        header.date ? new Date(header.date.local).toISOString().slice(0, 16) : '-',
        header.subject ?? '-',
        text.trim(),
      ].join(' | '),
    ),
  ];
}
