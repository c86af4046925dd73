import { isLoopback } from "./is-loopback.ts";
import { memberAddress } from "./member-address.ts";

/** Text of each setting and its source, as `loadConfig` gathered it. */
type Raw = ReadonlyMap<string, { readonly text: string; readonly source: string }>;

const OWN = ["valkey-nodes", "valkey-login-file", "valkey-ca"];

/** What is wrong between the settings of the engine valkey. Pure. */
export function valkeyProblems(raw: Raw): string[] {
  const text = (name: string): string => raw.get(name)?.text ?? "";
  if (text("engine") !== "valkey") {
    const given = OWN.filter((name) => text(name) !== "").map((name) => `--${name}`);
    return given.length === 0 ? [] : [`${given.join(", ")} without --engine valkey; add it, too`];
  }
  const problems: string[] = [];
  const nodes = text("valkey-nodes").split(",").filter(Boolean);
  if (nodes.length === 0) problems.push("--engine valkey needs --valkey-nodes host:port,host:port,...");
  if (text("mode") !== "solo")
    problems.push(`--engine valkey needs no other sidecars; leave --mode ${text("mode")} out`);
  if (text("agents-host") !== "") problems.push("--agents-host is for --engine grid; leave it out");
  const far = nodes.map(memberAddress.parse).find((node) => node !== null && !isLoopback(node.host));
  if (far && text("valkey-ca") === "") {
    problems.push(
      `--valkey-nodes ${memberAddress.target(far)} is not loopback: session values and the password cross a network ` +
        "over TLS only; name the CA of its certificate with --valkey-ca",
    );
  }
  return problems;
}
