import { OPTIONS } from "./options.ts";

/** Text of `gyeot --help`: the commands and every option, made from the table that parses them. */
export function helpText(): string {
  const groups = new Map<string, string[]>();
  for (const option of OPTIONS) {
    const lines = groups.get(option.group) ?? [];
    groups.set(option.group, lines);
    const value = option.choices?.join("|") ?? option.kind;
    const shown = option.fallback === "" ? "" : ` [${option.fallback}]`;
    lines.push(`  --${option.name} <${value}>${shown}`, ...wrap(option.help).map((line) => `      ${line}`));
  }
  const options = [...groups].flatMap(([group, lines]) => ["", `${group}:`, ...lines]);
  return `${[...COMMANDS, ...options].join("\n")}\n`;
}

const COMMANDS = [
  "gyeot — a sidecar beside each web application server",
  "",
  "  gyeot start [options]          run the sidecar: sessions, telemetry, page",
  "  gyeot status [--json]          mode, guarantee, members, copies, lag",
  "  gyeot conflicts [--limit N]    changes of the last day that lost against others they had not seen",
  '  gyeot ask "지금 상태 어때?"      ask the running sidecar; --lang ko|en, --url http://127.0.0.1:7400',
  "  gyeot config check [options]   validate the settings and print them",
  "  gyeot key                      print a new cluster key",
  "  gyeot certs ca|member|check    a private CA and certificates for sidecars that talk over a network",
  "  gyeot witness [options]        the third voice of pairs: --host, --port, --name, --data-dir, --cluster-key-file or",
  "                                 --peer-cert, --peer-key, --peer-ca; --forget PAIR when both its members lost all",
  "  gyeot --help | --version",
  "",
  "A setting is taken from its flag, else from the environment (GYEOT_HTTP_PORT for --http-port), else from",
  "gyeot.json in the working directory (or --config FILE), else it is the default in [brackets].",
];

/** Lines of at most 90 characters, broken at spaces. */
function wrap(text: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + word.length + 1 > 90) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  lines.push(line);
  return lines;
}
