/** Whether a transaction counts as an error: the server's fault (5xx or an escaped exception), never the client's. */
export function isFailed(row: { readonly status: number; readonly error: string }): boolean {
  return row.status >= 500 || row.error !== "";
}
