// Threads of files, why one message is linked, and what to know: node examples/threads.mjs samples/case
import { explainLinks, isFindingOf, linkedPosts, personOf, reconstruct } from 'rethread';

const reconstruction = await reconstruct(process.argv.slice(2).map((path) => ({ path })));
const explain = explainLinks(reconstruction);

for (const thread of reconstruction.threads.filter(({ posts }) => posts.length > 5))
  for (const { post, parent, depth, confidence } of linkedPosts(thread)) {
    const who =
      post.kind === 'produced' && post.message.from ? personOf(reconstruction.people, post.message.from) : null;
    console.log(`${'  '.repeat(depth)}${post.key.slice(0, 8)} ${post.kind} ${who?.name ?? ''}`);
    if (parent && confidence < 0.99)
      for (const { kind, weight, detail } of explain(post.key).evidence)
        console.log(`${'  '.repeat(depth)}    ${kind} ${weight.toFixed(1)}: ${detail}`);
  }

for (const finding of reconstruction.findings)
  if (isFindingOf(finding, 'altered-quote'))
    for (const { before, after, origins } of finding.detail.changes)
      console.log(
        `"${before}" is quoted as "${after}": ${origins.map(({ source, offset }) => `${source} at ${offset}`)}`,
      );
