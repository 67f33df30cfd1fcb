export type ThemeChoice = 'system' | 'light' | 'dark';

const KEY = 'theme';
const isChoice = (value: unknown): value is 'light' | 'dark' =>
  value === 'light' || value === 'dark';

/** `app.html` applies the same rule before the first paint. */
class Theme {
  choice = $state<ThemeChoice>('system');

  /** Follows the system until told otherwise; returns how to stop. */
  watch(): () => void {
    const kept = read();
    this.choice = isChoice(kept) ? kept : 'system';
    const system = matchMedia('(prefers-color-scheme: dark)');
    const follow = () => this.apply();
    system.addEventListener('change', follow);
    return () => system.removeEventListener('change', follow);
  }

  choose(choice: ThemeChoice): void {
    this.choice = choice;
    write(choice);
    this.apply();
  }

  private apply(): void {
    const dark = matchMedia('(prefers-color-scheme: dark)').matches;
    const shown = this.choice === 'system' ? (dark ? 'dark' : 'light') : this.choice;
    document.documentElement.dataset.theme = shown;
  }
}

/** A browser that keeps nothing throws; then the choice lasts as long as the page. */
const read = (): string | null => {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
};

const write = (choice: ThemeChoice): void => {
  try {
    if (choice === 'system') {
      localStorage.removeItem(KEY);
    } else {
      localStorage.setItem(KEY, choice);
    }
  } catch {
    return;
  }
};

export const theme = new Theme();
