import { AppError } from "../base/app-error.ts";
import { certsCa } from "./certs-ca.ts";
import { certsCall } from "./certs-call.ts";
import { certsCheck } from "./certs-check.ts";
import { certsMember } from "./certs-member.ts";

const HELP = [
  "gyeot certs — a private CA and a certificate for each member, for a site that has none",
  "",
  "  gyeot certs ca --out DIR [--name TEXT] [--days 3650]",
  "      makes DIR/ca.crt and DIR/ca.key. Every member gets ca.crt; ca.key stays where members are made.",
  "  gyeot certs member --ca DIR --name NAME [--host HOST]... [--ip ADDRESS]... --out DIR [--days 825]",
  "      makes DIR/NAME.crt and DIR/NAME.key, and puts ca.crt beside them. NAME is the --name of that sidecar:",
  "      whoever shows this certificate is that member and no other.",
  "  gyeot certs check FILE...",
  "      says what certificates and keys are, until when, and whether they fit together; exit 1 when not.",
  "",
  "Keys are readable by their owner only and never replaced without --force. --lang ko|en",
  "",
];

/** `gyeot certs`: the commands that make and check what members prove themselves with. */
export async function certs(argv: readonly string[]): Promise<number> {
  const [command = "--help", ...rest] = argv;
  const call = (known: readonly string[]) => certsCall(rest, known, process.env);
  switch (command) {
    case "ca":
      return certsCa(call(["out", "name", "days", "force"]));
    case "member":
      return certsMember(call(["ca", "name", "host", "ip", "out", "days", "force"]));
    case "check":
      return certsCheck(call([]));
    case "--help":
    case "-h":
    case "help":
      process.stdout.write(HELP.join("\n"));
      return 0;
    default:
      throw new AppError("invalid_argument", `"${command}" is none of ca, member, check; gyeot certs --help`);
  }
}
