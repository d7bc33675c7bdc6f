// SQL on a case: rethread build samples/case -o quay4.case && node examples/case-sql.mjs quay4.case
import { createRequire } from 'node:module';

/** Node 22.13 and later have SQLite; before that the optional package libsql does. */
function open(path) {
  const own = process.getBuiltinModule('node:sqlite');
  return own
    ? new own.DatabaseSync(path, { readOnly: true })
    : new (createRequire(import.meta.url)('libsql'))(path, { readonly: true });
}

const database = open(process.argv[2]);
const show = (title, sql) => {
  console.log(title);
  for (const row of database.prepare(sql).all()) console.log(' ', Object.values(row).join(' | '));
};

show(
  'Who wrote how much to whom',
  `SELECT sender.person AS sender, receiver.person AS receiver, count(DISTINCT wrote.post) AS posts
     FROM participant AS wrote JOIN participant AS got ON got.post = wrote.post AND got.role IN ('to', 'cc', 'bcc')
     JOIN mailbox AS sender ON sender.number = wrote.mailbox JOIN mailbox AS receiver ON receiver.number = got.mailbox
    WHERE wrote.role = 'from' GROUP BY 1, 2 ORDER BY posts DESC, 1, 2 LIMIT 5`,
);
show(
  'The links that are least sure',
  `SELECT round(link.confidence, 2) AS confidence, child.key AS child, parent.key AS parent FROM link
     JOIN post AS child ON child.number = link.child JOIN post AS parent ON parent.number = link.parent
    ORDER BY link.confidence, child.key LIMIT 5`,
);
show('What to know', "SELECT severity, summary FROM finding WHERE severity = 'warning' ORDER BY number LIMIT 5");
