import { describe, expect, it } from 'vitest';
import { splitBody } from '../../src/quote/split-body.js';

/** Texts that look like quotations or headers and are their author's own. */
const OWN: Readonly<Record<string, string>> = {
  'payment details':
    'Please pay:\n\nFrom: Fell Boats Ltd, account 77123\nTo: Reed GmbH, account 88345\nDate: April 2, 2021\nSubject: Invoice 9\nSum: 310 EUR\n\nNora\n',
  'a transfer without an account':
    'For the books:\n\nFrom: Harbour fund\nTo: Roof fund\nDate: 2 April 2021\nSubject: New tiles\nAmount: 40 EUR\n\nNora\n',
  'a letter with To, From and Re':
    'Here is the draft.\n\nTO: The Board\nFROM: The Treasurer\nRE: New roof\n\nDear all, the roof leaks.\n\nNora\n',
  'a memorandum with a date and Re':
    'MEMORANDUM\n\nTo: All staff\nFrom: Nora Fell, Director\nDate: 2 April 2021\nRe: The roof\n\nThe roof leaks.\n',
  'a log':
    'It says:\n\n2005/12/30 15:51 GTB Standard Time [-] Traceback (most recent call last):\n          File "boat.py",\nline 182, in row\n\nNora\n',
  'a fax': 'FAX\n\nTo: Ida Reed\nFrom: Nora Fell\nDate: 4/2/2021\nPages: 3\nRe: Contract\n\nPlease see below.\n',
  'a letter to an office':
    'The letter says:\n\nDate: 2 April 2021\nTo: The Registrar\nRe: Case 12\n\nDear Registrar,\n\nNora\n',
  'minutes of a meeting':
    'Minutes\n\nDate: 2 April 2021\nPresent: Nora, Ida\nSubject: The roof\nTo: all\n\n1. Opening\n',
  'a telephone call':
    'Call:\n\nFrom: +47 555 0101\nTo: +47 555 0102\nDate: 2 April 2021 10:05\nDuration: 3 min\n\nNora\n',
  'a commission in German':
    'So steht es im Formular:\n\nVon: Kasse Nord\nAn: Kasse Süd\nDatum: 2. April 2021\nBetreff: Miete\nBetrag: 310 EUR\n\nNora\n',
  'a travel plan': 'The trip:\n\nFrom: Kiel\nTo: Oslo\nDate: April 2, 2021\nSeats: 14, 15\n\nNora\n',
  'a train in German': 'Die Fahrt:\n\nVon: Kiel Hbf\nAn: Hamburg Hbf\nDatum: 02.04.2021 14:22\n\nNora\n',
  'a train in French': 'Le train :\n\nDe : Lille Flandres\nÀ : Paris Nord\nDate : 2 avril 2021 14:22\n\nNora\n',
  'a train in Dutch': 'De reis:\n\nVan: Utrecht Centraal\nNaar: Amsterdam\nDatum: 2 april 2021 14:22\n\nNora\n',
  'a flight': 'The flight:\n\nFrom: Oslo (OSL)\nTo: Bergen (BGO)\nDate: Fri 2 Apr 2021 14:22\nFlight: XY 802\n\nNora\n',
  'times in the places of people':
    'Room 3:\n\nDate: Friday, 2 April 2021\nFrom: 10:00\nTo: 11:00\nSubject: The roof\n\nNora\n',
  'days in the places of people': 'I am away.\n\nFrom: Fri 2 Apr 2021 06:00\nTo: Mon 5 Apr 2021 14:00\nName: Nora\n',
  'stops with their times':
    'The ferry:\n\nFrom: Kiel, 2 April 2021, 14:22\nTo: Oslo, 10:00\nDate: 2 April 2021\n\nNora\n',
  'a parcel': 'On its way:\n\nSent: 2 April 2021 14:22\nFrom: Depot Kiel\nTo: Depot Oslo\nWeight: 2.4 kg\n',
  'a message on the telephone':
    'New:\n\nFrom: Nora Fell\nTo: Ida Reed\nDate: 2 April 2021 14:22\nLength: 0:37\n\nPlease call.\n',
  'settings of a program':
    'The settings:\n\nalert:\n  from: ops@fell.example\n  to: ida@reed.example\n  subject: the roof leaks\n  every: 5m\n\nNora\n',
  'commands of root': 'Do this:\n\n# cp /srv/a /srv/b\n# rm /srv/a\n# ls /srv\n\nNora\n',
  'headings with hash marks': 'The plan:\n\n# First the roof\n# Then the floor\n# Last the walls\n\nNora\n',
  'a tree of bars': 'It shows:\n\n|   * north/roof\n|   * south/roof\n|   * floor\n\nNora\n',
  'a table of bars': 'The sums:\n\n| roof | 310 |\n| floor | 120 |\n| walls | 90 |\n\nNora\n',
  'prompts of a console': 'I tried:\n\n> x <- c(1, 2)\n> mean(x)\n[1] 1.5\n> sum(x)\n[1] 3\n\nWhat is wrong?\nNora\n',
  'a sentence that reports words': 'As I wrote on 3 May 2021 at 10:05, the roof leaks:\n\nwe need tiles.\n\nNora\n',
  'what happened at a time':
    'On 5 March 2024 at 14:22 the pier was closed by Nora Fell <nora@fell.example>:\n\nall boats had to leave.\n\nIda\n',
  'a session of Python':
    'I tried:\n\n>>> import boat\n>>> boat.row(3)\n42\n>>> boat.sail()\nTraceback (most recent call last):\n  File "<stdin>", line 1\nAttributeError: sail\n\nNora\n',
  'a session of Python that is left by a key':
    'I tried:\n\n>>> import boat\n>>> boat.row(3)\n42\n>>> ^Z\n\nIt hangs then.\n\nNora\n',
  'a command that goes on': 'Do this:\n\n$ for f in *; do\n> echo $f\n> done\n\nNora\n',
  'a text for a command': 'ida@pier:~$ cat <<EOF\n> one\n> two words\n> EOF\n\nNora\n',
  'a session of Node': 'I tried:\n\n> const x = 1\nundefined\n> x + 1\n2\n\nNora\n',
  'a session of Python that begins with a block': '>>> for b in boats:\n...     row(b)\n...\n1\n2\n\nNora\n',
  'a path of menus that wraps': 'Click File > Save as > PDF > Options\n> Quality and press OK.\n\nNora\n',
  'a face': 'The roof leaks.\n>:-(\nAnd the floor.\n\nNora\n',
  'minutes that tell who was there':
    'Minutes\n\nDate: 2 April 2021, 14:22\nFrom: Nora Fell\nTo: All members\nSubject: The roof\nPresent: Nora, Ida\n\n1. Opening\n',
  'a note of a call':
    'While you were out\n\nTo: Ida\nFrom: Nora Fell\nDate: 4/2 Time: 14:22\nPhone: 555 0101\nMessage: call back\n\nIvo\n',
  'settings with a date':
    'The file:\n\nmail:\n  from: nora@fell.example\n  to: ida@reed.example\n  subject: Roof\n  date: 2021-04-02 14:22\n\nNora\n',
  'a session of Python with a block': '>>> x = [1, 2]\n>>> for i in x:\n...     print(i)\n...\n1\n2\n\nNora\n',
  'examples in the help of a function':
    'It says:\n\n    >>> row(2)\n    4\n    >>> row(3)\n    9\n    >>> sail()\n    12\n\nNora\n',
  'what is typed to a mail server':
    'I typed:\n\nDATA\n354 go\nFrom: nora@fell.example\nTo: ida@reed.example\nSubject: x\n\nhi\n.\n250 queued\n\nNora\n',
  'a call by SIP':
    'It fails:\n\nINVITE sip:ida@reed.example SIP/2.0\nFrom: <sip:nora@fell.example>;tag=1\nTo: <sip:ida@reed.example>\nCall-ID: 1\nSubject: x\n\nNora\n',
  'the way through menus': 'Go to\n\n> Settings > Boats > Oars\n\nand press it.\n\nNora\n',
  'lines that a comparison adds': 'diff says:\n\n14a15,17\n> row(3);\n> sail();\n> swim();\n\nNora\n',
  'a list of colons': 'Rooms:\n\n: one\n: two\n: three\n\nNora\n',
  'a file of settings':
    'The file:\n\nname: boat\nfrom: kiel\nto: oslo\ndate: 2021-04-02 14:22\nsubject: rowing\n\nNora\n',
  'settings with a further one below':
    'The file:\n\nfrom: kiel\nto: oslo\ndate: 2021-04-02 14:22\nsubject: rowing\nweather: fair\n\nNora\n',
  'an item of a list that tells who wrote': 'Points:\n\n1. Opening.\n2. Ida wrote:\n   the boats are old.\n\nNora\n',
  'a line between signs': 'News\n\n>>>>>>   Write to nora@fell.example   <<<<<<\n\n>>> New oars! <<<\n\nNora\n',
  'a prompt above a matrix':
    'Try\n\n > do.call("rbind", lapply(0:4, function(i) i + (1:5)))\n      [,1] [,2] [,3]\n[1,]    1    2    3\n\nNora\n',
  'selectors of a page': 'Try this:\n\nul\n> li\n> a { color: red }\n\nand it works.\n\nNora\n',
  'an inequality': 'Let x be the length. Then\n\nx + y + z\n  > 2 (x + y)\n  > 4 x\n\nwhich is what we want.\n\nNora\n',
  'letters that are compared': 'We know that\n\na\n> b\n> c\n\nso the claim holds.\n\nNora\n',
  'a query that wraps': 'SELECT name FROM boats\nWHERE length\n> 3 AND oars\n> 2;\n\ngives nothing.\n\nNora\n',
  sequences: 'Here:\n\n>sp|P12345|BOAT_ONE Boat protein\nMKTAYIAKQRQISFVKSHFSRQ\n>seq2\nACGTTTTT\n\nNora\n',
  'a way through menus over lines': 'Open\n\nHome\n> Boats\n> Oars\n> Ash\n\nand press it.\n\nNora\n',
  'a transfer that ends in its sum':
    'Transfer:\n\nFrom: Ida Reed (NL00 BANK 0123)\nTo: Nora Fell\nDate: 02-04-2021 14:22\nSubject: Rent\nAmount: EUR 300\n\nNora\n',
  'what a program sends to a server':
    'POST /mail HTTP/1.1\nHost: api.example\nFrom: nora@fell.example\nTo: ida@reed.example\nDate: Fri, 02 Apr 2021 14:22:10 GMT\nSubject: oars\n\n{}\n\nNora\n',
  'a receipt':
    'Your message\n\n   To: Nora Fell\n   Subject: Oars\n   Sent: Friday, April 2, 2021 2:22:10 PM\n\n was read on Friday, April 2, 2021 2:25:00 PM.\n',
  'an agenda with When and Where': 'Come all!\n\nWhen: May 3, 2021, 10:05\nWhere: Boat house\nSubject: Roof\n\nNora\n',
};

describe('text that quotes nothing', () => {
  it.each(Object.keys(OWN))('stays whole: %s', (name) => {
    for (const text of [OWN[name]!, OWN[name]!.replaceAll('\n', '\r\n')]) {
      const { embedded, segments } = splitBody(text, { date: Date.UTC(2021, 4, 4) });
      expect(embedded).toEqual([]);
      expect(segments.filter(({ depth }) => depth > 0)).toEqual([]);
    }
  });
});
