package io.gyeot.agent.httpclient;

import io.gyeot.agent.boot.HttpHook;
import io.gyeot.agent.weave.Weaver;

/** Wires the HTTP clients' part. */
public final class HttpClientModule {
  private HttpClientModule() {}

  public static void install(Weaver weaver) {
    HttpHook.install(new HttpRecorder());
    weaver.add(new UrlConnectionPatch());
    weaver.add(new HttpClientPatch());
  }
}
