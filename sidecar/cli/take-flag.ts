import { AppError } from "../base/app-error.ts";

/** Takes `--name value` or `--name=value` out of `argv`; the value is null when it is not there. */
export function takeFlag(
  argv: readonly string[],
  name: string,
): { readonly value: string | null; readonly rest: readonly string[] } {
  const rest: string[] = [];
  let value: string | null = null;
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] as string;
    if (word === `--${name}`) {
      index += 1;
      const next = argv[index];
      if (next === undefined) throw new AppError("invalid_argument", `--${name} needs a value`);
      value = next;
    } else if (word.startsWith(`--${name}=`)) value = word.slice(name.length + 3);
    else rest.push(word);
  }
  return { value, rest };
}
