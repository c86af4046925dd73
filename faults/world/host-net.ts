/**
 * Hosts without machines: a network namespace and a host name each, on one bridge, so that members speak real TCP through a
 * network that can be cut, slowed and broken. Needs root. `close` removes all of it.
 */
import { readFile } from "node:fs/promises";
import { shell } from "./shell.ts";

/** Told of each thing made, before it is made, so that someone else removes it when this process cannot. */
export type Remember = (kind: "netns" | "link", name: string) => void;

export class HostNet {
  readonly count: number;
  readonly #tag: string;
  readonly #subnet: string;

  private constructor(tag: string, subnet: string, count: number) {
    this.#tag = tag;
    this.#subnet = subnet;
    this.count = count;
  }

  static async open(count: number, remember: Remember): Promise<HostNet> {
    // Interface names hold 15 characters.
    const tag = `gf${process.pid.toString(36).padStart(5, "0")}${Math.floor(Math.random() * 1296).toString(36)}`;
    const net = new HostNet(tag, await freeSubnet(), count);
    await net.#build(remember);
    return net;
  }

  /** Address of the bridge: where our own process listens for hosts. */
  get here(): string {
    return `${this.#subnet}.254`;
  }

  address(host: number): string {
    return `${this.#subnet}.${host + 1}`;
  }

