import { describe, expect, it } from 'vitest';
import { cutBytes, faultInTiling } from '../source-cutting.js';

const ONE = "{'from': 'ann@x.example', 'subject': 'Crane', 'body': \"it's done\", 'cc': None}";

describe('records in a notation that is no JSON', () => {
  it.each<readonly [what: string, content: string, said: RegExp]>([
    ['a list of Python', `[${ONE},\n ${ONE}]`, /Python/],
    ['one of Python a line', `${ONE}\n${ONE}\n`, /Python/],
    ['a tuple', `(${ONE},)`, /Python/],
    ['by key', `{'m1': ${ONE}}`, /Python/],
    ['bytes of Python', "{b'from': b'ann@x.example', b'subject': b'Crane'}", /Python/],
    ['an assignment', `mails = [${ONE}]\n`, /Python/],
    [
      'ordered pairs',
      "OrderedDict([('from', 'ann@x.example'), ('to', 'bo@x.example'), ('subject', 'Crane')])",
      /Python/,
    ],
    ['names as in JSON, values of Python', '[{"from": "ann@x.example", "cc": None, "subject": "Crane"}]', /Python/],
    ['a line among JSON', `{"from":"ann@x.example","subject":"Crane","body":"x"}\n${ONE}\n`, /Python/],
    ['an object of JavaScript', "[{from: 'ann@x.example', subject: 'Crane'}]", /JavaScript/],
    ['a variable of JavaScript', 'var mails = [{"from": "ann@x.example", "subject": "Crane"}];', /JavaScript/],
    ['a call of JavaScript', 'callback([{"from": "ann@x.example", "subject": "Crane"}]);', /JavaScript/],
    ['hashes of Ruby', '[{"from"=>"ann@x.example", "subject"=>"Crane", "cc"=>nil}]', /Ruby/],
    ['symbols of Ruby', '{:from=>"ann@x.example", :subject=>"Crane"}', /Ruby/],
    [
      "what MongoDB's shell prints",
      '{ "_id" : ObjectId("57a0"), "from" : "ann@x.example", "subject" : "Crane", "date" : ISODate("2016-04-04T07:12:00Z") }\n',
      /MongoDB/,
    ],
    ['an array of PHP', "array (\n  0 => array ('from' => 'ann@x.example'))", /PHP/],
  ])('is named in a warning, with what to do, and no byte is passed over: %s', (_what, content, said) => {
    const bytes = Buffer.from(content);
    const cut = cutBytes(bytes, [], { source: 'm', named: false });
    const told = cut.problems.filter(({ message }) => said.test(message));
    expect(told.length).toBeGreaterThan(0);
    expect(told.every(({ severity }) => severity === 'warning')).toBe(true);
    expect(faultInTiling(cut, bytes.length)).toBe('');
  });

  it.each([
    ['text', 'Hello {name}: see "x" => y'],
    ['a table', 'from,to,subject,body\nann@x.example,bo@x.example,Crane,hello there\n'],
    ['a mail', 'From: Ann <ann@x.example>\nTo: bo@x.example\nSubject: Row(1)\n\nvar x = [{"a": 1}];\n'],
  ])('is not seen in %s', (_what, content) => {
    const { problems } = cutBytes(Buffer.from(content), [], { source: 'm', named: false });
    expect(problems.filter(({ message }) => /notation/.test(message))).toEqual([]);
  });
});

describe('a message glued behind zero bytes', () => {
  const MAIL =
    'From: Ann <ann@x.example>\nTo: bo@x.example\nSubject: Crane\nMessage-ID: <a@x.example>\n\nIt is done.\n';
  it.each([
    ['MacBinary', Buffer.concat([Buffer.from('\0\x08mail.eml'), Buffer.alloc(117), Buffer.from([0])])],
    ['a length and a mark', Buffer.from([0, 0, 0, 113, 0])],
    ['zero bytes', Buffer.alloc(16)],
  ])('keeps its first field: %s', (_what, before) => {
    const bytes = Buffer.concat([before, Buffer.from(MAIL)]);
    const cut = cutBytes(bytes);
    expect(cut.messages.map(({ bytes }) => Buffer.from(bytes!).toString())).toEqual([MAIL]);
    expect(cut.problems.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['warning bytes-before-header']);
    expect(faultInTiling(cut, bytes.length)).toBe('');
  });
});
