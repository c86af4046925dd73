/** How the grid is doing, as agents and operators are told. */
export interface GridMode {
  readonly state: "clustered" | "degraded" | "recovering";
  /** The promise in force, one sentence. */
  readonly guarantee: string;
  readonly guaranteeKo: string;
}

/** What decides the promise. */
export interface GridSituation {
  readonly mode: "solo" | "pair";
  readonly durability: "process" | "disk";
  /** Whether changes are accepted at all. */
  readonly refusing: boolean;
  /** A link to the peer exists; both hold the same. */
  readonly linked: boolean;
  readonly inStep: boolean;
}

/** The promise in force, in both languages. Pure; these sentences are the manual. */
export function gridMode(situation: GridSituation): GridMode {
  const { mode, refusing, linked, inStep } = situation;
  const disk = situation.durability === "disk";
  if (refusing) {
    return {
      state: "degraded",
      guarantee:
        "Changes are refused because this sidecar cannot write to its disk; sessions can still be read.",
      guaranteeKo: "디스크에 쓸 수 없어 세션 변경을 받지 않습니다. 읽기는 됩니다.",
    };
  }
  if (mode === "solo") {
    return {
      state: "clustered",
      guarantee: disk
        ? "Every acknowledged change is on this machine's disk; the loss of the machine loses it."
        : "Every acknowledged change survives kill -9 and is on this machine's disk within 50 ms; the loss of the machine loses it.",
      guaranteeKo: disk
        ? "확인된 변경은 모두 이 서버의 디스크에 있습니다. 서버 자체를 잃으면 함께 잃습니다."
        : "확인된 변경은 kill -9에도 남고 50 ms 안에 이 서버의 디스크에 기록됩니다. 서버 자체를 잃으면 함께 잃습니다.",
    };
  }
  if (linked && inStep) {
    return {
      state: "clustered",
      guarantee: disk
        ? "Every acknowledged change is on the disks of both sidecars."
        : "Every acknowledged change is held by both sidecars, survives kill -9 of all processes at once and is on both disks within 50 ms.",
      guaranteeKo: disk
        ? "확인된 변경은 모두 두 사이드카의 디스크에 있습니다."
        : "확인된 변경은 모두 두 사이드카에 있고, 모든 프로세스가 한꺼번에 kill -9 되어도 남으며, 50 ms 안에 양쪽 디스크에 기록됩니다.",
    };
  }
  if (linked) {
    return {
      state: "recovering",
      guarantee: "New changes are held by both sidecars; older sessions are still being compared.",
      guaranteeKo: "새 변경은 두 사이드카에 모두 있습니다. 이전 세션은 아직 맞춰 보는 중입니다.",
    };
  }
  return {
    state: "degraded",
    guarantee: "Changes are held by this sidecar alone, because its peer does not answer; they are counted.",
    guaranteeKo: "상대 사이드카가 응답하지 않아 변경이 이 사이드카에만 있습니다. 그 수를 세고 있습니다.",
  };
}
