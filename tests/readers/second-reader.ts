import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('outlook.py', import.meta.url));

/** What a second reader, in Python, finds in files; null where it is not installed, which is said once. */
export function askSecondReader<T>(
  kind: 'msg' | 'pst',
  files: readonly string[],
  testFile: string,
): readonly T[] | null {
  const [name, library] = kind === 'msg' ? ['extract-msg', 'extract_msg'] : ['libpff-python', 'pypff'];
  try {
    execFileSync('python3', ['-c', `import ${library}`], { stdio: 'ignore' });
  } catch {
    console.warn(`${testFile}: not compared with ${name}, which is not installed (pip install ${name})`);
    return null;
  }
  const options = { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] } as const;
  return JSON.parse(execFileSync('python3', [SCRIPT, kind, ...files], options)) as readonly T[];
}
