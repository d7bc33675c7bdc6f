import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decompressRtf } from '../../src/message/outlook/compressed-rtf.js';
import { readRtf } from '../../src/message/outlook/rtf-text.js';

/** The example of MS-OXRTFCP 4.1.1. */
const EXAMPLE = '2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0';
/** The example of MS-OXRTFCP 4.1.2: a reference that overlaps what it writes. */
const OVERLAP = '1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0';

describe('compressed RTF', () => {
  it('is undone as the examples of its specification are', () => {
    expect(decompressRtf(Buffer.from(EXAMPLE, 'hex'))).toEqual({
      rtf: Buffer.from('{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n'),
      complete: true,
    });
    expect(decompressRtf(Buffer.from(OVERLAP, 'hex'))!.rtf.toString()).toBe('{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}');
  });

  it('gives what there is of a cut one, and says so', () => {
    const bytes = Buffer.from(EXAMPLE, 'hex').subarray(0, 40);
    expect(decompressRtf(bytes)!.complete).toBe(false);
    expect(decompressRtf(bytes)!.rtf.toString()).toMatch(/^\{\\rtf1\\ansi\\ansicpg1252/);
  });

  it('never gives more than nine times its bytes, whatever it is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (body) => {
        const head = Buffer.from('ffffffffffffff7f4c5a467500000000', 'hex');
        const read = decompressRtf(Buffer.concat([head, body]));
        expect(read!.rtf.length).toBeLessThanOrEqual(body.length * 9);
      }),
    );
  });
});

describe('RTF', () => {
  const read = (rtf: string) => readRtf(Buffer.from(rtf, 'latin1'));

  it.each([
    [
      'the HTML that was wrapped in it',
      "{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0{\\fonttbl{\\f0\\fswiss Arial;}}{\\*\\htmltag18 <html>}{\\*\\htmltag50 <body>}\\htmlrtf {\\htmlrtf0 {\\*\\htmltag64 <p>}It holds\\htmlrtf\\f0\\htmlrtf0  \\'e9t\\u233?.{\\*\\htmltag72 </p>}\\htmlrtf\\par}\\htmlrtf0 {\\*\\htmltag58 </body>}{\\*\\htmltag27 </html>}}",
      'html',
      '<html><body><p>It holds été.</p></body></html>',
    ],
    [
      'the text that was wrapped in it',
      '{\\rtf1\\ansi\\fromtext \\deff0{\\fonttbl{\\f0 Arial;}}{\\colortbl;\\red0;}\\uc1\\pard\\plain It holds.\\par\n\\par\nAda \\{x\\}}',
      'text',
      'It holds.\n\nAda {x}',
    ],
    [
      'its own text',
      "{\\rtf1\\ansi\\ansicpg1251{\\fonttbl{\\f0\\fcharset204 Arial;}{\\f1\\fcharset0 Times;}}{\\stylesheet{\\s0 Normal;}}{\\info{\\author Somebody}}{\\*\\generator Quill;}\\f0 \\'cf\\'ee\\f1  \\'e9{\\field{\\*\\fldinst HYPERLINK \"http://moor.example\"}{\\fldrslt dike}}\\tab{\\v hidden}\\emdash\\line{\\pict 0102ff}end}",
      'rtf',
      'По édike\t—\nend',
    ],
    ['letters beyond the first plane', '{\\rtf1 \\u-10179?\\u-8704?!}', 'rtf', '😀!'],
    ['bytes of two that make one letter', "{\\rtf1\\ansicpg932 \\'93\\'fa\\'96\\'7b}", 'rtf', '日本'],
    ['what stands in for a letter only where it is not shown', "{\\rtf1\\uc2 \\u8364\\'80x y}", 'rtf', '€ y'],
  ])('gives %s', (_, rtf, kind, text) => {
    expect(read(rtf)).toEqual({ kind, text });
  });

  it('takes nothing else for RTF, and ends with any bytes', () => {
    expect(read('Hello')).toBeNull();
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('{', '}', '\\', '\\u9', '\\bin99999999 ', '\\*', '\\f1 ', "\\'", 'a', '\n', '\\fonttbl'),
        ),
        (parts) => {
          const text = parts.join('');
          expect(read(`{\\rtf1 ${text}`)!.text.length).toBeLessThanOrEqual(text.length + 1);
        },
      ),
    );
  });
});
