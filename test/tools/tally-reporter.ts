import type { Reporter, TestModule } from 'vitest/node';

/** Prints the last line that CI reads: `N passed, N failed, N skipped`. */
export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tally = { passed: 0, failed: errors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      if (module.state() === 'failed' && module.children.size === 0) tally.failed += 1;
      for (const test of module.children.allTests()) tally[test.result().state] += 1;
    }
    process.on('exit', () => {
      process.stdout.write(
        `${tally.passed} passed, ${tally.failed} failed, ${tally.skipped + tally.pending} skipped\n`,
      );
    });
  }
}
