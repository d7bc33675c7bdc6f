import type { LibarchiveWasm } from 'libarchive-wasm';
import { MOST_ENTRIES } from './archive-limits.js';
import { loadLibarchive } from './optional-package.js';
import type { RandomBytes } from './random-bytes.js';

/** A file in a 7-Zip or RAR archive. Its bytes must be read, or left, before the next one is asked for. */
export interface LibarchiveEntry {
  /** As written, `/` between names. Never used as a path. */
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  readonly encrypted: boolean;
  readonly size: number;
  /** Its bytes; throws an `Error` with the reason where the rest of them cannot be unpacked. */
  readonly pieces: () => Generator<Uint8Array>;
}

/** How the listing ended: why the rest of the archive cannot be read; '' where it was read to its end. */
export interface LibarchiveEnd {
  fault: string;
  encrypted: boolean;
}

/** Longest archive that is read: it is held in memory as a whole. */
export const LONGEST_HELD = 512 << 20;
const PIECE = 1 << 20;
/** What `archive_entry_filetype` gives (the bits of `st_mode`). */
const KINDS: ReadonlyMap<number, LibarchiveEntry['kind']> = new Map([
  [0x8000, 'file'],
  [0x4000, 'folder'],
  [0xa000, 'link'],
]);

/** Kinds of archives that the package reads. */
export type ArchiveKind = '7z' | 'rar';

/** The kind of archive that the first bytes are of, of those that `libarchive-wasm` reads; null for none. */
export function libarchiveKind(head: Uint8Array): ArchiveKind | null {
  const start = Buffer.from(head.subarray(0, 6)).toString('latin1');
  if (start === '7z\xbc\xaf\x27\x1c') return '7z';
  return start === 'Rar!\x1a\x07' ? 'rar' : null;
}

/** What reads 7-Zip and RAR; null where the package is not installed. */
export async function openLibarchive(): Promise<LibarchiveWasm | null> {
  const loaded = await loadLibarchive();
  // One for each archive: a broken archive may leave it unusable.
  return loaded && (await loaded.libarchiveWasm({ print: () => {}, printErr: () => {} }));
}

/** The entries of an archive, in its order. Never throws for what the archive is. */
export function* listLibarchive(
  library: LibarchiveWasm,
  bytes: RandomBytes,
  end: LibarchiveEnd,
): Generator<LibarchiveEntry> {
  const { module } = library as unknown as { module: WasmMemory };
  let archive = 0;
  const room = module._malloc(PIECE);
  const whole = module._malloc(Math.max(1, bytes.size));
  try {
    for (let at = 0; at < bytes.size; at += PIECE) module.HEAPU8.set(bytes.read(at, PIECE), whole + at);
    archive = library.read_new_memory(whole, bytes.size);
    for (let count = 0; count < MOST_ENTRIES; count++) {
      const entry = library.read_next_entry(archive);
      if (entry === 0) {
        end.fault = library.error_string(archive) ?? '';
        end.encrypted = library.read_has_encrypted_entries(archive) > 0;
        return;
      }
      const link = library.entry_symlink(entry) || library.entry_hardlink(entry);
      yield {
        name: (library.entry_pathname(entry) ?? '').replaceAll('\\', '/') || `entry ${count + 1}`,
        kind: link ? 'link' : (KINDS.get(library.entry_filetype(entry)) ?? 'other'),
        encrypted: library.entry_is_encrypted(entry) !== 0,
        size: Math.max(0, library.entry_size(entry)),
        *pieces() {
          for (;;) {
            const length = library.read_data(archive, room, PIECE);
            if (length <= 0) return;
            yield Buffer.from(module.HEAPU8.subarray(room, room + length));
          }
        },
      };
    }
  } catch (error) {
    end.fault = error instanceof Error ? error.message : String(error);
  }
}

/** The pieces of an entry up to the first fault, which is kept, or to a bomb. */
export async function* guarded(
  pieces: Generator<Uint8Array>,
  fault: { text: string },
  count: (length: number) => void,
  isTooMuch: () => boolean,
): AsyncGenerator<Uint8Array> {
  try {
    for (const piece of pieces) {
      count(piece.length);
      yield piece;
      if (isTooMuch()) return;
    }
  } catch (error) {
    fault.text = error instanceof Error ? error.message : String(error);
  }
}

/** What is used of the memory of the package. */
interface WasmMemory {
  _malloc(length: number): number;
  /** A new view whenever the memory grows. */
  readonly HEAPU8: Uint8Array;
}
