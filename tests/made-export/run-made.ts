import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reconstruct } from '../../src/run/reconstruct.js';
import { type Distortions, type HandedOver, handOver } from './hand-over.js';
import { type Held, holdAgainst } from './hold-against.js';

/** Makes the export of a seed, reconstructs it, and holds what is told against the truth. */
export async function runMade(seed: number, without: Distortions = {}): Promise<Held & { readonly made: HandedOver }> {
  const folder = mkdtempSync(join(tmpdir(), 'rethread-made-'));
  try {
    const made = handOver(seed, folder, without);
    return { ...holdAgainst(made, await reconstruct(made.inputs)), made };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
