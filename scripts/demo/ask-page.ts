/** What the operator's page must know after the story: asked over its public API, as the browser does. */
import type {
  ApiAnswerPart,
  ApiGrid,
  ApiLedger,
  ApiOverview,
  ApiQuestion,
} from "../../sidecar/http/api-types.ts";
import type { Host } from "./host.ts";
import { readJson } from "./read-json.ts";
import type { Tally } from "./tally.ts";
import type { Finding } from "./verdict.ts";

/** Transactions of a server that was killed are lost with its last batch; more than this share must be there. */
const RECORDED_SHARE_MIN = 0.9;
const ASK_TIMEOUT_MS = 20_000;
const QUESTION = "지금 상태 어때?";

export async function askPage(hosts: readonly Host[], tally: Tally, fromMs: number): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const host of hosts) {
    const name = (what: string): string => `${what} (page of ${host.was})`;
    const range = `from=${fromMs}&to=${Date.now()}`;
    const overview = (await readJson(`${host.page}/api/overview?${range}`)) as ApiOverview | null;
    const grid = (await readJson(`${host.page}/api/grid`)) as ApiGrid | null;
    findings.push(serversFinding(name("servers"), overview, hosts));
    findings.push(recordedFinding(name("transactions"), overview, tally));
    findings.push(eventsFinding(name("failovers"), overview, grid));
  }
  const [first] = hosts;
  if (first !== undefined) {
    findings.push(ledgerFinding("ledger", (await readJson(`${first.page}/api/ledger`)) as ApiLedger | null));
    findings.push(await askedFinding(first));
  }
  return findings;
}

function serversFinding(name: string, overview: ApiOverview | null, hosts: readonly Host[]): Finding {
  const up = (overview?.servers ?? []).filter((server) => server.state === "up").map((server) => server.was);
  const isGood = hosts.every((host) => up.includes(host.was));
  return { name, isGood, said: `up: ${up.join(", ") || "none"}` };
}

function recordedFinding(name: string, overview: ApiOverview | null, tally: Tally): Finding {
  const recorded = (overview?.points ?? []).reduce((sum, point) => sum + point.count, 0);
  const share = recorded / Math.max(1, tally.requests);
  return {
    name,
    isGood: share >= RECORDED_SHARE_MIN,
    said: `${recorded} recorded of ${tally.requests} requests (${Math.round(share * 100)} %)`,
  };
}

/** Three kills: the history must name at least as many. */
function eventsFinding(name: string, overview: ApiOverview | null, grid: ApiGrid | null): Finding {
  const events = [...(overview?.events ?? []), ...(grid?.events ?? [])];
  const kinds = [...new Set(events.map((event) => event.kind))];
  const inWords = events.every((event) => event.ko !== "" && event.en !== "");
  return {
    name,
    isGood: events.length >= 3 && kinds.length >= 2 && inWords,
    said: `${events.length} events: ${kinds.join(", ")}`,
  };
}

function ledgerFinding(name: string, ledger: ApiLedger | null): Finding {
  const agents = ledger?.agents ?? [];
  const wrong = agents.filter((agent) => {
    const dropped = agent.dropped.reduce((sum, each) => sum + each.count, 0);
    return agent.created !== agent.stored + agent.pending + dropped;
  });
  const said = agents.map((agent) => `${agent.was}: ${agent.created} made, ${agent.stored} stored`);
  return { name, isGood: agents.length > 0 && wrong.length === 0, said: said.join("; ") || "no agents" };
}

async function askedFinding(host: Host): Promise<Finding> {
  const name = "answer in Korean";
  const question: ApiQuestion = { text: QUESTION, language: "ko" };
  try {
    const response = await fetch(`${host.page}/api/ask`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(question),
      signal: AbortSignal.timeout(ASK_TIMEOUT_MS),
    });
    const lines = (await response.text()).split("\n").filter((line) => line !== "");
    const last = JSON.parse(lines.at(-1) ?? "null") as ApiAnswerPart | null;
    if (last?.kind !== "done")
      return { name, isGood: false, said: `${response.status}, no answer at the end` };
    const { text, facts } = last.answer;
    return { name, isGood: /[가-힣]/.test(text) && facts.length > 0, said: text };
  } catch (error) {
    return { name, isGood: false, said: String(error) };
  }
}
