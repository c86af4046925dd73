/** Whether a host, as a user writes it, is this machine and nothing else. A name other than localhost is not. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}
