import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Pages are written with the viewer as it was built.
  resolve: { alias: [{ find: /^.*\/viewer-bundle\.js$/, replacement: resolve('dist/report/page/viewer-bundle.js') }] },
  test: {
    // No module keeps state (tests/architecture.test.ts): a worker reads the program once for all its files.
    isolate: false,
    include: ['tests/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    setupFiles: ['tests/property-seed.ts'],
    globalSetup: ['tests/own-temporary-folder.ts', 'tests/build-once.ts'],
  },
});
