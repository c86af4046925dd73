package io.gyeot.agent.jdbc;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL of this machine on a free loopback port in a directory of its own; port 0 when there is none. */
final class PostgresServer {
  final int port;
  private final Path directory;
  private final Process process;

  private PostgresServer(int port, Path directory, Process process) {
    this.port = port;
    this.directory = directory;
    this.process = process;
  }

  static PostgresServer start() {
    File[] versions = new File("/usr/lib/postgresql").listFiles();
    if (versions == null || versions.length == 0) {
      System.err.println("NOT TESTED: no PostgreSQL in /usr/lib/postgresql");
      return new PostgresServer(0, null, null);
    }
    String bin = versions[versions.length - 1] + "/bin/";
    try {
      Path directory = Files.createTempDirectory("gyeot-pg");
      boolean root = System.getProperty("user.name").equals("root");
      if (root) {
        run("chown", "postgres", directory.toString());
      }
      int port;
      try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = probe.getLocalPort();
      }
      run(as(root, bin + "initdb", "-D", directory + "/data", "-A", "trust", "-U", "postgres", "-E", "UTF8", "-N"));
      String[] command =
          as(root, bin + "postgres", "-D", directory + "/data", "-p", "" + port, "-k", directory.toString(),
              "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off");
      Process process = new ProcessBuilder(command).redirectErrorStream(true)
          .redirectOutput(directory.resolve("log").toFile()).directory(new File("/")).start();
      for (int i = 0; i < 200; i++) {
        if (tries(bin + "pg_isready", "-h", "127.0.0.1", "-p", "" + port)) {
          return new PostgresServer(port, directory, process);
        }
        Thread.sleep(50);
      }
      throw new IllegalStateException("PostgreSQL did not start: " + Files.readString(directory.resolve("log")));
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  void stop() {
    if (process == null) {
      return;
    }
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
      try (Stream<Path> files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      }
    } catch (IOException | InterruptedException ignored) {
      process.destroyForcibly();
    }
  }

  /** initdb and postgres refuse to run as root. */
  private static String[] as(boolean root, String... command) {
    if (!root) {
      return command;
    }
    List<String> all = new ArrayList<>(Arrays.asList("setpriv", "--reuid", "postgres", "--clear-groups"));
    all.addAll(Arrays.asList(command));
    return all.toArray(new String[0]);
  }

  private static boolean tries(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).directory(new File("/")).start();
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + output);
    }
  }
}
