export const BUTTON_BASE =
  'inline-flex items-center justify-center gap-2 rounded-full font-semibold whitespace-nowrap ' +
  'transition-colors select-none disabled:cursor-not-allowed disabled:opacity-55 ' +
  'aria-disabled:cursor-not-allowed aria-disabled:opacity-55 focus-visible:rounded-full';

export const BUTTON_VARIANTS = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  secondary: 'border border-line-strong bg-surface text-ink hover:border-ink hover:bg-sunken',
  ghost: 'text-ink hover:bg-sunken',
  danger: 'bg-danger text-on-danger hover:brightness-90',
  'danger-quiet': 'text-danger hover:bg-danger-soft',
  /** On the coloured stage. */
  stage: 'bg-on-stage text-stage hover:bg-on-stage-muted',
} as const;

export const BUTTON_SIZES = {
  sm: 'min-h-9 px-3.5 py-1 text-sm',
  md: 'min-h-11 px-5 py-2',
  lg: 'min-h-13 px-7 py-3 text-lg',
  icon: 'size-11 shrink-0',
} as const;
