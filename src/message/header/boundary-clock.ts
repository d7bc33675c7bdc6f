import type { HeaderField } from '../message.js';

/** A time that a mail program wrote into the MIME boundary of a message. */
export interface BoundaryClock {
  /** Milliseconds since 1970 UTC; where `zone` is `local`, the clock of the writer taken as if it were UTC. */
  readonly time: number;
  readonly form: 'outlook' | 'javamail' | 'mime-tools' | 'notes';
  readonly zone: 'utc' | 'local';
}

const EPOCH_1601 = 11_644_473_600_000;
const JULIAN_DAY_1970 = 2_440_588;
const hex = (digits: string) => Number.parseInt(digits, 16);

/** One row a program; the first that fits wins. Anchored at both ends or without nested repeats. */
const FORMS: readonly {
  readonly form: BoundaryClock['form'];
  readonly zone: BoundaryClock['zone'];
  readonly pattern: RegExp;
  readonly read: (a: string, b: string) => number;
}[] = [
  {
    // ----=_NextPart_000_0000_01C2B64C.03AF8740: Windows FILETIME in two halves (Outlook, Outlook Express, Exchange).
    // QUIRK: Outlook fills it from the clock on the wall, as the Date of every such message shows that was measured.
    form: 'outlook',
    zone: 'local',
    pattern: /_NextPart_(?:[0-9A-F]{1,8}_){1,3}(01[0-9A-F]{6})\.([0-9A-F]{8})$/i,
    read: (high, low) => (hex(high) * 2 ** 32 + hex(low)) / 10_000 - EPOCH_1601,
  },
  // ----=_Part_12_34567.1104832800123: milliseconds of the Java machine.
  { form: 'javamail', zone: 'utc', pattern: /^-{4}=_Part_\d{1,10}_-?\d{1,12}\.(\d{12,13})$/, read: (ms) => Number(ms) },
  // ----------=_1104832800-4711-0: seconds, process, number (Perl's MIME tools).
  {
    form: 'mime-tools',
    zone: 'utc',
    pattern: /^-{10}=_(\d{9,10})-\d{1,8}-\d{1,6}$/,
    read: (seconds) => Number(seconds) * 1000,
  },
  {
    // =_alternative 0036EE8085256F7F_=: hundredths of a second since midnight UTC, server, Julian day (Lotus Notes).
    form: 'notes',
    zone: 'utc',
    pattern: /^=_(?:alternative|mixed|related) ([0-9A-F]{8})[0-9A-F]{2}([0-9A-F]{6})_=$/i,
    read: (time, day) => (hex(day) - JULIAN_DAY_1970) * 86_400_000 + hex(time) * 10,
  },
];

/** Plausible times: mail from before 1980 or after 2100 was not dated by its boundary. */
const EARLIEST = Date.UTC(1980, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/** `"----=_NextPart_000_0001_01C4F244.270BD000"` → 2005-01-04T10:00:00Z, form `outlook`; null where the form holds no time. */
export function readBoundaryClock(boundary: string): BoundaryClock | null {
  if (boundary.length > 100) return null;
  for (const { form, zone, pattern, read } of FORMS) {
    const match = pattern.exec(boundary);
    if (!match) continue;
    const time = read(match[1]!, match[2] ?? '');
    return time > EARLIEST && time < LATEST ? { time, form, zone } : null;
  }
  return null;
}

/** The boundary that a Content-Type field names (RFC 2046 §5.1.1): `multipart/mixed; boundary="cut"` → `cut`; null if none. */
export function boundaryOf({ value }: Pick<HeaderField, 'value'>): string | null {
  const at = value.toLowerCase().indexOf('boundary');
  if (at < 0) return null;
  const match = /^boundary {0,9}= {0,9}(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))/i.exec(value.slice(at, at + 240));
  return match ? (match[1] ?? match[2] ?? null) : null;
}
