import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { AgentClient } from "./agent-client.ts";
import { PageTraffic } from "./page-traffic.ts";
import { RunningSidecar } from "./running-sidecar.ts";

const BUILD = fileURLToPath(new URL("../../scripts/build.ts", import.meta.url));
/** Keeps a browser of a test from talking to anyone and from needing a display. */
const BROWSER_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const SIDECAR_FLAGS = ["--name", "alpha", "--user-cookie", "KHANUSER", "--time-zone", "Asia/Seoul"];
/** The operator's desk of page.md. */
const DESK = { width: 1366, height: 768 } as const;
const USERS = ["김민수", "이서연", "박지훈", "kwon.dj", "<script>window.hacked=5</script>", ""];
/** Sessions of the stage; one of them is large, one has been there since the morning. */
const SESSIONS = 24;

/** Runs in the page: a violation of the policy is an error in its console. */
const TELL_VIOLATIONS = `document.addEventListener("securitypolicyviolation", (event) =>
  console.error("policy: " + event.violatedDirective + " " + event.blockedURI));`;

/** A page and everything it should never do, counted from its first request on. */
export interface WatchedPage {
  readonly page: Page;
  /** Requests to anywhere but the sidecar, console errors, policy violations, exceptions. */
  readonly offences: string[];
  readonly close: () => Promise<void>;
}

/** A whole sidecar with real traffic and real sessions, and a headless browser in front of its page. */
export class PageStage {
  readonly sidecar = new RunningSidecar();
  readonly sessionKeys: string[] = [];
  #agent: AgentClient | null = null;
  #traffic: PageTraffic[] = [];
  #timer: NodeJS.Timeout | undefined;
  #browser: Browser | null = null;

  get agent(): AgentClient {
    if (this.#agent === null) {
      throw new Error("the stage is not set");
    }
    return this.#agent;
  }

  async set(): Promise<void> {
    execFileSync(process.execPath, ["--import", "tsx", BUILD, "--page"], { stdio: "ignore" });
    await this.sidecar.start(...SIDECAR_FLAGS);
    await this.#gridAnswers();
    await this.#makeSessions();
    await this.#makeTraffic();
    this.#browser = await chromium.launch({
      executablePath: process.env["GYEOT_CHROMIUM"] ?? "/usr/bin/chromium",
      args: BROWSER_FLAGS,
    });
  }

  /** Opens the page at a hash and waits until it draws live data. */
  async open(hash: string, options: BrowserContextOptions = {}): Promise<WatchedPage> {
    const context = await (this.#browser as Browser).newContext({ viewport: DESK, ...options });
    const page = await context.newPage();
    const offences: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(this.sidecar.url) && !request.url().startsWith("blob:")) {
        offences.push(`request to ${request.url()}`);
      }
    });
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") {
        offences.push(`console: ${message.text()}`);
      }
    });
    page.on("pageerror", (error) => offences.push(`exception: ${error.message}`));
    await page.addInitScript({ content: TELL_VIOLATIONS });
    await page.goto(`${this.sidecar.url}/${hash}`);
    await page.waitForSelector(".bar-fact .mark.ok");
    return { page, offences, close: () => context.close() };
  }

  /** Opens the page, runs the visit, and fails when the page did anything it must never do meanwhile. */
  async visit(hash: string, run: (page: Page) => Promise<void>): Promise<void> {
    const { page, offences, close } = await this.open(hash);
    try {
      await run(page);
      assert.equal(await page.evaluate("window.hacked"), undefined, "text of others ran as script");
      assert.deepEqual(offences, []);
    } finally {
      await close();
    }
  }

  /** The text of the first element there; waits for it. */
  async text(page: Page, selector: string): Promise<string> {
    return (await page.locator(selector).first().textContent()) ?? "";
  }

  /** Starts the stopped sidecar again where it was. */
  async again(): Promise<void> {
    await this.sidecar.start(...SIDECAR_FLAGS, "--http-port", new URL(this.sidecar.url).port);
  }

  async strike(): Promise<void> {
    clearInterval(this.#timer);
    await this.#browser?.close();
    this.#agent?.close();
    for (const traffic of this.#traffic) {
      traffic.close();
    }
    await this.sidecar.stop();
    this.sidecar.remove();
  }

  /** The watch may serve before the grid process answers it. */
  async #gridAnswers(): Promise<void> {
    for (let tries = 0; (await fetch(`${this.sidecar.url}/api/sessions`)).status !== 200; tries++) {
      if (tries > 100) {
        throw new Error(`the grid does not answer:\n${this.sidecar.log}`);
      }
      await delay(200);
    }
  }

  async #makeSessions(): Promise<void> {
    const { runDir } = this.sidecar;
    this.#agent = new AgentClient({
      address: `unix:${runDir.sessionSocket}`,
      token: runDir.token(),
      was: "shop-1",
    });
    await this.#agent.welcome;
    const nowMs = Date.now();
    for (let index = 0; index < SESSIONS; index++) {
      const key = AgentClient.key(`session-${index}`, "/shop");
      const cart = Buffer.alloc(index === 3 ? 1_500_000 : 40 + index, 1);
      await this.#agent.store({
        key,
        create: true,
        operation: index + 1,
        meta: {
          app: "/shop",
          createdMs: nowMs - (index === 5 ? 6 * 3_600_000 : index * 60_000),
          lastAccessMs: nowMs - index * 500,
          maxInactiveS: 86_400,
          user: USERS[index % USERS.length] as string,
          address: `192.0.2.${20 + index}`,
          was: "shop-1",
          container: [],
        },
        attributes: [
          { name: "cart", value: cart, type: "io.shop.Cart", inPlace: true },
          { name: "<b>user</b>", value: Buffer.from("x"), type: "io.shop.User" },
        ],
        localOnly: [{ name: "handle", value: Buffer.alloc(0), type: "java.lang.Thread" }],
      });
      this.sessionKeys.push(key.toString("hex"));
    }
  }

  async #makeTraffic(): Promise<void> {
    const { runDir } = this.sidecar;
    const options = { address: `unix:${runDir.telemetrySocket}`, token: runDir.token() };
    this.#traffic = ["shop-1", "shop-2"].map(
      (was) => new PageTraffic({ ...options, was, sessionKeys: this.sessionKeys }),
    );
    const nowMs = Date.now();
    for (const traffic of this.#traffic) {
      for (let at = nowMs - 120_000; at < nowMs; at += 2_000) {
        await traffic.answered(traffic.send(30, at, 2_000));
      }
    }
    this.#timer = setInterval(() => {
      for (const traffic of this.#traffic) {
        traffic.send(4, Date.now(), 200);
      }
    }, 200);
    // Two buckets must have closed before the page shows rates.
    await delay(4_500);
  }
}
