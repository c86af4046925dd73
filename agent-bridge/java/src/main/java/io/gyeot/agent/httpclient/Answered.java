package io.gyeot.agent.httpclient;

import io.gyeot.agent.boot.HookLog;
import io.gyeot.agent.trace.Call;
import java.util.function.BiConsumer;

/** Ends an asynchronous HTTP call when its answer or failure comes, on whatever thread that is. */
final class Answered implements BiConsumer<Object, Throwable> {
  private final Call call;

  Answered(Call call) {
    this.call = call;
  }

  @Override
  public void accept(Object response, Throwable failure) {
    try {
      HttpRecorder.finish(call, response == null ? 0 : ClientMethods.status(response), failure);
    } catch (Throwable own) {
      HookLog.failed("http.answered", own);
    }
  }
}
