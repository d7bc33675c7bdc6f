// Bundles the built command line with the packages that every command needs: reading a hundred small files takes longer than
// most commands do. Packages that only some runs need stay outside and are loaded by those.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const OUTSIDE = [
  'chardet',
  'cli-progress',
  'csv-stringify',
  'fzstd',
  'htmlparser2',
  'hyparquet',
  'iconv-lite',
  'libarchive-wasm',
  'mailparser',
  'xz-decompress',
  'zod',
];

/** The viewer is a large module of one string: it stays where it is. */
const keepViewer = {
  name: 'keep-viewer',
  setup({ onResolve }) {
    onResolve({ filter: /\/viewer-bundle\.js$/ }, () => ({ path: '../report/page/viewer-bundle.js', external: true }));
  },
};

/**
 * Bundles `cli/main.js` of a build in place, and the threads beside it: what reads headers, what writes rows, what reads by mailparser; `cli/third-party.txt` gets the
 * licences of what went in.
 */
export async function bundleCommand(dist) {
  const { metafile } = await build({
    entryPoints: {
      main: `${dist}/cli/main.js`,
      'header-worker': `${dist}/message/header/header-worker.js`,
      'row-worker': `${dist}/case/row-worker.js`,
      'mailparser-worker': `${dist}/verify/mailparser-worker.js`,
    },
    outdir: `${dist}/cli`,
    allowOverwrite: true,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    chunkNames: 'chunk-[hash]',
    external: OUTSIDE.flatMap((name) => [name, `${name}/*`]),
    plugins: [keepViewer],
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
    // What is bundled of packages in the older module format asks for Node's own modules in the older way.
    banner: {
      js: "import { createRequire as requireFor } from 'node:module';\nconst require = requireFor(import.meta.url);",
    },
  });
  const folders = Object.keys(metafile.inputs).flatMap(
    (file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? [],
  );
  const notices = [...new Set(folders)].sort().map(noticeOf);
  writeFileSync(
    `${dist}/cli/third-party.txt`,
    `The command line holds code of these packages.\n\n${notices.join('\n\n')}\n`,
  );
}

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = ['LICENSE', 'LICENSE.txt', 'LICENSE.md', 'license', 'LICENSE-MIT.txt', 'LICENCE']
    .map((one) => path.join(folder, one))
    .find((one) => existsSync(one));
  if (file === undefined) throw new Error(`${name} has no licence file`);
  return `${name} ${version} (${license})\n\n${readFileSync(file, 'utf8').trim()}`;
}
