import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

export type WatchedPage = {
  page: Page;
  /** What the page itself broke on: errors nobody caught, and what its security policy refused. */
  troubles: string[];
};

/** A page of its own, with a jar of its own. */
export const watchedPage = async (
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> => {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy/.test(message.text())) {
      troubles.push(message.text());
    }
  });
  return { page, troubles };
};
