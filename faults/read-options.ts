import { parseArgs } from "node:util";

/** What `npm run faults` was asked for. */
export interface FaultOptions {
  readonly rounds: number;
  readonly seed: number;
  /** Rows of the catalogue; empty for all that fit. */
  readonly only: readonly string[];
  readonly mode: "pair" | "grid";
  readonly members: number;
  readonly copies: number;
  readonly sessions: number;
  readonly clients: number;
  /** Worlds at a time, each with a round of its own: most of a round is waiting. */
  readonly worlds: number;
  /** Only rows that need no hosts of their own: works without root. */
  readonly loopback: boolean;
  /** The sums are appended to this file, a line of JSON a run; empty for none. */
  readonly totals: string;
}

const USAGE = `npm run faults -- [options]
  --rounds N      rounds, one fault each (default 20)
  --seed S        seed of everything that is random (default: of the clock)
  --only 8,25     rows of the catalogue; default: every row that fits, in a seeded order
  --members 2     2, 3 or 5 sidecars
  --mode pair     pair or grid
  --copies 2      copies of a session in mode grid: 2 or 3
  --sessions 200  sessions under load
  --clients 8     clients
  --worlds 1      worlds at a time, each with rounds of its own; two on a machine that does nothing else
  --totals FILE   append the sums of this run, with seed and commit
  --loopback      no hosts of their own: only the rows that need none; works without root`;

/** Reads the command line; throws with what to write instead. */
export function readOptions(argv: readonly string[]): FaultOptions {
  const text = (fallback: string): { type: "string"; default: string } => ({
    type: "string",
    default: fallback,
  });
  const { values } = parseArgs({
    args: [...argv],
    options: {
      rounds: text("20"),
      seed: text(String(Date.now() % 1_000_000)),
      only: text(""),
      mode: text(""),
      members: text("2"),
      copies: text("2"),
      sessions: text("200"),
      clients: text("8"),
      worlds: text("1"),
      totals: text(""),
      loopback: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) throw new Error(USAGE);
  const members = whole("members", values.members, 2, 8);
  const mode = values.mode === "" ? (members === 2 ? "pair" : "grid") : values.mode;
  if (mode !== "pair" && mode !== "grid") throw new Error(`--mode ${mode} is neither pair nor grid`);
  if (mode === "pair" && members !== 2) throw new Error("a pair has two members: --mode grid for more");
  return {
    rounds: whole("rounds", values.rounds, 1, 1_000_000),
    seed: whole("seed", values.seed, 0, 2 ** 31),
    only: values.only === "" ? [] : values.only.split(","),
    mode,
    members,
    copies: whole("copies", values.copies, 2, 3),
    sessions: whole("sessions", values.sessions, 8, 10_000),
    clients: whole("clients", values.clients, 1, 256),
    worlds: whole("worlds", values.worlds, 1, 8),
    loopback: values.loopback,
    totals: values.totals,
  };
}

function whole(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new Error(`--${name} ${text} is not a whole number from ${min} to ${max}`);
}
