import type { Me } from '$lib/api/types';

declare global {
  namespace App {
    interface PageData {
      /** Present on every page behind the sign-in. */
      me?: Me;
    }
    interface Error {
      message: string;
      code?: string;
    }
  }
}
