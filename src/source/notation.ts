/** In which other notation records are written, and what to do; null for anything else. Looks at the first characters alone. */
export function nameNotation(text: string): string | null {
  const start = text.slice(0, 600).trimStart();
  return NOTATIONS.find(([pattern]) => pattern.test(start))?.[1] ?? null;
}

const PYTHON = "records in Python's own notation, no JSON: write them with json.dumps and read that";
const SCRIPT = 'records in the notation of JavaScript, no JSON: write them with JSON.stringify and read that';
const SHELL = 'records as the shell of MongoDB prints them, no JSON: write them with mongoexport and read that';
const RUBY = "records in Ruby's own notation, no JSON: write them with JSON.generate and read that";
const PHP = "records in PHP's own notation, no JSON: write them with json_encode and read that";

/** How each begins. Strings and names are bounded: nothing is looked for beyond them. */
const NOTATIONS: readonly (readonly [RegExp, string])[] = [
  // {'from': …}, [{'from': …}], ({'from': …},), {b'from': …}, {'m1': {'from': …}}
  [/^(?:[A-Za-z_]\w{0,60}\s*=\s*)?[[({\s]{0,8}\{\s*[bru]?'[^'\r\n]{1,100}'\s*:/, PYTHON],
  [/^(?:[A-Za-z_]\w{0,60}\s*=\s*)?[[(\s]{0,8}(?:OrderedDict|defaultdict|dict|namedtuple|Row|Email|Message)\(/, PYTHON],
  // { "_id" : ObjectId("57…"), … }: what the shell of MongoDB prints.
  [/^[[(\s]{0,8}\{\s*"[^"\r\n]{1,100}"\s*:[^{}]{0,500}?(?:ObjectId|ISODate|NumberLong|NumberInt)\(/, SHELL],
  // {"from": "a", "cc": None}: the names are as in JSON, the values are not.
  [
    /^(?:[A-Za-z_]\w{0,60}\s*=\s*)?[[({\s]{0,8}\{\s*"[^"\r\n]{1,100}"\s*:[^{}]{0,500}?:\s*(?:None|True|False|datetime\.|b?'|\()/,
    PYTHON,
  ],
  [/^(?:[A-Za-z_]\w{0,60}\s*=\s*)[[\s]{0,8}\{\s*"[^"\r\n]{1,100}"\s*:/, SCRIPT],
  [/^(?:(?:var|let|const|export|window|module)\b[^=;{}[\]]{0,100}=|[\w.$]{1,60}\()\s*[[{]/, SCRIPT],
  [/^[[({\s]{0,8}\{\s*[A-Za-z_$][\w$]{0,60}\s*:\s*(?:["'`[{\d]|true|false|null|undefined|new\b)/, SCRIPT],
  [/^[[({\s]{0,8}\{\s*(?::\w{1,60}|"[^"\r\n]{1,100}")\s*=>/, RUBY],
  [/^(?:<\?php\s|array\s*\(|Array\s*\(\s*\[|\[\s*'[^'\r\n]{1,100}'\s*=>|a:\d+:\{)/, PHP],
];
