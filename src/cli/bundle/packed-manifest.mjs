// What `npm pack` puts into the package has no `prepare`, which is for clones: npm 11 warns whoever installs a package that has one.
// Before packing the script is taken out of package.json, afterwards it is put back (`--back`), in the same place.
import { readFileSync, writeFileSync } from 'node:fs';

const SCRIPT = { prepare: 'npm run build' };
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const { build, ...others } = manifest.scripts;
delete others.prepare;
const scripts = { build, ...(process.argv.includes('--back') ? SCRIPT : {}), ...others };
writeFileSync('package.json', `${JSON.stringify({ ...manifest, scripts }, null, 2)}\n`);
