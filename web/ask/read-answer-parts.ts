import type { ApiAnswerPart } from "../../sidecar/http/api-types.ts";

/** Longer than any answer with its tables; a stream without line ends must not fill the browser. */
const LINE_CHARS_MAX = 8 << 20;

/** Parts of an answer from a stream of JSON lines, one after the other. Throws when a line is no JSON or never ends. */
export async function* readAnswerParts(stream: ReadableStream<Uint8Array>): AsyncGenerator<ApiAnswerPart> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
    const lines = rest.split("\n");
    rest = done ? "" : (lines.pop() ?? "");
    for (const line of lines) {
      if (line.trim() !== "") {
        yield JSON.parse(line) as ApiAnswerPart;
      }
    }
    if (rest.length > LINE_CHARS_MAX) {
      throw new Error("answer line too long");
    }
    if (done) {
      return;
    }
  }
}
