import type { Request, Response } from 'express';

export type ReportForms = {
  /** Of the file, without its ending. */
  name: string;
  json: () => Promise<object>;
  csv: () => Promise<string>;
};

/** Sends a report in the form the client prefers: JSON, or a CSV file. */
export const sendReport = async (
  request: Request,
  response: Response,
  { name, json, csv }: ReportForms,
): Promise<void> => {
  response.vary('Accept');
  if (request.accepts(['json', 'text/csv']) !== 'text/csv') {
    response.json(await json());
    return;
  }
  response
    .attachment(`${name}.csv`)
    .type('text/csv')
    .send(await csv());
};
