// Writes one file that holds this program, the packages it needs and the Node that runs this script: a computer without npm,
// without Node and without a network runs it.
//
//     npm run executable [-- --out FILE] [--node BINARY]
//
// FILE is a shell script with an archive behind it, for the system and processor of the Node in it: Linux and macOS, not Windows.
// Started for the first time it unpacks below the user's own cache, `RETHREAD_HOME` or `~/.cache/rethread`; after that it starts at once.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const PACKAGE = 'rethread';

/**
 * Writes the executable from a built project.
 *
 * @param {{ root: string, out: string, node?: string, packages?: string[] }} options `packages` are folders below `root`.
 */
export function bundleExecutable({ root, out, node = process.execPath, packages = neededPackages(root) }) {
  const { version, files } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const folder = mkdtempSync(path.join(tmpdir(), 'rethread-executable-'));
  try {
    copyFileSync(node, path.join(folder, 'node'));
    chmodSync(path.join(folder, 'node'), 0o755);
    for (const name of [...files, 'package.json'])
      cpSync(path.join(root, name), path.join(folder, PACKAGE, name), { recursive: true });
    for (const place of packages)
      cpSync(path.join(root, place), path.join(folder, PACKAGE, place), {
        recursive: true,
        filter: (name) => !name.slice(root.length + place.length).includes(`${path.sep}node_modules`),
      });
    execFileSync('tar', ['-czf', 'archive', 'node', PACKAGE], { cwd: folder });
    const archive = readFileSync(path.join(folder, 'archive'));
    writeFileSync(out, starter(version, archive), { mode: 0o755 });
    appendFileSync(out, archive);
    chmodSync(out, 0o755);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Where the packages stand that the program needs, as `node_modules/NAME`, below one another where a version is another's own. */
export function neededPackages(root) {
  const told = execFileSync('npm', ['ls', '--omit=dev', '--all', '--parseable'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  return told
    .split('\n')
    .map((line) => path.relative(root, line.trim()))
    .filter((place) => place.startsWith('node_modules'));
}

/** The shell script before the archive. It names the folder after the archive's hash, so that versions do not mix. */
function starter(version, archive) {
  const name = `${version}-${createHash('sha256').update(archive).digest('hex').slice(0, 16)}`;
  const script = `#!/bin/sh
# rethread ${version} with Node ${process.versions.node} for ${process.platform} ${process.arch}. Unpacks itself once, below the user's own cache.
set -eu
home=\${RETHREAD_HOME:-\${XDG_CACHE_HOME:-\${HOME:-}/.cache}/rethread}
place=$home/${name}
if [ ! -x "$place/node" ]; then
  umask 077
  if ! mkdir -p "$home" 2>/dev/null || ! part=$(mktemp -d "$home/part.XXXXXX" 2>/dev/null); then
    echo "rethread: $home: cannot unpack there. Name another folder with RETHREAD_HOME" >&2
    exit 4
  fi
  trap 'rm -rf "$part"' EXIT
  trap 'exit 130' INT TERM HUP
  if ! tail -n +LINES "$0" | tar -xzf - -C "$part" 2>/dev/null || [ ! -f "$part/${PACKAGE}/package.json" ]; then
    echo "rethread: $0 is not whole, or the disk is full: nothing was unpacked to $home" >&2
    exit 4
  fi
  # Another one may have come first: then its folder stays.
  [ -x "$place/node" ] || mv "$part" "$place"
fi
trap - EXIT
rm -rf "\${part:-}" "$place"/part.*
exec "$place/node" "$place/${PACKAGE}/dist/cli/main.js" "$@"
`;
  return script.replace('LINES', String(script.split('\n').length));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: `packed/rethread-${process.platform}-${process.arch}` },
      node: { type: 'string', default: process.execPath },
    },
  });
  mkdirSync(path.dirname(values.out), { recursive: true });
  bundleExecutable({ root: process.cwd(), out: values.out, node: values.node });
  console.log(values.out);
}
