import { render } from 'preact';
import { App } from './app.js';
import { readCase } from './case-data.js';
import { DecisionStore } from './decisions.js';
import { DetailBlocks } from './detail-blocks.js';
import { Search } from './search.js';
import './style/base.css';
import './style/frame.css';
import './style/lists.css';
import './style/thread.css';
import './style/plots.css';
import './style/print.css';

const data = readCase();
const blocks = new DetailBlocks(data.index);
const name = `${data.index.title} ${data.index.threads.key[0] ?? ''} ${data.postCount}`;
const decisions = new DecisionStore(name);
const search = new Search(data, blocks, () => decisions.marks);
render(<App data={data} blocks={blocks} decisions={decisions} search={search} />, document.getElementById('app')!);
