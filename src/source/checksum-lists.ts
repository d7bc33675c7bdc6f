import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { openLargeFile } from './byte-source.js';
import { openable } from './file-path.js';
import type { InputFile } from './find-files.js';
import type { Problem } from './source.js';

const LIST = /(?:^|[\\/._-])(?:md5|sha1|sha256|sha512|checksums?)(?:sums?)?(?:\.(?:txt|csv|md5|sha1|sha256|sha512))?$/i;
const LONGEST_LIST = 16 << 20;
const ALGORITHMS: ReadonlyMap<number, string> = new Map([
  [32, 'md5'],
  [40, 'sha1'],
  [64, 'sha256'],
  [128, 'sha512'],
]);

interface Listed {
  readonly name: string;
  readonly digest: string;
}

/**
 * Checks the files of the inputs against lists of checksums among them, as Google Vault and md5sum write them: `DIGEST  NAME`,
 * `NAME,DIGEST`, `MD5 (NAME) = DIGEST`. A file that differs is an error, one that is listed and not there a warning.
 */
export async function checkListedSums(files: readonly InputFile[], problem: (problem: Problem) => void): Promise<void> {
  const onDisk = files.filter(({ stream }) => stream === null);
  for (const list of onDisk) {
    if (!LIST.test(list.name) || list.size > LONGEST_LIST) continue;
    const listed = readList(list);
    if (listed.length === 0) continue;
    await checkList(list, listed, onDisk, problem);
  }
}

function readList(file: InputFile): readonly Listed[] {
  let text: string;
  try {
    text = readFileSync(openable(file.path), 'utf8');
  } catch {
    // The reading of the file tells why.
    return [];
  }
  return text.split(/\r?\n/).flatMap((line) => {
    const digest = /(?<![0-9a-z])(?:[0-9a-f]{128}|[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32})(?![0-9a-z])/i.exec(line)?.[0];
    if (digest === undefined || line.length > 2000) return [];
    const rest = line
      .replace(digest, ' ')
      .replace(/^\s*(?:MD5|SHA-?\d+)\s*\(/i, '')
      .replace(/\)\s*=\s*$/, '');
    const name = rest
      .replace(/^[\s*,;:"]+|[\s,;:"]+$/g, '')
      .replaceAll('\\', '/')
      .replace(/^\.\//, '');
    return name === '' ? [] : [{ name, digest: digest.toLowerCase() }];
  });
}

async function checkList(
  list: InputFile,
  listed: readonly Listed[],
  files: readonly InputFile[],
  problem: (problem: Problem) => void,
): Promise<void> {
  const folder = list.name.slice(0, list.name.lastIndexOf('/') + 1);
  const origin = { source: list.name, offset: 0, length: 0 };
  const byName = new Map(files.map((file) => [file.name, file]));
  const absent: string[] = [];
  let right = 0;
  for (const { name, digest } of listed) {
    const file = byName.get(`${folder}${name}`) ?? byName.get(name);
    if (file === undefined) {
      absent.push(name);
      continue;
    }
    const found = await digestOf(file, ALGORITHMS.get(digest.length)!);
    if (found === digest) right++;
    else if (found !== null) {
      const message = `${file.name}: differs from the checksum that ${list.name} gives (${digest}; here ${found}): the file was changed or damaged since`;
      problem({ code: 'checksum-differs', severity: 'error', message, origin: { ...origin, source: file.name } });
    }
  }
  if (right > 0)
    problem({
      code: 'checksum-fits',
      severity: 'info',
      message: `${list.name}: the checksums of ${right} file(s) fit`,
      origin,
    });
  if (absent.length > 0)
    problem({
      code: 'checksum-file-absent',
      severity: 'warning',
      message: `${list.name}: ${absent.length} file(s) that it lists are not among the inputs, the first ${absent[0]}`,
      origin,
    });
}

async function digestOf(file: InputFile, algorithm: string): Promise<string | null> {
  try {
    const bytes = await openLargeFile(file.path, true);
    const hash = createHash(algorithm);
    try {
      for (let chunk = await bytes.read(); chunk !== null; chunk = await bytes.read())
        hash.update(chunk.buffer.subarray(chunk.start));
    } finally {
      await bytes.close();
    }
    return hash.digest('hex');
  } catch {
    return null;
  }
}
