import { en } from "../i18n/en.ts";
import { type Dictionary, ko } from "../i18n/ko.ts";
import { settings } from "./settings.ts";

/** The dictionary of the language in use; read while rendering, it draws again when the language changes. */
export function words(): Dictionary {
  return settings.language === "en" ? en : ko;
}
