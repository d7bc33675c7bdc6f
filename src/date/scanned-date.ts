/**
 * A date whose digits or letters a scanner misread, put right as far as the signs beside them tell.
 *
 * `"ApriI 7, 2O16 1O:02 AM"` → `"April 7, 2016 10:02 AM"`; other text is given back as it is.
 */
export function repairScannedDate(text: string): string {
  return text
    .replace(/(?<=\d)[oO](?![a-z])|(?<![\p{L}])[oO](?=\d)/gu, '0')
    .replace(/(?<=\d)[lI|](?=[\d:/., ])|(?<![\p{L}])[lI|](?=\d)/gu, '1')
    .replace(/(?<=\p{Ll})I(?![\p{Lu}\d])/gu, 'l');
}
