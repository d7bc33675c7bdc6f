/** A package that is installed only where somebody wants what it reads; null where it is not there or cannot be loaded. */
async function loaded<T>(load: () => Promise<T>): Promise<T | null> {
  try {
    return await load();
  } catch {
    return null;
  }
}

/** Streams of xz. */
export const loadXz = () => loaded(() => import('xz-decompress'));
/** Streams of zstd, where Node cannot read them itself. */
export const loadZstd = () => loaded(() => import('fzstd'));
/** Parquet tables. */
export const loadParquet = () => loaded(() => import('hyparquet'));
/** Archives of 7-Zip and RAR. */
export const loadLibarchive = () => loaded(() => import('libarchive-wasm'));
