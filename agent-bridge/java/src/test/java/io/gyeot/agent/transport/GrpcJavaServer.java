package io.gyeot.agent.transport;

import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A real grpc-java server with one bidirectional method of raw bytes that echoes, and obeys a few words. */
final class GrpcJavaServer implements AutoCloseable {
  static final String PATH = "/gyeot.test.Echo/Chat";

  final Server server;
  /** "slow" stops reading until this is set. */
  volatile boolean slowReleased;

  GrpcJavaServer() throws IOException {
    MethodDescriptor<byte[], byte[]> method =
        MethodDescriptor.<byte[], byte[]>newBuilder(new Raw(), new Raw())
            .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
            .setFullMethodName(PATH.substring(1))
            .build();
    ServerCallHandler<byte[], byte[]> handler = ServerCalls.asyncBidiStreamingCall(this::echo);
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .maxInboundMessageSize(64 << 20)
            .addService(ServerServiceDefinition.builder("gyeot.test.Echo").addMethod(method, handler).build())
            .build()
            .start();
  }

  Endpoint endpoint() {
    return Endpoint.tcp("127.0.0.1", server.getPort(), "token");
  }

  private StreamObserver<byte[]> echo(StreamObserver<byte[]> answers) {
    ServerCallStreamObserver<byte[]> out = (ServerCallStreamObserver<byte[]>) answers;
    out.disableAutoRequest();
    out.request(1);
    return new StreamObserver<>() {
      @Override
      public void onNext(byte[] message) {
        String word = message.length < 20 ? new String(message, StandardCharsets.UTF_8) : "";
        switch (word) {
          case "complete" -> out.onCompleted();
          case "refuse" -> out.onError(Status.UNAUTHENTICATED.withDescription("토큰이 틀렸다").asException());
          case "slow" -> stopReading();
          default -> {
            out.onNext(message);
            out.request(1);
          }
        }
      }

      private void stopReading() {
        new Thread(
                () -> {
                  while (!slowReleased) {
                    try {
                      Thread.sleep(10);
                    } catch (InterruptedException e) {
                      return;
                    }
                  }
                  out.request(1);
                })
            .start();
      }

      @Override
      public void onError(Throwable cause) {}

      @Override
      public void onCompleted() {
        out.onCompleted();
      }
    };
  }

  @Override
  public void close() {
    server.shutdownNow();
    try {
      server.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Raw implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException cause) {
        throw new UncheckedIOException(cause);
      }
    }
  }
}
