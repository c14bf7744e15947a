import type { Reporter, TestModule } from 'vitest/node';

/** Closes every run with one plain line, `N passed, N failed`, for people and scripts that read the end only. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>, errors: ReadonlyArray<unknown>): void {
    let passed = 0;
    let failed = errors.length;
    for (const module of modules) {
      const states = [...module.children.allTests()].map((test) => test.result().state);
      passed += states.filter((state) => state === 'passed').length;
      const broken = states.filter((state) => state === 'failed').length;
      // A file that does not load, or whose set-up fails, has no failed test to count; it has failed all the same.
      failed += broken === 0 && module.state() === 'failed' ? 1 : broken;
    }
    process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  }
}
