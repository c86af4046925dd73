import type { ApiError } from "../../sidecar/http/api-types.ts";
import { RequestFailure } from "./request-failure.ts";

/** Longer than any answer of the sidecar takes (its own deadline is 5 s); protects a view from waiting for ever. */
const DEADLINE_MS = 8000;

export interface FetchOptions {
  readonly signal?: AbortSignal;
  readonly body?: unknown;
}

/** One JSON request to the sidecar that served this page, never elsewhere. Throws RequestFailure, nothing else. */
export async function fetchJson<T>(path: string, options: FetchOptions = {}): Promise<T> {
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline;
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, {
      signal,
      headers: {
        accept: "application/json",
        ...(options.body ? { "content-type": "application/json" } : {}),
      },
      ...(options.body ? { method: "POST", body: JSON.stringify(options.body) } : {}),
    });
    text = await response.text();
  } catch (cause) {
    const late = deadline.aborted;
    throw new RequestFailure(late ? "timeout" : "offline", String(cause), 0);
  }
  const body = parse(text, response.status);
  if (!response.ok) {
    const error = body as Partial<ApiError> | null;
    throw new RequestFailure(
      error?.code ?? "http_error",
      error?.message ?? response.statusText,
      response.status,
    );
  }
  return body as T;
}

function parse(text: string, status: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RequestFailure("bad_answer", text.slice(0, 200), status);
  }
}