  /** Words to put before a command so that it runs on that host, under its name. */
  on(host: number): readonly string[] {
    const named = ["unshare", "--uts", "sh", "-c", 'hostname "$0" && exec "$@"', this.#namespace(host)];
    return [...this.#inside(host), ...named];
  }

  /** Nothing passes between the two any more, in either direction; nobody is told. */
  async cut(a: number, b: number): Promise<void> {
    await Promise.all([this.cutFrom(a, b), this.cutFrom(b, a)]);
  }

  /** What `from` sends does not reach `to`. */
  async cutFrom(from: number, to: number): Promise<void> {
    await this.#filter(to, "-s", this.address(from), "-j", "DROP");
  }

  /** Every packet of a connection between the two is answered by a reset. */
  async reset(a: number, b: number): Promise<void> {
    const how = ["-p", "tcp", "-j", "REJECT", "--reject-with", "tcp-reset"];
    await Promise.all([
      this.#filter(a, "-s", this.address(b), ...how),
      this.#filter(b, "-s", this.address(a), ...how),
    ]);
  }

  /** A share of the packets that reach the host is lost. */
  async lose(host: number, share: number): Promise<void> {
    const chance = ["-m", "statistic", "--mode", "random", "--probability", String(share)];
    await this.#filter(host, "-s", `${this.#subnet}.0/24`, ...chance, "-j", "DROP");
  }

  /** What the host sends goes no faster than this. */
  async slow(host: number, kbit: number): Promise<void> {
    const shape = ["root", "tbf", "rate", `${kbit}kbit`, "burst", "4k", "latency", "2s"];
    await this.#run(host, "tc", "qdisc", "replace", "dev", this.#device(host), ...shape);
  }

  /** Bytes that have passed the host's line so far, both ways. */
  async bytes(host: number): Promise<number> {
    const counters = `/sys/class/net/${this.#outside(host)}/statistics`;
    const texts = await Promise.all(["rx", "tx"].map((way) => readFile(`${counters}/${way}_bytes`, "utf8")));
    return texts.reduce((sum, text) => sum + Number(text), 0);
  }

  /** Ends every connection of the host with another one, as a router that restarts does. */
  async killSockets(host: number): Promise<void> {
    await this.#run(host, "ss", "-K", "src", this.address(host));
    await this.#run(host, "ss", "-K", "dst", `${this.#subnet}.0/24`);
  }

  /** New connections of `from` to that port of `to` go to `port` of this process' own address instead; null: all go straight again. */
  async detour(from: number, to: number, dialled: number, port: number | null): Promise<void> {
    const wanted = ["-d", this.address(to), "-p", "tcp", "--dport", String(dialled)];
    const chain = ["iptables", "-w", "-t", "nat"];
    if (port === null) await this.#run(from, ...chain, "-F", "OUTPUT");
    else
      await this.#run(
        from,
        ...chain,
        "-A",
        "OUTPUT",
        ...wanted,
        "-j",
        "DNAT",
        "--to",
        `${this.here}:${port}`,
      );
  }

  /** Takes away every cut, loss and brake; detours are the business of who made them. */
  async heal(): Promise<void> {
    for (let host = 0; host < this.count; host += 1) {
      await this.#run(host, "iptables", "-w", "-F", "INPUT");
      await this.#run(host, "tc", "qdisc", "del", "dev", this.#device(host), "root").catch(() => {
        // There was no brake.
      });
    }
  }

  async close(): Promise<void> {
    given.delete(this.#subnet);
    for (let host = 0; host < this.count; host += 1) {
      await shell("ip", ["netns", "del", this.#namespace(host)]).catch(() => {
        // Building stopped before it.
      });
    }
    await shell("ip", ["link", "del", this.#bridge()]).catch(() => {
      // Building stopped before it.
    });
  }

  async #build(remember: Remember): Promise<void> {
    const bridge = this.#bridge();
    remember("link", bridge);
    await shell("ip", ["link", "add", bridge, "type", "bridge"]);
    await shell("ip", ["addr", "add", `${this.here}/24`, "dev", bridge]);
    await shell("ip", ["link", "set", bridge, "up"]);
    for (let host = 0; host < this.count; host += 1) {
      remember("netns", this.#namespace(host));
      await this.#plug(host);
    }
  }

  async #plug(host: number): Promise<void> {
    const [namespace, inside, outside] = [this.#namespace(host), this.#device(host), this.#outside(host)];
    await shell("ip", ["netns", "add", namespace]);
    await shell("ip", ["link", "add", outside, "type", "veth", "peer", "name", inside]);
    await shell("ip", ["link", "set", inside, "netns", namespace]);
    await shell("ip", ["link", "set", outside, "master", this.#bridge(), "up"]);
    await shell("ip", ["-n", namespace, "addr", "add", `${this.address(host)}/24`, "dev", inside]);
    await shell("ip", ["-n", namespace, "link", "set", inside, "up"]);
    await shell("ip", ["-n", namespace, "link", "set", "lo", "up"]);
  }

  #filter(host: number, ...rule: readonly string[]): Promise<string> {
    return this.#run(host, "iptables", "-w", "-A", "INPUT", ...rule);
  }

  #run(host: number, ...command: readonly string[]): Promise<string> {
    const [program, ...args] = [...this.#inside(host), ...command] as [string, ...string[]];
    return shell(program, args);
  }

  #bridge(): string {
    return `${this.#tag}b`;
  }

  #namespace(host: number): string {
    return `${this.#tag}h${host}`;
  }

  #device(host: number): string {
    return `${this.#tag}i${host}`;
  }

  /** The end of the host's line at the bridge. */
  #outside(host: number): string {
    return `${this.#tag}v${host}`;
  }

  #inside(host: number): readonly string[] {
    return ["ip", "netns", "exec", this.#namespace(host)];
  }
}

/** Parts given to a net of this process whose bridge may not be there yet. */
const given = new Set<string>();

/** Of 198.18.0.0/15, which is set aside for tests of networks, a part nobody here uses. */
async function freeSubnet(): Promise<string> {
  const used = await shell("ip", ["-o", "-4", "addr"]);
  for (let n = 0; n < 254; n += 1) {
    const subnet = `198.18.${1 + ((process.pid + n) % 254)}`;
    if (used.includes(` ${subnet}.`) || given.has(subnet)) continue;
    given.add(subnet);
    return subnet;
  }
  throw new Error("no free part of 198.18.0.0/16 is left: remove the bridges of earlier runs");
}
