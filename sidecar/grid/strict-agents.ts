import { AppError } from "../base/app-error.ts";
import type { AgentStream } from "./agents.ts";
import type { GridParts } from "./grid-parts.ts";
import type { SessionRecord } from "./session-record.ts";

/** The agents attached to a member that gives no leases: near copies are known only so that their end can be told. */
export class StrictAgents {
  readonly #parts: GridParts;
  /** Sessions that are being ended, by which agent: it needs not be told. */
  readonly #ending: ReadonlyMap<string, string>;

  constructor(parts: GridParts, ending: ReadonlyMap<string, string>) {
    this.#parts = parts;
    this.#ending = ending;
  }

  /** Throws `too_many`, or `protocol_mismatch` for an agent that would show what is not proven. */
  attach(agent: AgentStream): void {
    const { agents, near, history, options } = this.#parts;
    if (agent.takesStrict !== true) {
      const text = `mode ${options.mode} needs an agent of this version: replace gyeot-agent.jar and restart the WAS`;
      throw new AppError("protocol_mismatch", text);
    }
    for (const earlier of agents.earlier(agent)) {
      this.detach(earlier.id, true);
      earlier.close("the agent has a newer stream");
    }
    if (agents.count >= options.agentsMax)
      throw new AppError("too_many", `${options.agentsMax} agents are attached (--agents-max)`);
    agents.add(agent);
    near.attach(agent.id, () => {});
    history.add("agent_attached", agent.was, { detail: agent.server });
  }

  detach(id: string, known: boolean): void {
    this.#parts.near.detach(id, known);
    const agent = this.#parts.agents.remove(id);
    if (agent !== null) this.#parts.history.add("agent_gone", agent.was);
  }

  /** All of them attach again, here or elsewhere. */
  sendAway(reason: string): void {
    for (const agent of this.#parts.agents.all()) {
      this.detach(agent.id, false);
      agent.close(reason);
    }
  }

  /** A session has ended: whoever has it drops it, and one fires the listeners ("*": any, "": none). */
  died(record: SessionRecord, fire: string): void {
    const { near, agents } = this.#parts;
    const ending = this.#ending.get(record.id);
    const holders = near.holders(record.id).filter((id) => id !== ending && agents.get(id) !== null);
    const named = fire === "" || fire === "*" ? null : agents.byWas(fire);
    const firing = named?.id ?? (fire === "*" ? holders[0] : undefined);
    const key = Buffer.from(record.id, "hex");
    const reason = record.dead?.reason ?? "";
    for (const id of new Set(firing === undefined ? holders : [...holders, firing]))
      agents.get(id)?.push({ kill: { key, fireListeners: id === firing, reason } });
    void near.drop([record.id], null);
  }
}
