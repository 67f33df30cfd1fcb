export type Toast = {
  id: number;
  text: string;
  tone: 'good' | 'danger';
  action?: { label: string; run: () => void };
};

const SHOWN_MS = 6_000;

class Toasts {
  shown = $state<Toast[]>([]);
  private nextId = 1;
  private timers = new Map<number, ReturnType<typeof setTimeout>>();

  show(toast: Omit<Toast, 'id'>): void {
    const id = this.nextId++;
    this.shown.push({ ...toast, id });
    this.resume(id);
  }

  good(text: string, action?: Toast['action']): void {
    this.show({ text, tone: 'good', action });
  }

  danger(text: string): void {
    this.show({ text, tone: 'danger' });
  }

  /** While it is pointed at or focused, it stays. */
  pause(id: number): void {
    clearTimeout(this.timers.get(id));
  }

  resume(id: number): void {
    this.pause(id);
    this.timers.set(
      id,
      setTimeout(() => this.dismiss(id), SHOWN_MS),
    );
  }

  dismiss(id: number): void {
    this.pause(id);
    this.timers.delete(id);
    this.shown = this.shown.filter((toast) => toast.id !== id);
  }
}

export const toasts = new Toasts();
