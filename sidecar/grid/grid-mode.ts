/** How the grid is doing, as agents and operators are told. */
export interface GridMode {
  readonly state: "clustered" | "degraded" | "recovering";
  /** The promise in force, one sentence. */
  readonly guarantee: string;
  readonly guaranteeKo: string;
}

/** What decides the promise. */
export interface GridSituation {
  readonly mode: "solo" | "pair" | "pair+witness" | "grid" | "grid-strict";
  readonly durability: "process" | "disk";
  /** Whether changes are accepted at all. */
  readonly refusing: boolean;
  /** Members that are to hold each session. */
  readonly copies: number;
  /** Members that answer, this one included. */
  readonly members: number;
  /** All of them hold what they are to hold. */
  readonly inStep: boolean;
}

/** The promise in force, in both languages. Pure; these sentences are the manual. */
export function gridMode(situation: GridSituation): GridMode {
  const { mode, refusing, copies, members, inStep } = situation;
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
  if (members >= copies && inStep) return mode === "pair" ? pair(disk) : grid(copies, members, disk);
  if (members >= copies) {
    return {
      state: "recovering",
      guarantee: `New changes are held by ${copies} sidecars; older sessions are still being compared.`,
      guaranteeKo: `새 변경은 사이드카 ${copies}대에 있습니다. 이전 세션은 아직 맞춰 보는 중입니다.`,
    };
  }
  if (members > 1) {
    return {
      state: "degraded",
      guarantee: `Changes are held by ${members} sidecars instead of ${copies}, because no more answer; they are counted.`,
      guaranteeKo: `응답하는 사이드카가 모자라 변경이 ${copies}대가 아니라 ${members}대에만 있습니다. 그 수를 세고 있습니다.`,
    };
  }
  return {
    state: "degraded",
    guarantee: "Changes are held by this sidecar alone, because no other answers; they are counted.",
    guaranteeKo: "다른 사이드카가 응답하지 않아 변경이 이 사이드카에만 있습니다. 그 수를 세고 있습니다.",
  };
}

function pair(disk: boolean): GridMode {
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

function grid(copies: number, members: number, disk: boolean): GridMode {
  return {
    state: "clustered",
    guarantee: disk
      ? `Every acknowledged change is on the disks of ${copies} of ${members} sidecars.`
      : `Every acknowledged change is held by ${copies} of ${members} sidecars, survives the loss of ${copies - 1} of them and kill -9 of all processes at once, and is on ${copies} disks within 50 ms.`,
    guaranteeKo: disk
      ? `확인된 변경은 모두 사이드카 ${members}대 가운데 ${copies}대의 디스크에 있습니다.`
      : `확인된 변경은 모두 사이드카 ${members}대 가운데 ${copies}대에 있고, 그중 ${copies - 1}대를 잃거나 모든 프로세스가 한꺼번에 kill -9 되어도 남으며, 50 ms 안에 ${copies}대의 디스크에 기록됩니다.`,
  };
}
