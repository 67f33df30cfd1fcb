import { api, dataOf } from '$lib/api/client';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params }) => ({
  invitation: dataOf(
    await api.GET('/api/invitations/accept/{token}', {
      fetch,
      params: { path: { token: params.token } },
    }),
  ),
});
