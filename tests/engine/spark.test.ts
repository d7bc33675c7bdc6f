import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { conversations, LIST, recordsOf, seldomMail } from '../list-mail.js';
import { main, runCommand } from '../run-command.js';

const hasSpark =
  spawnSync('java', ['-version']).status === 0 &&
  spawnSync('python3', ['-c', 'import importlib.util, sys; sys.exit(importlib.util.find_spec("pyspark") is None)'])
    .status === 0;
if (!hasSpark) console.log('Spark is not compared with: it needs Java 17 and python3 -m pip install pyspark');

/** One small run: no code is compiled for a hundred rows, and nobody watches. */
const SMALL = [
  'spark.sql.shuffle.partitions=1',
  'spark.sql.codegen.wholeStage=false',
  'spark.sql.codegen.factoryMode=NO_CODEGEN',
  'spark.sql.adaptive.enabled=false',
  'spark.ui.enabled=false',
  'spark.driver.bindAddress=127.0.0.1',
  'spark.driver.host=127.0.0.1',
  'spark.driver.memory=512m',
  'spark.driver.extraJavaOptions=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC',
];

describe('a case built on Spark', () => {
  it.skipIf(!hasSpark)('gives the same bytes as one built in memory, part by part', { timeout: 300_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rethread-spark-'));
    const [here, there] = [join(folder, 'here.case'), join(folder, 'there.case')];
    // Beside the sample case so much of a list that both are weighed: mail of a list, and direct mail of who reads it.
    const list = join(folder, 'list.json');
    writeFileSync(list, JSON.stringify(recordsOf([...conversations(() => LIST, { count: 60 }), ...seldomMail])));
    const mail = ['samples/case', list];
    const given = ['--work', join(folder, 'work'), '--rethread', `${process.execPath} ${main}`];
    const built = spawnSync(
      'python3',
      [
        'engine/spark/rethread_spark.py',
        ...['--master', 'local[2]', ...SMALL.flatMap((one) => ['--conf', one])],
        ...[...given, '--', ...mail, '-o', there, '--part-size', '150'],
      ],
      { encoding: 'utf8' },
    );
    expect([built.status, built.stderr]).toEqual([0, expect.any(String)]);
    expect((await runCommand(['build', ...mail, '-o', here])).status).toBe(0);
    for (const question of [['export'], ['findings', '--format', 'jsonl']]) {
      const { stdout } = await runCommand([...question, there]);
      expect(stdout).toBe((await runCommand([...question, here])).stdout);
      expect(stdout.length).toBeGreaterThan(1000);
    }
  });
});
