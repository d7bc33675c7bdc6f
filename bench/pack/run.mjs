// What a stranger gets: packs the package, installs it into an empty project and tries it there.
//
//     npm run bench:pack -- [--node 22] [--node 24]
//
// Tried are the command line, the library, strict types with `skipLibCheck: false`, the browser entry, and how large the install is (70 MB at
// most). With --node the programs run on that version of Node, which npm fetches; else on this one.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { printHelp } from '../print-help.mjs';

printHelp(import.meta.url);

const { values: options } = parseArgs({ options: { node: { type: 'string', multiple: true, default: [] } } });
const MOST_MEGABYTES = 70;
const project = mkdtempSync(path.join(tmpdir(), 'rethread-pack-'));
process.on('exit', () => rmSync(project, { recursive: true, force: true }));

const run = (program, args, folder = project) =>
  execFileSync(program, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

const [{ filename }] = JSON.parse(
  run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', project], '.'),
);
writeFileSync(path.join(project, 'package.json'), '{ "name": "stranger", "private": true, "type": "module" }\n');
run('npm', ['install', '--silent', '--no-audit', '--no-fund', `./${filename}`]);
const megabytes = sizeOf(path.join(project, 'node_modules')) / 1e6;
console.log(`installed: ${megabytes.toFixed(1)} MB`);
run('npm', ['install', '--silent', '--no-audit', '--no-fund', '--save-dev', 'typescript', '@types/node']);

writeFileSync(path.join(project, 'mail.mbox'), mailbox());
writeFileSync(path.join(project, 'use.ts'), program());
writeFileSync(path.join(project, 'page.ts'), page());
const compiler = {
  strict: true,
  skipLibCheck: false,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
};
writeFileSync(
  path.join(project, 'tsconfig.json'),
  JSON.stringify({
    compilerOptions: { ...compiler, module: 'nodenext', target: 'es2023', types: ['node'] },
    files: ['use.ts', 'page.ts'],
  }),
);
run('npx', ['tsc', '-p', '.']);
console.log('types: strict, skipLibCheck false');

const versions = options.node.length
  ? options.node.map((version) => ['npx', ['--yes', '-p', `node@${version}`, 'node']])
  : [['node', []]];
for (const [node, before] of versions) {
  const inNode = (...args) => run(node, [...before, ...args]);
  const version = inNode('--version').trim();
  const command = path.join('node_modules', 'rethread', 'dist', 'cli', 'main.js');
  expect(inNode(command, 'list', 'mail.mbox', '-q').includes('1 thread, 2 messages'), `${version}: the command line`);
  expect(inNode('use.js').startsWith('2 posts, '), `${version}: the library`);
  expect(inNode('page.js').trim() === '2 posts', `${version}: the browser entry`);
  inNode(command, 'build', 'mail.mbox', '-o', `mail-${version}.case`, '-q');
  expect(
    inNode(command, 'verify', `mail-${version}.case`, '-q').includes('everything holds'),
    `${version}: a case, verified`,
  );
}
expect(megabytes <= MOST_MEGABYTES, `at most ${MOST_MEGABYTES} MB`);

function expect(holds, sentence) {
  console.log(`${holds ? 'ok    ' : 'FAILED'} ${sentence}`);
  if (!holds) process.exitCode = 1;
}

function sizeOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).reduce(
    (sum, entry) => sum + (entry.isFile() ? statSync(path.join(entry.parentPath, entry.name)).size : 0),
    0,
  );
}

function mailbox() {
  const mail = (number, rest) =>
    `From ada@moor.example Mon Jan  3 1${number}:00:00 2005\nFrom: Ada <ada@moor.example>\nTo: bo@fen.example\nDate: Mon, 3 Jan 2005 1${number}:00:00 +0000\nMessage-ID: <${number}@moor.example>\n${rest}\n\n`;
  return mail(1, 'Subject: Tide\n\nAt noon.') + mail(2, 'Subject: Re: Tide\nIn-Reply-To: <1@moor.example>\n\nAt one.');
}

function program() {
  return `import { type Finding, type Reconstruction, reconstruct, threadTable } from 'rethread';
const reconstruction: Reconstruction = await reconstruct([{ path: 'mail.mbox' }]);
const findings: readonly Finding[] = reconstruction.findings;
console.log(\`\${[...threadTable(reconstruction)].length} posts, \${findings.length} findings\`);
`;
}

function page() {
  return `import { type PostRow, threadMessages, threadTable } from 'rethread/browser';
const rows: PostRow[] = [...threadTable(await threadMessages([
  { messageId: '1@x.example', from: 'a@x.example', subject: 'Tide', text: 'At noon.' },
  { messageId: '2@x.example', inReplyTo: '1@x.example', from: 'b@x.example', subject: 'Re: Tide', text: 'At one.' },
]))];
console.log(\`\${rows.length} posts\`);
`;
}
