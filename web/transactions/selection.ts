/** The box chosen on the scatter, as it stands in the address; null parts are not limited. */
import { route } from "../state/route.ts";

interface Selection {
  readonly fromMs: number | null;
  readonly toMs: number | null;
  readonly minUs: number | null;
  readonly maxUs: number | null;
}

export const selection = {
  read(): Selection {
    return { fromMs: number("sf"), toMs: number("st"), minUs: number("min"), maxUs: number("max") };
  },
  get chosen(): boolean {
    return Object.values(selection.read()).some((value) => value !== null);
  },
  clear(): void {
    route.patch({ sf: null, st: null, min: null, max: null });
  },
};

function number(name: string): number | null {
  const text = route.param(name);
  const value = Number(text);
  return text === null || text === "" || !Number.isFinite(value) ? null : value;
}
