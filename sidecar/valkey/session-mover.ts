import type { StoreAnswer } from "../grid/session-answers.ts";
import { sessionKey } from "../grid/session-key.ts";
import { type ChangeMark, sessionWire } from "./session-wire.ts";
import type { ValkeyCluster } from "./valkey-cluster.ts";
import type { ValkeyArgument, ValkeyReply } from "./valkey-connection.ts";

/**
 * Changes of the id. Old and new key live in different slots, so it takes three steps, each proven by the replicas before
 * the next: the old one is frozen (usable by nobody, all of it still there), the new one is born from it, the old one dies.
 * Whoever meets a frozen one finishes what was begun: a crash in between neither loses both nor leaves both usable.
 */
export class SessionMover {
  readonly #cluster: ValkeyCluster;
  readonly #copies: number;

  constructor(cluster: ValkeyCluster, copies: number) {
    this.#cluster = cluster;
    this.#copies = copies;
  }

  /** Throws `session_absent` when there is nothing to move. */
  async move(from: string, to: string, mark: ChangeMark): Promise<StoreAnswer> {
    const frozen = await this.#cluster.commit(from, ["freeze", to]);
    const [kind, fields] = frozen.reply as readonly ValkeyReply[];
    switch (sessionWire.text(kind)) {
      case "absent":
        throw sessionKey.absent();
      case "dead":
        return { outcome: "DEAD" };
      case "moving":
        // To another key: by whom, its user knows; here it is dead.
        await this.finish(from, sessionWire.text(fields), mark);
        return { outcome: "DEAD" };
      case "moved":
        return this.#arrived(to);
    }
    const flat = fields as readonly ValkeyArgument[];
    const { tag, agent, operation } = mark;
    const born = await this.#cluster.commit(to, ["arrive", tag, agent, String(operation), from, ...flat]);
    const [outcome, version] = born.reply as readonly ValkeyReply[];
    if (sessionWire.text(outcome) !== "done") {
      // The new one was born and has ended already, or the key belongs to another session: this one ends.
      await this.#cluster.commit(from, ["depart", tag, to]);
      return { outcome: "DEAD" };
    }
    const enough = frozen.replicas >= this.#copies && born.replicas >= this.#copies;
    // While too few hold the new one the frozen one stays, as its copy: it dies when somebody meets it again.
    if (!enough) return { outcome: "DEGRADED", version: sessionWire.version(version) };
    const gone = await this.#cluster.commit(from, ["depart", tag, to]);
    const outcomeOfAll = gone.replicas >= this.#copies ? "ACKNOWLEDGED" : "DEGRADED";
    return { outcome: outcomeOfAll, version: sessionWire.version(version) };
  }

  /** Somebody else began this move and may have died over it. */
  async finish(from: string, to: string, mark: ChangeMark): Promise<void> {
    await this.move(from, to, { ...mark, agent: "", operation: 0 });
  }

  /** Sent again after all was done. */
  async #arrived(to: string): Promise<StoreAnswer> {
    const reply = (await this.#cluster.read(to, ["load", ""])) as readonly ValkeyReply[];
    if (sessionWire.text(reply[0]) !== "found") return { outcome: "DEAD" };
    return { outcome: "DEGRADED", version: sessionWire.version(reply[1]) };
  }
}
