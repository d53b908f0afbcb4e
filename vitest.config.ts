import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks', // onnxruntime-node does not survive vmThreads
    restoreMocks: true,
    env: { TZ: 'UTC' },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', './test/tools/tally-reporter.ts'],
    coverage: { provider: 'v8', include: ['src/**'] },
  },
});
