import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
let axeSource: Promise<string> | undefined

/**
 * What breaks WCAG 2.2 AA on the page as it stands, one line each; empty when nothing does. The scanner is put in by
 * evaluation, not as a script element, so that the page's own content security policy stays in force.
 */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  axeSource ??= readFile(axeFile, 'utf8')
  await page.evaluate(await axeSource)
  // Colours in the middle of a transition are nobody's choice; what repeats for ever is not waited for.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity)
        .map((animation) => animation.finished.catch(() => undefined)),
    ).then(() => undefined),
  )
  const results = await page.evaluate<AxeResults>(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
  )
  return results.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${violation.help} ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
  )
}
