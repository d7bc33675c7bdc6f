/**
 * Minutes east of UTC of a zone name, else undefined: RFC 822 §5 and RFC 5322 §4.3, and the names that clients and servers write.
 * Names of several zones of which none is the usual one (IST, AMT) are left out: an offset that may be wrong is worse than none.
 */
export function zoneMinutes(name: string): number | undefined {
  return ZONES.get(name.toLowerCase());
}

/**
 * True for a name that several zones have (`CST`: Chicago, Shanghai). Where RFC 5322 rules, in a header, `zoneMinutes` holds; where any
 * program may have written the date, in a quotation, the name tells no offset.
 */
export function isAmbiguousZone(name: string): boolean {
  return AMBIGUOUS.has(name.toLowerCase());
}

const AMBIGUOUS = new Set(['cst', 'ist', 'bst', 'ast', 'sst', 'pht', 'ect']);

const ZONES: ReadonlyMap<string, number> = new Map(
  [
    'z ut utc gmt wet uct:0',
    'west bst cet met mez mewt wat:60',
    'cest cedt mest mesz metdst eet sast cat:120',
    'eest msk eat idt:180',
    'msd gst:240',
    'pkt:300',
    'npt:345',
    'wib ict:420',
    'hkt sgt awst pht myt:480',
    'jst kst:540',
    'acst:570',
    'aest:600',
    'acdt:630',
    'aedt:660',
    'nzst:720',
    'nzdt:780',
    'nst:-210',
    'ndt:-150',
    'adt brt art clst:-180',
    'brst:-120',
    'ast edt clt:-240',
    'est cdt:-300',
    'cst mdt:-360',
    'mst pdt:-420',
    'pst akdt:-480',
    'akst:-540',
    'hst hast:-600',
  ].flatMap((line) => {
    const [names, minutes] = line.split(':') as [string, string];
    return names.split(' ').map((name): [string, number] => [name, Number(minutes)]);
  }),
);
