import { SetMetadata } from '@nestjs/common';

export const PUBLIC_KEY = 'sparline:public';

/** This route answers anyone, signed in or not. */
export const Public = () => SetMetadata(PUBLIC_KEY, true);
