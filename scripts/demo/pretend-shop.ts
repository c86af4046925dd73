/**
 * A shop and the examples' cart in one small server, for the tests of the checker: it answers as the real ones do, and
 * does wrong exactly what it is told to. Only tests use it.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type ShopChange, type ShopState, shopRules } from "./shop-rules.ts";

/** What goes wrong with one request. `lose` acknowledges and forgets; the two cuts break the connection. */
export type Fault =
  | "lose"
  | "missingRow"
  | "stale"
  | "newCookie"
  | "forget"
  | "cutBefore"
  | "cutAfter"
  | "error";

interface Session {
  state: ShopState;
  before: ShopState;
  titles: Set<string>;
}

const TITLES = ["Beavis &amp; Butt-head Video collection", "X-files movie", "Twin peaks tapes", "NIN CD"];

export class PretendShop {
  /** Asked for each request, by method and path with query. */
  fault: (request: string) => Fault | null = () => null;
  readonly #sessions = new Map<string, Session>();
  readonly #server: Server;
  #ids = 0;

  constructor() {
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  open(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = new URLSearchParams(await bodyOf(request));
    const url = new URL(request.url ?? "/", this.url);
    const fault = this.fault(`${request.method} ${request.url}`);
    const session = this.#sessionOf(request, response, url.pathname, fault);
    if (fault === "cutBefore") request.socket.destroy();
    else if (fault === "error") response.writeHead(500, { "x-shop-was": "pretend" }).end();
    else if (url.pathname.startsWith("/examples/")) this.#examples(url, session, response, fault);
    else this.#shop({ method: request.method ?? "", url, form, session, response, fault });
    if (fault === "cutAfter") request.socket.destroy();
  }

  #sessionOf(request: IncomingMessage, response: ServerResponse, path: string, fault: Fault | null): Session {
    const id = /JSESSIONID=(\w+)/.exec(request.headers.cookie ?? "")?.[1] ?? "";
    const known = fault === "forget" ? undefined : this.#sessions.get(id);
    const session = known ?? { state: shopRules.empty, before: shopRules.empty, titles: new Set() };
    if (known === undefined || fault === "newCookie") {
      const fresh = `s${++this.#ids}`;
      this.#sessions.set(fresh, session);
      response.setHeader("set-cookie", `JSESSIONID=${fresh}; Path=/${path.split("/")[1]}; HttpOnly`);
    }
    return session;
  }

  #shop(on: {
    method: string;
    url: URL;
    form: URLSearchParams;
    session: Session;
    response: ServerResponse;
    fault: Fault | null;
  }): void {
    const { method, url, form, session, response, fault } = on;
    const path = url.pathname.slice("/shop".length);
    response.setHeader("x-shop-was", "pretend");
    const change = changeOf(method, path, url, form);
    if (change !== null) {
      const next = shopRules.next(session.state, change);
      session.before = session.state;
      if (fault !== "lose") session.state = next;
      if (fault === "cutAfter") return;
      if (method === "POST") {
        const location = change.kind === "add" ? "/shop/cart" : "/shop/account";
        response.writeHead(303, { location, "x-shop-serial": String(next.serial) }).end();
        return;
      }
    }
    if (fault === "cutAfter") return;
    if (path === "/account" && session.state.user === null) {
      response.end('<form id="login">');
      return;
    }
    const state = fault === "stale" ? session.before : session.state;
    const json = JSON.stringify({ ...state, ordered: undefined, was: "pretend" });
    if (path === "/api/session") response.end(json);
    else {
      const meta = `<meta name="shop-state" content="${json.replaceAll('"', "&quot;")}">`;
      response.end(path === "/cart" ? `${meta}<h1 id="cart">${rowsOf(state, fault)}` : meta);
    }
  }

  #examples(url: URL, session: Session, response: ServerResponse, fault: Fault | null): void {
    const title = TITLES[Number(url.searchParams.get("itemId") ?? "-1")];
    if (title !== undefined && fault !== "lose") {
      if (url.searchParams.get("submit") === "add") session.titles.add(title);
      else session.titles.delete(title);
    }
    if (fault !== "cutAfter")
      response.end(`<ol>\n${[...session.titles].map((each) => `<li> ${each}\n`).join("")}</ol>`);
  }
}

function rowsOf(state: ShopState, fault: Fault | null): string {
  const items = Object.entries(state.items).slice(fault === "missingRow" ? 1 : 0);
  return items.map(([sku, n]) => `<tr data-sku="${sku}" data-quantity="${n}">`).join("");
}

function changeOf(method: string, path: string, url: URL, form: URLSearchParams): ShopChange | null {
  if (path === "/product") return { kind: "look", sku: url.searchParams.get("sku") ?? "" };
  if (method !== "POST") return null;
  if (path === "/j_security_check") return { kind: "signIn", user: form.get("j_username") ?? "" };
  return { kind: "add", sku: form.get("sku") ?? "", quantity: Number(form.get("quantity")) };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return body;
}
