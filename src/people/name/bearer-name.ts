import { compareNames, type NameForm, readName } from './name-form.js';

/** The name that an address or a bare name stands for. */
export interface Bearer {
  readonly form: NameForm;
  /** True where no name stood beside the address and its own letters spell one. */
  readonly spelled: boolean;
}

/** Names beside one address that contradict each other, before the address counts as shared. */
const SHARED_NAMES = 3;
/** Share of the uses that one name must have all the same. */
const OWNER_SHARE = 0.7;

/** Words of addresses that stand where a name does in others: `home.jane@x.org`, `jane.work@x.org`, `web.orders@x.org`. */
const NO_NAMES: ReadonlySet<string> = new Set(
  'home work mail email web online store shop events partners media orders order member club room conf ext alumni class mobile pager cell'.split(
    ' ',
  ),
);

interface NameCluster {
  readonly forms: { readonly form: NameForm; readonly uses: number }[];
  uses: number;
}

/** So many times more often must short names stand beside an address than a full name that has nothing of them. */
const STRAY_SHARE = 3;

/**
 * The names beside an address without a full name that somebody put there by mistake: used seldom, while another, short name stands there, and
 * nothing of it is in that name or in the address.
 *
 *     Jim C <collins@quay.example>            8 times
 *     Brad Hunting <collins@quay.example>     once, in a To field
 */
export function withoutStrayNames(names: ReadonlyMap<string, number>, local: string): ReadonlyMap<string, number> {
  const short = [...names].filter(([name]) => !readName(name).full);
  const uses = short.reduce((sum, [, count]) => sum + count, 0);
  if (uses === 0 || short.length === names.size) return names;
  const known = lettersOf([local, ...short.map(([name]) => name)].join(' '));
  const isStray = ([name, count]: readonly [string, number]) =>
    readName(name).full &&
    uses >= STRAY_SHARE * count &&
    !(name.match(/\p{L}{3,}/gu) ?? []).some((word) => known.includes(lettersOf(word)));
  return new Map([...names].filter((entry) => !isStray(entry)));
}

const lettersOf = (text: string) => text.toLowerCase().replace(/[^\p{L} ]/gu, '');

/** The full name used most beside an address, else the one its letters spell; null where there is none. */
export function bearerName(names: ReadonlyMap<string, number>, spells: string): Bearer | null {
  const [top] = clusterNames(names);
  if (top) return { form: fullestForm(top), spelled: false };
  if (names.size > 0 && [...names.keys()].some((name) => readName(name).family)) return spelledBearer(spells, names);
  return spelledBearer(spells, null);
}

/** True where three or more people's names stand beside one address and none of them owns it: a list, a robot, an office. */
export function isShared(names: ReadonlyMap<string, number>): boolean {
  const clusters = clusterNames(names);
  if (clusters.length < SHARED_NAMES) return false;
  const uses = clusters.reduce((sum, cluster) => sum + cluster.uses, 0);
  return clusters[0]!.uses < uses * OWNER_SHARE;
}

/** The spelled name counts only if the names that stand there (single words) do not contradict it. */
function spelledBearer(spells: string, names: ReadonlyMap<string, number> | null): Bearer | null {
  if (!spells) return null;
  const form = readName(spells);
  if (!form.full || NO_NAMES.has(form.given) || NO_NAMES.has(form.family)) return null;
  if (names && [...names.keys()].some((name) => compareNames(name, form) === 'different')) return null;
  return { form, spelled: true };
}

/** Full names that may be one, together; the most used cluster first. Looks at the 64 most used names. */
function clusterNames(names: ReadonlyMap<string, number>): NameCluster[] {
  const clusters: NameCluster[] = [];
  const ordered = [...names].sort(byUse).slice(0, 64);
  for (const [name, uses] of ordered) {
    const form = readName(name);
    if (!form.full) continue;
    const cluster = clusters.find((candidate) => compareNames(candidate.forms[0]!.form, form) !== 'different');
    if (cluster) {
      cluster.forms.push({ form, uses });
      cluster.uses += uses;
    } else clusters.push({ forms: [{ form, uses }], uses });
  }
  return clusters.sort((a, b) => b.uses - a.uses || (a.forms[0]!.form.key < b.forms[0]!.form.key ? -1 : 1));
}

/** The most used form, with the middle names of the first form of the same name that has any. */
function fullestForm(cluster: NameCluster): NameForm {
  const first = cluster.forms[0]!.form;
  if (first.middle.length) return first;
  return cluster.forms.find(({ form }) => form.key === first.key && form.middle.length)?.form ?? first;
}

/** Most used first; ties by text, so that the order of input does not matter. */
export function byUse(a: readonly [string, number], b: readonly [string, number]): number {
  return b[1] - a[1] || (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0);
}
