import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { inlineScriptHashes } from './inline-scripts';

export type Page = { html: string; inlineScripts: readonly string[] };

/**
 * The dashboard's single page, as the last build left it. It names chunks by their content, so a page
 * of an earlier build would ask for chunks that are there no more: it is looked at again each time.
 */
export class DashboardPage {
  private readonly file: string;
  private mark = '';
  private page: Page | undefined;

  constructor(folder: string) {
    this.file = join(folder, 'index.html');
  }

  /** Undefined when no dashboard has been built; while a build writes it anew, the one before. */
  async current(): Promise<Page | undefined> {
    try {
      const { mtimeMs, size, ino } = await stat(this.file);
      const mark = `${mtimeMs}:${size}:${ino}`;
      if (mark === this.mark) return this.page;
      const html = await readFile(this.file, 'utf8');
      // Half written, it would run no script of its own.
      if (!/<\/html>\s*$/i.test(html)) return this.page;
      this.page = { html, inlineScripts: inlineScriptHashes(html) };
      this.mark = mark;
    } catch {
      // Not built, or being built.
    }
    return this.page;
  }
}
