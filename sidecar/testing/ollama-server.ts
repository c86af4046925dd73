/**
 * A small HTTP server on loopback that speaks Ollama's protocol, well or in one of the ways a real one fails. For tests of
 * what must survive it. `prompts` keeps what it was asked.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type OllamaBehaviour =
  | { readonly kind: "says"; readonly text: string; readonly pauseMs?: number }
  | { readonly kind: "hangs"; readonly at: "version" | "chat" | "middle" }
  | { readonly kind: "status"; readonly code: number }
  | { readonly kind: "html" }
  | { readonly kind: "redirect"; readonly to: string }
  | { readonly kind: "garbage" }
  | { readonly kind: "error-line" }
  | { readonly kind: "cut" }
  | { readonly kind: "huge"; readonly lines: boolean };

export interface OllamaServer {
  readonly url: string;
  readonly prompts: string[];
  /** Bytes written to the last chat. */
  readonly sent: () => number;
  close(): Promise<void>;
}

export async function ollamaServer(behaviour: OllamaBehaviour): Promise<OllamaServer> {
  const prompts: string[] = [];
  let sent = 0;
  const server = createServer(async (request, response) => {
    response.on("error", () => response.destroy());
    if (request.url === "/api/version") {
      version(behaviour, response);
      return;
    }
    if (request.url === "/api/tags") {
      response
        .writeHead(200, { "content-type": "application/json" })
        .end('{"models":[{"name":"first:1b"},{"name":"b"}]}');
      return;
    }
    prompts.push(await bodyOf(request));
    sent = 0;
    const write = (text: string): boolean => {
      sent += text.length;
      return response.write(text);
    };
    await chat(behaviour, response, write);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    prompts,
    sent: () => sent,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function version(behaviour: OllamaBehaviour, response: ServerResponse): void {
  if (behaviour.kind === "hangs" && behaviour.at === "version") {
    return;
  }
  if (behaviour.kind === "html") {
    response.writeHead(200, { "content-type": "text/html" }).end("<html><body>proxy</body></html>");
    return;
  }
  if (behaviour.kind === "redirect") {
    response.writeHead(302, { location: behaviour.to }).end();
    return;
  }
  response.writeHead(200, { "content-type": "application/json" }).end('{"version":"0.9.6"}');
}

async function chat(
  behaviour: OllamaBehaviour,
  response: ServerResponse,
  write: (text: string) => boolean,
): Promise<void> {
  if (behaviour.kind === "hangs" && behaviour.at === "chat") {
    return;
  }
  if (behaviour.kind === "status") {
    const body = '{"error":"model runner has unexpectedly stopped"}';
    response.writeHead(behaviour.code, { "content-type": "application/json" }).end(body);
    return;
  }
  response.writeHead(200, { "content-type": "application/x-ndjson" });
  switch (behaviour.kind) {
    case "says":
      for (const piece of behaviour.text.match(/.{1,7}/gsu) ?? []) {
        write(line(piece));
        await pause(behaviour.pauseMs ?? 0);
      }
      response.end(line("", true));
      return;
    case "hangs":
      write(line("동시접속은 "));
      return;
    case "garbage":
      response.end("data: not json at all\n{]\n");
      return;
    case "error-line":
      write(line("동시접속은 "));
      response.end('{"error":"out of memory"}\n');
      return;
    case "cut":
      write(line("동시접속은 "));
      await pause(20);
      response.destroy();
      return;
    case "huge":
      await flood(behaviour.lines, response, write);
      return;
    default:
      response.end();
  }
}

/** Up to 1 GiB, as fast as the reader takes it. */
async function flood(
  lines: boolean,
  response: ServerResponse,
  write: (text: string) => boolean,
): Promise<void> {
  const chunk = lines ? line("가".repeat(40)).repeat(400) : "x".repeat(65_536);
  for (let bytes = 0; bytes < 2 ** 30 && !response.destroyed; bytes += chunk.length) {
    if (!write(chunk)) {
      await Promise.race([new Promise((resolve) => response.once("drain", resolve)), pause(2_000)]);
    }
  }
  response.end();
}

function line(content: string, done = false): string {
  const message = { role: "assistant", content };
  return `${JSON.stringify({ model: "test", created_at: "2026-11-23T00:00:00Z", message, done })}\n`;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) {
    text += chunk;
  }
  return text;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
