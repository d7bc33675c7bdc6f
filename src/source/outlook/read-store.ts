import type { RandomBytes } from '../container/random-bytes.js';
import { recordMessage } from '../cut-message.js';
import type { CutContext } from '../format/format.js';
import type { ItemCount, Problem, RawMessage, Severity } from '../source.js';
import { faultOf } from './pst/store-file.js';
import { type OpenStore, openStore, type StoreTally } from './pst/store-items.js';

/** A store that is being read: its messages in batches, then what it held. */
export interface StoreReading {
  readonly batches: Generator<readonly RawMessage[]>;
  /** Complete once the batches were read to the end; `items` is null where the store cannot be read at all, and all of it is a gap. */
  result(): { readonly problems: readonly Problem[]; readonly items: ItemCount | null };
}

const BATCH = 100;

/** Reads the messages of a .pst or .ost, item by item; what is no message is counted and told. Never throws for what the store is. */
export function readStore(bytes: RandomBytes, context: CutContext): StoreReading {
  const problems: Problem[] = [];
  const state: { tally: StoreTally | null } = { tally: null };
  const tell = (severity: Severity, code: string, text: string): void => {
    problems.push({
      code,
      severity,
      message: `${context.source}: ${text}`,
      origin: { source: context.source, offset: 0, length: bytes.size },
    });
  };
  return {
    batches: readBatches(bytes, context, state, tell),
    result() {
      const { tally } = state;
      return { problems, items: tally && { expected: tally.expected, read: tally.read, failed: tally.failed } };
    },
  };
}

type Tell = (severity: Severity, code: string, text: string) => void;

function* readBatches(
  bytes: RandomBytes,
  { source, custodian, folder: around, named }: CutContext,
  state: { tally: StoreTally | null },
  tell: Tell,
): Generator<readonly RawMessage[]> {
  let store: OpenStore;
  try {
    store = openStore(bytes);
  } catch (error) {
    tell(named ? 'error' : 'warning', 'store-not-read', `an Outlook store that cannot be read: ${faultOf(error)}`);
    return;
  }
  state.tally = store.tally;
  let batch: RawMessage[] = [];
  let row = 0;
  for (const { object, folder, recovered } of store.items()) {
    const whole = folder === null ? around : [around, folder].filter(Boolean).join('/') || null;
    const item = { object, recovered, addresses: store.addresses };
    const origin = { source, ...object.place, row: row++ };
    batch.push(recordMessage({ custodian, folder: whole }, origin, null, { item }));
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length) yield batch;
  tellTally(store.tally, tell);
}

/** What the reading of a store came to, where that is more than its messages. */
function tellTally({ expected, failed, recovered, others, faults }: StoreTally, tell: Tell): void {
  if (others.size)
    tell(
      'info',
      'outlook-other-items',
      `of its ${expected} items these are no messages and are not read: ${[...others].map(([kind, count]) => `${count} ${kind}`).join(', ')}`,
    );
  if (recovered)
    tell(
      'notice',
      'outlook-recovered',
      `${recovered} item(s) stand in no folder any more: deleted, and read all the same`,
    );
  if (failed)
    tell('warning', 'outlook-items-lost', `${failed} of its ${expected} items cannot be read; the others were`);
  for (const fault of faults) tell('warning', 'outlook-store-damaged', fault);
  if (expected === 0 && !faults.length) tell('notice', 'outlook-store-empty', 'an Outlook store without items');
}
