import { AppError } from "../base/app-error.ts";
import type { Config } from "../base/config.ts";
import { configText } from "../base/config-text.ts";
import { Log } from "../base/log.ts";
import { systemClock } from "../base/system-clock.ts";
import { checkPeerFiles } from "../rpc/check-peer-files.ts";

/** `gyeot config check`: everything `start` would refuse, without starting; then the settings in force. */
export function config(argv: readonly string[], load: (flags: readonly string[]) => Config): number {
  if (argv[0] !== "check")
    throw new AppError("invalid_argument", "the command is: gyeot config check [options]");
  const settings = load(argv.slice(1));
  const log = new Log({ clock: systemClock, level: "error", part: "config", write: () => {} });
  checkPeerFiles(settings, systemClock, log);
  process.stdout.write(configText(settings));
  return 0;
}
