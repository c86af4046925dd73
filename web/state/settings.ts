/** Language and theme: in the URL when chosen there, else as remembered in this browser, else Korean and the system's. */
import { computed, effect, signal } from "@preact/signals";
import { route } from "./route.ts";

export type Language = "ko" | "en";
export type Theme = "light" | "dark";

const systemDark = signal(matchMedia("(prefers-color-scheme: dark)").matches);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) => {
  systemDark.value = event.matches;
});

function remembered(name: string): string | null {
  try {
    return localStorage.getItem(`gyeot.${name}`);
  } catch {
    // Storage may be forbidden; then the URL alone remembers.
    return null;
  }
}

function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`gyeot.${name}`, value);
  } catch {
    // As above: the URL still carries it.
  }
}

const language = computed<Language>(() =>
  (route.param("lang") ?? remembered("lang")) === "en" ? "en" : "ko",
);
const theme = computed<Theme>(() => {
  const chosen = route.param("theme") ?? remembered("theme");
  return chosen === "dark" || chosen === "light" ? chosen : systemDark.value ? "dark" : "light";
});

effect(() => {
  document.documentElement.lang = language.value;
  document.documentElement.dataset["theme"] = theme.value;
});

export const settings = {
  get language(): Language {
    return language.value;
  },
  get theme(): Theme {
    return theme.value;
  },
  setLanguage(value: Language): void {
    remember("lang", value);
    route.patch({ lang: value });
  },
  setTheme(value: Theme): void {
    remember("theme", value);
    route.patch({ theme: value });
  },
};
