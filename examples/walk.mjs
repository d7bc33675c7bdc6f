// A walk through an unknown dump, a question a step: node examples/walk.mjs samples/case
import { buildReport, checkSources, offerJoins, reconstruct, traceCorrespondence } from 'rethread';

const step = (title, lines) => console.log(`\n## ${title}\n${lines.map((line) => `- ${line}`).join('\n')}`);

const reconstruction = await reconstruct(process.argv.slice(2).map((path) => ({ path })));

const check = checkSources(reconstruction);
step('What was handed over, and is every byte accounted for?', [
  `${check.sources.length} sources, ${check.messages} messages, ${check.posts} distinct`,
  check.complete ? 'every byte belongs to a message or to a gap that is told of' : 'bytes are NOT accounted for',
]);

const { totals } = buildReport(reconstruction);
step('Of which days, how many people?', [`${totals.first} to ${totals.last}`, `${totals.people} people`]);

const people = [...reconstruction.people.persons].sort((a, b) => b.uses - a.uses);
step(
  'Who is there most?',
  people.slice(0, 5).map(({ name, uses }) => `${name}: ${uses}`),
);
step(
  'Who may be one person?',
  offerJoins(reconstruction.people)
    .slice(0, 3)
    .map(({ persons, detail }) => `${persons.join(', ')}: ${detail}`),
);

const missing = reconstruction.findings.filter(({ kind }) => kind === 'missing-message');
step(
  'What was not produced?',
  missing.slice(0, 5).map(({ summary }) => summary),
);

const [first, second] = people;
const between = traceCorrespondence(reconstruction, [first], [second]);
step(`What passed between ${first.name} and ${second.name}?`, [`${between.contacts.length} messages`]);
