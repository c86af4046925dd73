// A user's browser as far as sessions matter: cookies by path, no redirects followed, one connection a request.
import { type IncomingMessage, request } from "node:http";

/** One answer. */
export interface Page {
  readonly status: number;
  readonly text: string;
  /** Lines `key=value` of the probe application. */
  readonly values: Readonly<Record<string, string>>;
  readonly location: string;
  /** True when the answer set a session cookie. */
  readonly newCookie: boolean;
  readonly ms: number;
}

/** A first JSP on a busy machine is compiled for half a minute. */
const timeoutMs = 90_000;

/** Keeps cookies between requests; the server may differ from request to request. */
export class Browser {
  /** Session cookie by path. */
  readonly cookies = new Map<string, string>();

  /** Fetches `path` (with query) from a server's base URL. */
  async get(server: string, path: string): Promise<Page> {
    return this.send("GET", server, path);
  }

  async post(server: string, path: string, form: Readonly<Record<string, string>>): Promise<Page> {
    return this.send("POST", server, path, new URLSearchParams(form).toString());
  }

  /** Session id for the application at `path`. */
  id(path: string): string {
    return this.cookies.get(path)?.split("=")[1] ?? "";
  }

  private async send(method: string, server: string, path: string, body?: string): Promise<Page> {
    const started = performance.now();
    const response = await this.answer(method, server, path, body);
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString("utf8");
    const newCookie = this.keep(response);
    const values: Record<string, string> = {};
    for (const line of text.split("\n")) {
      const at = line.indexOf("=");
      if (at > 0) values[line.slice(0, at)] = line.slice(at + 1).trim();
    }
    const { statusCode: status = 0, headers } = response;
    return {
      status,
      text,
      values,
      location: headers.location ?? "",
      newCookie,
      ms: performance.now() - started,
    };
  }

  private answer(method: string, server: string, path: string, body?: string): Promise<IncomingMessage> {
    const cookies = [...this.cookies].filter(([at]) => path.startsWith(at)).map(([, cookie]) => cookie);
    const headers: Record<string, string> = cookies.length > 0 ? { cookie: cookies.join("; ") } : {};
    if (body !== undefined) headers["content-type"] = "application/x-www-form-urlencoded";
    return new Promise((resolve, reject) => {
      const sent = request(server + path, { method, headers, agent: false, timeout: timeoutMs }, resolve);
      sent.on("timeout", () => sent.destroy(new Error(`no answer within ${timeoutMs} ms: ${server}${path}`)));
      sent.on("error", reject);
      sent.end(body);
    });
  }

  private keep(response: IncomingMessage): boolean {
    let kept = false;
    for (const line of response.headers["set-cookie"] ?? []) {
      const path = /path=([^;]+)/i.exec(line)?.[1] ?? "/";
      this.cookies.set(path, line.split(";")[0] as string);
      kept = true;
    }
    return kept;
  }
}
