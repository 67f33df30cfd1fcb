import type { Page } from 'playwright-core';
import { PASSWORD } from '../../e2e/practice/practice-stage';

export const signIn = async (page: Page, url: string, email: string): Promise<void> => {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((address) => !address.pathname.startsWith('/sign-in'));
};
