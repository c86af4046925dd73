import { formatAge } from "../format/format-age.ts";
import { words } from "./words.ts";

/** A time span in the operator's language: "3시간 12분", "3h 12m". */
export function showAge(ms: number | null | undefined): string {
  return formatAge(ms, words().age);
}
