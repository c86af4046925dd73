/** The five states of anything that is asked for: loading, empty, error, stale, there. Partial is the caller's banner. */
import type { ComponentChildren } from "preact";
import { now } from "../state/now.ts";
import { showAge } from "../state/show-age.ts";
import type { Resource } from "../state/use-resource.ts";
import { words } from "../state/words.ts";
import { Banner } from "./banner.tsx";
import { failureWords } from "./failure-words.ts";
import { Void } from "./void.tsx";

interface ResourceFrameProps<T> {
  readonly resource: Resource<T>;
  readonly isEmpty?: (data: T) => boolean;
  readonly empty?: ComponentChildren;
  readonly children: (data: T) => ComponentChildren;
}

export function ResourceFrame<T>({ resource, isEmpty, empty, children }: ResourceFrameProps<T>) {
  const { state } = words();
  const { data, failure } = resource;
  if (data === null) {
    if (failure === null) {
      return (
        <div class="skeleton" role="status" aria-label={state.loading}>
          <span />
          <span />
          <span />
          <span />
          <span />
        </div>
      );
    }
    return (
      <div role="alert">
        <Void icon="alert" title={state.failed} body={failureWords(failure)}>
          <button type="button" class="button" onClick={resource.reload}>
            {state.retry}
          </button>
        </Void>
      </div>
    );
  }
  return (
    <>
      {failure === null ? null : (
        <Banner
          title={state.stale(showAge(now.ticking - resource.loadedMs))}
          note={failureWords(failure)}
          action={{ label: state.retry, run: resource.reload }}
        />
      )}
      {isEmpty?.(data) ? empty : children(data)}
    </>
  );
}
