/** A finding about the state of the grid as a sentence; `shown` is its figure, empty where it has none. */
import type { HealthFinding } from "../analysis/assess-health.ts";
import type { DraftContext } from "./draft-context.ts";

export function findingWords(
  say: DraftContext["say"],
  kind: HealthFinding["kind"],
  was: string,
  shown: string,
): string {
  switch (kind) {
    case "server-down":
      return say(`${was} 서버가 응답하지 않습니다.`, `Server ${was} is down.`);
    case "server-stale":
      return say(`${was} 서버의 소식이 늦어지고 있습니다.`, `Server ${was} has gone quiet.`);
    case "errors":
      return say(`오류 비율이 ${shown}로 높습니다.`, `The error share is high at ${shown}.`);
    case "cpu":
      return say(`${was}의 CPU 사용률이 ${shown}로 높습니다.`, `CPU use of ${was} is high at ${shown}.`);
    case "heap":
      return say(
        `${was}의 힙 메모리 사용률이 GC 뒤에도 ${shown}로 높습니다.`,
        `Heap use of ${was} stays high at ${shown} after a collection.`,
      );
    case "gc":
      return say(
        `${was}에서 시간의 ${shown}를 GC가 쓰고 있습니다.`,
        `${was} spends ${shown} of its time in GC.`,
      );
    case "stuck":
      return say(
        `${was}에 8초 넘게 끝나지 않은 요청이 ${shown} 있습니다.`,
        `On ${was}, ${shown} have been running for more than 8 s.`,
      );
    case "session-mode":
      return say(`${was}의 세션 보호가 온전하지 않습니다.`, `Sessions of ${was} are not fully protected.`);
    case "grid-degraded":
      return say("세션 사본이 한쪽에만 저장되고 있습니다.", "Session writes are held by one side only.");
    case "grid-recovering":
      return say("세션 사본을 다시 맞추는 중입니다.", "Session copies are being restored.");
    case "grid-unreachable":
      return say("세션 그리드에서 답이 없습니다.", "The session grid gives no answer.");
  }
}
