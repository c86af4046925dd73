/** What to do about a command that a server refused or that got lost. */
export type Refusal =
  /** It is somewhere else now. */
  | { readonly kind: "moved" | "ask"; readonly host: string; readonly port: number }
  /** In a moment, perhaps elsewhere: a failover, a start, a server without enough replicas. */
  | { readonly kind: "later" }
  /** Trying again will not help. */
  | { readonly kind: "never" };

/** Errors that say the command was refused and the same may work again soon. */
const LATER = [
  ..."CLUSTERDOWN TRYAGAIN LOADING READONLY MASTERDOWN NOREPLICAS BUSY MISCONF UNBLOCKED".split(" "),
  "FAILOVER",
];

/** Errors of a server about what was sent. */
const NEVER = ["ERR", "WRONGTYPE", "NOPERM", "NOAUTH", "WRONGPASS", "OOM"];

/** What the text of an error says. Pure. */
export function refusal(message: string): Refusal {
  const [code = "", , place = ""] = message.split(" ");
  if (code === "MOVED" || code === "ASK") {
    const colon = place.lastIndexOf(":");
    const kind = code === "MOVED" ? "moved" : "ask";
    return { kind, host: place.slice(0, colon), port: Number(place.slice(colon + 1)) };
  }
  if (LATER.includes(code)) return { kind: "later" };
  // All else is a connection that could not be had or broke.
  return { kind: NEVER.includes(code) ? "never" : "later" };
}
