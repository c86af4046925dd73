/**
 * Decides whether a request may be served at all, from its method and headers: the defence of a page on loopback
 * without a login. A foreign name in Host means DNS rebinding; a foreign Origin on a request that changes something, or
 * on the live socket, means another site is acting through the operator's browser. Pure.
 */
export function requestGuard(request: GuardedRequest): GuardVerdict {
  if (!isLocalHost(request.host)) {
    return refuse("host_refused", "This page answers only under localhost, 127.0.0.1 or [::1].");
  }
  const changes = request.method !== "GET" && request.method !== "HEAD";
  if (!changes && !request.upgrade) {
    return { allowed: true };
  }
  if (request.fetchSite !== undefined && !["same-origin", "none"].includes(request.fetchSite)) {
    return refuse("cross_site_refused", "Another site may not act here: open the page itself.");
  }
  // A browser always sends Origin on these; a command-line client sends neither Origin nor Sec-Fetch-Site.
  if (request.origin !== undefined && !isSameOrigin(request.origin, request.host as string)) {
    return refuse("origin_refused", "The Origin header names another site: open the page itself.");
  }
  if (changes && !isJson(request.contentType)) {
    return refuse("content_type_refused", "Send the body as application/json.", 415);
  }
  return { allowed: true };
}

export interface GuardedRequest {
  readonly method: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** Sec-Fetch-Site. */
  readonly fetchSite: string | undefined;
  readonly contentType: string | undefined;
  readonly upgrade: boolean;
}

export type GuardVerdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly status: number; readonly code: string; readonly message: string };

function refuse(code: string, message: string, status = 403): GuardVerdict {
  return { allowed: false, status, code, message };
}

/** Name and an optional port, nothing else. */
const LOCAL_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

function isLocalHost(host: string | undefined): boolean {
  return host !== undefined && host.length <= 32 && LOCAL_HOST.test(host);
}

/** Scheme http, and exactly the host and port that were asked. */
function isSameOrigin(origin: string, host: string): boolean {
  return origin.toLowerCase() === `http://${host.toLowerCase()}`;
}

function isJson(contentType: string | undefined): boolean {
  return contentType?.split(";", 1)[0]?.trim().toLowerCase() === "application/json";
}
