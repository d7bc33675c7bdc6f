// Bundles the library's part for a page into one module: what it asks of Node is put in by small files beside this one.
import path from 'node:path';
import { build } from 'esbuild';

/** Bundles `browser/index.js` of a build in place. */
export async function bundleBrowser(dist) {
  const own = (name) => path.resolve(dist, 'browser', name);
  await build({
    entryPoints: [own('index.js')],
    outfile: own('index.js'),
    allowOverwrite: true,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: ['es2023', 'chrome120', 'firefox121', 'safari17.2'],
    alias: { 'node:crypto': own('node-crypto.js'), 'iconv-lite': own('iconv.js') },
    inject: [own('buffer.js')],
    charset: 'utf8',
    legalComments: 'linked',
    logLevel: 'warning',
  });
}
