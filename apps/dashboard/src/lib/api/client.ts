import { navigating } from '$app/state';
import { error as errorPage, redirect } from '@sveltejs/kit';
import createClient, { type Middleware } from 'openapi-fetch';
import { problemOf, UNREACHABLE, type Problem } from './problem';
import type { paths } from './schema';
import { signInAddress } from './sign-in-address';

/** Every operation may be refused with a problem; the server's description leaves that out. */
type Refusable<Operation> = Operation extends { responses: infer Responses }
  ? Omit<Operation, 'responses'> & {
      responses: Responses & { default: { content: { 'application/json': Problem } } };
    }
  : Operation;
type RefusablePaths = {
  [Path in keyof paths]: { [Method in keyof paths[Path]]: Refusable<paths[Path][Method]> };
};

const asResponse = (problem: Problem): Response =>
  new Response(JSON.stringify(problem), { status: problem.status });

/** Whatever goes wrong, on the way or at the server, arrives as a problem. */
const problems: Middleware = {
  onResponse: async ({ response }) =>
    response.ok ? undefined : asResponse(problemOf(await response.text(), response.status)),
  onError: () => asResponse(UNREACHABLE),
};

/** The only place that fetches: typed by the server's own description. */
export const api = createClient<RefusablePaths>({ baseUrl: '' });
api.use(problems);

type Outcome<Data> = { data?: Data; error?: Problem; response: Response };

/** For `load`: the data, or else the sign-in page or the error page. */
export const dataOf = <Data>({ data, error }: Outcome<Data>): Data => {
  if (!error) {
    return data as Data;
  }
  if (error.status === 401) {
    redirect(303, signInAddress(navigating.to?.url ?? new URL(location.href)));
  }
  errorPage(error.status, { message: error.detail, code: error.code });
};

export type Answer<Data> = { ok: true; data: Data } | { ok: false; problem: Problem };

/** For what a person does in a page: refusals are shown there. */
export const ask = async <Data>(exchange: Promise<Outcome<Data>>): Promise<Answer<Data>> => {
  const { data, error } = await exchange;
  return error ? { ok: false, problem: error } : { ok: true, data: data as Data };
};
