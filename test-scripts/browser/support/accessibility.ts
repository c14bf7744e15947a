import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import type { AxeResults, RunOnly } from 'axe-core';
import type { Page } from 'playwright-core';

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
let axeSource: Promise<string> | undefined;

const RULES: Record<'all' | 'colours', RunOnly> = {
  all: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  /** What another colour scheme can break. */
  colours: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
};

// As text: what tsx compiles leans on helpers that a page does not have.
const SETTLE = `(async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const running = () => document.getAnimations().filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity)
  // What follows the size of the screen does so within two frames.
  await frame()
  await frame()
  // The end of one transition may start another, further down.
  for (let left = running(); left.length > 0; left = running()) left.forEach((animation) => animation.finish())
})()`;

/** Ends running transitions, whose colours in between are not those of the design. Endless animations go on. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(SETTLE);
}

/**
 * What breaks WCAG 2.2 AA on the page as it is, one line each; empty when nothing does. While a dialog is open that
 * is the dialog: nothing behind it can be read or reached. The scanner is put in by
 * evaluation, not as a script element, so that the page's own content security policy stays in force.
 */
export async function accessibilityProblems(page: Page, rules: keyof typeof RULES = 'all'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) {
    axeSource ??= readFile(axeFile, 'utf8');
    await page.evaluate(await axeSource);
  }
  await settle(page);
  const results = await page.evaluate<AxeResults>(
    `axe.run([...document.querySelectorAll('[role=dialog], [role=alertdialog]')].at(-1) ?? document, { runOnly: ${JSON.stringify(RULES[rules])}, resultTypes: ['violations'] })`,
  );
  return results.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${violation.help} ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
  );
}

/** The same in light and in dark, and whether anything is wider than the screen. Leaves the page in light, without motion. */
export async function problemsInBothSchemes(page: Page): Promise<string[]> {
  const problems: string[] = [];
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const found = await accessibilityProblems(page, colorScheme === 'light' ? 'all' : 'colours');
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (tooWide > 0) found.push(`${tooWide} px wider than the screen`);
    problems.push(...found.map((problem) => `${colorScheme}: ${problem}`));
  }
  return problems;
}
