/** 0 to 100; the bounds are those of the call page's words. */
export const scoreTone = (total: number): 'good' | 'warn' | 'danger' =>
  total >= 70 ? 'good' : total >= 40 ? 'warn' : 'danger';
