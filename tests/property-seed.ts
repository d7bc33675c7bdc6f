import fc from 'fast-check';

// The same trials wherever the tests run, so that what passed here passes there. RETHREAD_SEED takes others: a number, or `now`.
const asked = process.env.RETHREAD_SEED ?? '5322';
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: asked === 'now' ? Date.now() : Number(asked) });
