import type { askGrid } from "../rpc/ask-grid.ts";

type StoreStatus = NonNullable<Awaited<ReturnType<typeof askGrid.status>>["store"]>;

const WORDS = {
  ko: {
    store: "저장소",
    used: "사용",
    disk: "디스크 여유",
    keeps: "유지해야 할 여유",
    refused: "변경 거절",
    damaged: "손상되어 다른 구성원에게서 다시 받는 세션",
    sofar: "시작 후 발견",
    checked: "검사한 세션",
    aside: "격리한 손상 저장소",
    empty: "빈 저장소로 시작함",
    reader: "오래된 읽기 때문에 파일이 커지고 있음",
  },
  en: {
    store: "store",
    used: "used",
    disk: "disk free",
    keeps: "must keep",
    refused: "changes refused",
    damaged: "damaged, being fetched from other members",
    sofar: "found so far",
    checked: "checked",
    aside: "damaged stores set aside",
    empty: "started empty",
    reader: "the file grows because of an old reader",
  },
} as const;

/** An old reader is worth a line from here on; shorter ones come and go. */
const READER_MS = 10_000;

/** The store and the disk below it, as lines of the status; what is as it should be takes no line. */
export function storeLines(store: StoreStatus | null, language: "ko" | "en"): string[] {
  if (store === null) return [];
  const words = WORDS[language];
  const { bytes, usedBytes, diskFreeBytes, diskNeededBytes, refusal, damagedNow, damagedFound } = store;
  const lines = [
    `  ${words.store}: ${mib(bytes)} (${words.used} ${mib(usedBytes)}), ${words.disk} ${mib(diskFreeBytes)} ` +
      `(${words.keeps} ${mib(diskNeededBytes)}), ${words.checked} ${store.scrubbed}` +
      `${store.startedEmpty ? `, ${words.empty}` : ""}`,
  ];
  if (refusal !== "") lines.push(`  ${words.refused}: ${refusal}`);
  if (damagedFound > 0) lines.push(`  ${words.damaged}: ${damagedNow} (${words.sofar} ${damagedFound})`);
  if (store.quarantined > 0) lines.push(`  ${words.aside}: ${store.quarantined}`);
  if (store.oldestReaderMs > READER_MS) lines.push(`  ${words.reader}: ${store.oldestReaderMs} ms`);
  return lines;
}

function mib(bytes: number): string {
  return `${(bytes / 1024 ** 2).toFixed(1)} MiB`;
}
