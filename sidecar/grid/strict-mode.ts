import type { GridMode } from "./grid-mode.ts";
import type { Standing } from "./strict-standing.ts";

/** What decides the promise of grid-strict. */
export interface StrictSituation {
  readonly durability: "process" | "disk";
  readonly refusing: boolean;
  readonly standing: Standing;
  /** Configured members. */
  readonly members: number;
  /** Of them, those that answer and vote on everything, this one included. */
  readonly voting: number;
}

/** The promise of grid-strict in force, in both languages. Pure; these sentences are the manual. */
export function strictMode(situation: StrictSituation): GridMode {
  const { durability, refusing, standing, members, voting } = situation;
  if (refusing) {
    return {
      state: "degraded",
      guarantee:
        "This sidecar cannot write to its disk, so its copies do not count; changes need both other copies of a session.",
      guaranteeKo:
        "디스크에 쓸 수 없어 이 사이드카의 사본은 인정되지 않습니다. 변경하려면 그 세션의 나머지 두 사본이 모두 필요합니다.",
    };
  }
  const missing = members - voting;
  if (missing >= 2) {
    return {
      state: "degraded",
      guarantee: `${voting} of ${members} sidecars vote; a session two of whose three copies are missing is neither read nor changed (503).`,
      guaranteeKo: `사이드카 ${members}대 가운데 ${voting}대만 투표합니다. 세 사본 중 둘이 없는 세션은 읽지도 바꾸지도 않습니다(503).`,
    };
  }
  if (standing !== "formed") {
    return {
      state: "recovering",
      guarantee:
        "This sidecar is taking what the others hold and does not vote until it has all of it; sessions are served by the other two copies.",
      guaranteeKo:
        "다른 사이드카가 가진 세션을 받아 오는 중이며, 모두 받을 때까지 투표하지 않습니다. 세션은 나머지 두 사본이 처리합니다.",
    };
  }
  const disk = durability === "disk";
  return {
    state: "clustered",
    guarantee: disk
      ? "Every acknowledged change is on the disks of two of three copies, and every read sees it, also while the network is cut; a side without two copies refuses (503)."
      : "Every acknowledged change is held by two of three copies, survives kill -9 of all processes at once, and every read sees it, also while the network is cut; a side without two copies refuses (503).",
    guaranteeKo: disk
      ? "확인된 변경은 모두 세 사본 중 둘의 디스크에 있고, 네트워크가 끊겨도 모든 읽기에 보입니다. 사본 둘이 없는 쪽은 거절합니다(503)."
      : "확인된 변경은 모두 세 사본 중 둘에 있고 모든 프로세스가 한꺼번에 kill -9 되어도 남으며, 네트워크가 끊겨도 모든 읽기에 보입니다. 사본 둘이 없는 쪽은 거절합니다(503).",
  };
}
