import type { AxeResults, RunOptions } from 'axe-core';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const GRAVE: readonly (string | null | undefined)[] = ['serious', 'critical'];

/** The narrowest telephone that is served. */
export const NARROW = { width: 360, height: 740 };
const WIDE = { width: 1280, height: 800 };

/** All that the dark changes is colours. */
const RULES: Record<'light' | 'dark', RunOptions> = {
  light: { resultTypes: ['violations'] },
  dark: { resultTypes: ['violations'], runOnly: ['color-contrast', 'link-in-text-block'] },
};

/** Calmed motion takes one frame still, in which colours and sizes are on their way. */
const SETTLED = 'Promise.allSettled(document.getAnimations().map(({ finished }) => finished))';

/** What somebody would stumble over here: in light and in dark, and on a narrow screen. */
export const audit = async (page: Page): Promise<string[]> => {
  const found: string[] = [];
  await page.evaluate(AXE);
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await page.locator(`html[data-theme="${theme}"]`).waitFor({ state: 'attached' });
    await page.evaluate(SETTLED);
    found.push(...(await barriers(page, RULES[theme])).map((barrier) => `${theme}: ${barrier}`));
  }
  await page.setViewportSize(NARROW);
  await page.evaluate(SETTLED);
  found.push(...(await overflowing(page)));
  await page.setViewportSize(WIDE);
  return found;
};

/** Serious and critical findings of axe, with the element they are about. */
const barriers = async (page: Page, options: RunOptions): Promise<string[]> => {
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(options)})`);
  return violations
    .filter(({ impact }) => GRAVE.includes(impact))
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id} at ${html.slice(0, 160)}`));
};

/** A text, because the page's own types are not those of the tests. */
const OVERFLOWING = `(() => {
  const { clientWidth, scrollWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  return [...document.body.querySelectorAll('*')]
    .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
    .map((element) => 'beyond the edge: ' + element.outerHTML.slice(0, 160))
    .concat(scrollWidth + ' pixels wide on a screen of ' + clientWidth);
})()`;

const overflowing = (page: Page): Promise<string[]> => page.evaluate<string[]>(OVERFLOWING);
