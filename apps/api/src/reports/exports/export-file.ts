export const EXPORT_CONTENT_TYPE = 'text/csv; charset=utf-8';

/** Where it lies in the store. */
export const exportFileKey = (organizationId: string, id: string): string =>
  `exports/${organizationId}/${id}.csv`;

/** Where it is to be had. */
export const exportFilePath = (id: string): string => `/api/reports/exports/${id}/file`;
