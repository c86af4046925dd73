/**
 * A fetch for one server only: refuses every other origin and every redirect, checks status and content type, and ends a body
 * that is larger than its bound or that holds a line which is not JSON. Errors say what the server did.
 */
import { AppError } from "../base/app-error.ts";

export interface BoundedFetchOptions {
  readonly origin: string;
  readonly signal: AbortSignal;
  readonly bytesMax: number;
}

export function boundedFetch({ origin, signal, bytesMax }: BoundedFetchOptions): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    if (url.origin !== origin) {
      throw new AppError("unavailable", `the model may only be asked at ${origin}`);
    }
    const response = await fetch(url, { ...init, redirect: "error", signal });
    const type = response.headers.get("content-type") ?? "";
    if (!response.ok || !/^application\/(?:x-ndjson|json)\b/.test(type) || response.body === null) {
      await response.body?.cancel();
      throw new AppError(
        "unavailable",
        response.ok
          ? `the model server answered ${type || "nothing"}`
          : `the model server answered HTTP ${response.status}`,
      );
    }
    return new Response(response.body.pipeThrough(jsonLines(bytesMax)), {
      status: response.status,
      headers: { "content-type": type },
    });
  };
}

/** Passes whole lines of JSON on; the client's own parser would print what it cannot read. */
function jsonLines(bytesMax: number): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  let bytes = 0;
  let open = "";
  const pass = (line: string, controller: TransformStreamDefaultController<Uint8Array>): void => {
    if (line.trim() === "") {
      return;
    }
    if (!isJsonObject(line)) {
      throw new AppError("unavailable", "the model server answered something that is not JSON");
    }
    controller.enqueue(encoder.encode(`${line}\n`));
  };
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > bytesMax) {
        throw new AppError("message_too_large", `the model server sent more than ${bytesMax / 1024} KiB`);
      }
      const lines = (open + decoder.decode(chunk, { stream: true })).split("\n");
      open = lines.pop() ?? "";
      for (const line of lines) {
        pass(line, controller);
      }
    },
    flush(controller) {
      pass(open + decoder.decode(), controller);
    },
  });
}

function isJsonObject(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    // Not JSON: that is the answer.
    return false;
  }
}
