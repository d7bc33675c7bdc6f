// Bundles the viewer into one script and one style sheet, as strings of a module.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { build } from 'esbuild';

/** Bundles `entry` and writes a module that exports `viewerBundle`. */
export async function bundleViewer(entry, module) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    outdir: 'bundle',
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: ['es2022', 'chrome109', 'firefox115', 'safari16.4'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    charset: 'ascii',
    legalComments: 'none',
  });
  const textOf = (ending) => outputFiles.find(({ path }) => path.endsWith(ending)).text.trim();
  const script = textOf('.js').replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
  const style = textOf('.css').replaceAll('</style', '<\\/style');
  const hash = (text) => createHash('sha256').update(text).digest('base64');
  const bundle = { script, style, scriptHash: hash(script), styleHash: hash(style) };
  writeFileSync(module, `export const viewerBundle = ${JSON.stringify(bundle)};\n`);
}
