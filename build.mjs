// Builds dist/ from src/: compiles, copies data files, bundles the report's viewer and the command line.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { bundleCommand } from './src/cli/bundle-command.mjs';
import { bundleViewer } from './src/report/html/bundle-viewer.mjs';

const require = createRequire(import.meta.url);
rmSync('dist', { recursive: true, force: true });
execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.json'], { stdio: 'inherit' });
cpSync('src', 'dist', {
  recursive: true,
  filter: (path) => (!/\.[a-z]+$/.test(path) && !path.endsWith('viewer')) || path.endsWith('.json'),
});
if (existsSync('dist/report/html'))
  await bundleViewer('src/report/html/viewer/main.tsx', 'dist/report/html/viewer-bundle.js');
await bundleCommand('dist');
chmodSync('dist/cli/main.js', 0o755);
