import type { Problem } from '$lib/api/problem';
import { toasts } from './toasts.svelte';

/** A sign-in that ended meanwhile; a wrong password is the form's own business. */
export const signInEnded = ({ status, code }: Problem): boolean =>
  status === 401 && code !== 'auth.bad_credentials';

/** Says why something was refused. Signing in again happens in a tab of its own: what was typed stays. */
export const tellRefusal = (problem: Problem): void =>
  toasts.show({
    text: problem.detail,
    tone: 'danger',
    action: signInEnded(problem)
      ? { label: 'Sign in', run: () => void window.open('/sign-in', '_blank') }
      : undefined,
  });
