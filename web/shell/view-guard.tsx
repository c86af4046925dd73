/** Keeps a mistake in one view from taking the page with it: says so, and offers to draw the view again. */
import { Component, type ComponentChildren } from "preact";
import { Void } from "../parts/void.tsx";
import { words } from "../state/words.ts";

interface ViewGuardProps {
  readonly children: ComponentChildren;
}

interface ViewGuardState {
  readonly broken: string | null;
}

export class ViewGuard extends Component<ViewGuardProps, ViewGuardState> {
  override state: ViewGuardState = { broken: null };

  static override getDerivedStateFromError(cause: unknown): ViewGuardState {
    return { broken: String(cause) };
  }

  override render() {
    if (this.state.broken === null) {
      return this.props.children;
    }
    const { state } = words();
    return (
      <div role="alert">
        <Void icon="alert" title={state.broken} body={this.state.broken}>
          <button type="button" class="button" onClick={() => this.setState({ broken: null })}>
            {state.retry}
          </button>
        </Void>
      </div>
    );
  }
}
