// Builds dist/ from src/: compiles, copies data files, writes the schema of the findings and the manual page, bundles the report's viewer and the command line.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { bundleBrowser } from './src/browser/bundle-browser.mjs';
import { bundleCommand } from './src/cli/bundle/bundle-command.mjs';
import { bundleViewer } from './src/report/page/bundle-viewer.mjs';

const require = createRequire(import.meta.url);
rmSync('dist', { recursive: true, force: true });
execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.json'], { stdio: 'inherit' });
cpSync('src', 'dist', {
  recursive: true,
  filter: (path) => (!/\.[a-z]+$/.test(path) && !path.endsWith('viewer')) || path.endsWith('.json'),
});
const { findingsSchema } = await import('./dist/report/format/findings-schema.js');
writeFileSync('dist/report/format/findings.schema.json', `${JSON.stringify(findingsSchema(), null, 2)}\n`);
const { describeCommands } = await import('./dist/cli/help/described-commands.js');
const { commands } = await import('./dist/cli/command/commands.js');
const { manualPage } = await import('./dist/cli/help/manual-page.js');
const { EPILOGUE: epilogue, SUMMARY: summary } = await import('./dist/cli/help/program-text.js');
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
writeFileSync('dist/rethread.1', manualPage(await describeCommands(commands), { version, summary, epilogue }));
await bundleViewer('src/viewer/main.tsx', 'dist/report/page/viewer-bundle.js');
await bundleCommand('dist');
await bundleBrowser('dist');
chmodSync('dist/cli/main.js', 0o755);
