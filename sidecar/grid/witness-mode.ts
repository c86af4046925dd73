import type { GridMode } from "./grid-mode.ts";
import type { Seat } from "./pair-seat.ts";

/** What decides the promise of a pair with a witness. */
export interface WitnessSituation {
  readonly durability: "process" | "disk";
  readonly refusing: boolean;
  readonly seat: Seat;
  /** Both answer, in the same epoch. */
  readonly together: boolean;
  /** Why the witness is of no help; empty while it is. */
  readonly trouble: string;
}

/** The promise of pair+witness in force, in both languages. Pure; these sentences are the manual. */
export function witnessMode(situation: WitnessSituation): GridMode {
  const { durability, refusing, seat, together, trouble } = situation;
  if (refusing) {
    return {
      state: "degraded",
      guarantee:
        "This sidecar cannot write to its disk and does not count; nothing is changed until it can (503).",
      guaranteeKo:
        "디스크에 쓸 수 없어 이 사이드카는 인정되지 않으며, 쓸 수 있을 때까지 아무것도 바뀌지 않습니다(503).",
    };
  }
  if (seat === "alone") {
    return {
      state: "degraded",
      guarantee:
        "The other sidecar is away and the witness let this one go on alone: changes are held here only, and are counted.",
      guaranteeKo:
        "다른 사이드카가 없어 증인의 허락으로 이 사이드카만 동작합니다. 변경은 여기에만 있으며 그 수를 세고 있습니다.",
    };
  }
  if (!together) {
    const why = trouble === "" ? "" : `; ${trouble}`;
    return {
      state: "recovering",
      guarantee: `This sidecar neither shows nor changes sessions until both are together or the witness lets it go on alone (503)${why}.`,
      guaranteeKo: `두 사이드카가 다시 만나거나 증인이 허락할 때까지 이 사이드카는 세션을 보여 주지도 바꾸지도 않습니다(503)${trouble === "" ? "" : ". 증인이 응답하지 않거나 다른 시기를 기억합니다"}.`,
    };
  }
  return {
    state: "clustered",
    guarantee:
      durability === "disk"
        ? "Every acknowledged change is on both disks, and every read sees it, also while the network is cut; only the side the witness lets go on serves."
        : "Every acknowledged change is held by both sidecars, survives kill -9 of all processes at once, and every read sees it, also while the network is cut; only the side the witness lets go on serves.",
    guaranteeKo:
      durability === "disk"
        ? "확인된 변경은 모두 두 디스크에 있고, 네트워크가 끊겨도 모든 읽기에 보입니다. 끊기면 증인이 허락한 쪽만 서비스합니다."
        : "확인된 변경은 모두 두 사이드카에 있고 모든 프로세스가 한꺼번에 kill -9 되어도 남으며, 네트워크가 끊겨도 모든 읽기에 보입니다. 끊기면 증인이 허락한 쪽만 서비스합니다.",
  };
}
