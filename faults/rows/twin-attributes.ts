import { twinFault } from "../check/twin-fault.ts";
import type { Violation } from "../check/violation.ts";
import { type Answer, AskWas, type Failure } from "../load/ask-was.ts";
import type { Scene } from "./fault-row.ts";

const SESSIONS = 24;
const PATIENCE = 5;

/** Sessions in which one request always sets two attributes to the same value: a save of which half survived shows. */
export class TwinAttributes {
  readonly #scene: Scene;
  readonly #ask = new AskWas();
  readonly #cookies: string[] = [];
  /** By cookie: every value that was ever sent, and the last that was acknowledged. */
  readonly #sent = new Map<string, Set<string>>();
  readonly #acked = new Map<string, string>();
  #values = 0;

  private constructor(scene: Scene) {
    this.#scene = scene;
  }

  /** Makes them, spread over the Tomcats, and has each written once. */
  static async born(scene: Scene): Promise<TwinAttributes> {
    const twins = new TwinAttributes(scene);
    const { tomcats } = scene.world;
    for (let n = 0; n < SESSIONS; n += 1) {
      const port = tomcats[n % tomcats.length]?.port ?? 0;
      const answer = await twins.#ask.get(port, { do: "new", name: "v", value: `t-${n}` }, "");
      if (typeof answer !== "string" && answer.cookie !== "") twins.#cookies.push(answer.cookie);
    }
    await twins.write(tomcats[0]?.port ?? 0);
    return twins;
  }

  /** One request for each of them at that Tomcat, all at once; resolves when all are answered or given up. */
  async write(port: number): Promise<void> {
    await Promise.all(
      this.#cookies.map(async (cookie) => {
        this.#values += 1;
        const value = `t${this.#values}`;
        this.#sent.set(cookie, (this.#sent.get(cookie) ?? new Set()).add(value));
        const answer = await this.#ask.get(port, { do: "both", value }, cookie);
        if (typeof answer !== "string" && answer.values["sessionSaved"] === "1")
          this.#acked.set(cookie, value);
      }),
    );
  }

  /** Reads all of them everywhere: both attributes the same, what was acknowledged or something later, no Tomcat differs. */
  async mustBeWhole(): Promise<void> {
    for (const cookie of this.#cookies) {
      const shown = new Set<string>();
      for (const { port } of this.#scene.world.tomcats) shown.add(await this.#read(port, cookie));
      if (shown.size > 1) this.#broken("diverged", `${cookie} is ${[...shown].join(" but ")}`);
    }
    this.#ask.close();
  }

  async #read(port: number, cookie: string): Promise<string> {
    let answer = await this.#ask.get(port, { do: "read" }, cookie);
    // A busy machine may keep a sidecar from saying in time that the copy is the newest.
    for (let tries = 0; tries < PATIENCE && !isConfirmed(answer); tries += 1) {
      answer = await this.#ask.get(port, { do: "read" }, cookie);
    }
    if (typeof answer === "string" || !isConfirmed(answer))
      throw new Error(`nobody can say what ${cookie} holds`);
    const { p = "null", q = "null", session } = answer.values;
    const seen = { isThere: session !== "none", p, q };
    const fault = twinFault(seen, this.#sent.get(cookie) ?? new Set(), this.#acked.get(cookie));
    if (fault !== null) this.#broken(fault.kind, `${cookie}: ${fault.text}`);
    return `${p} ${q}`;
  }

  #broken(kind: Violation["kind"], text: string): void {
    this.#scene.broken({ kind, session: 0, text });
  }
}

function isConfirmed(answer: Answer | Failure): boolean {
  return typeof answer !== "string" && answer.values["sessionFound"] === "1";
}
