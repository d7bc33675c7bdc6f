import { describe, expect, it } from 'vitest';
import { labelled } from '../../src/report/post/labelled-lines.js';

describe('a labelled value', () => {
  it.each([
    ['From', ['From:        Ada Moor and Bo', '             Stern']],
    ['Journal recipient', ['Journal recipient: Ada Moor and Bo', '                   Stern']],
  ])('stands apart from its label and is wrapped beside it: %s', (label, lines) => {
    const width = lines[0]!.length;
    expect(labelled(label, 'Ada Moor and Bo Stern', { width, colour: false })).toEqual(lines);
  });
});
