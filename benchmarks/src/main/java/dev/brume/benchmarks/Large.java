package dev.brume.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * An object larger than the server's heap: up in one put and in parts, and down again, each time
 * compared by its CRC. Fails where a byte is wrong or the server runs out of memory.
 *
 * <p>Arguments: the distribution's folder; optionally the object's size in MiB (2048) and the
 * server's heap in MiB (256).
 */
public final class Large {
  private static final int PIECE_BYTES = 8 << 20;
  private static final int PART_PIECES = 4;
  private static final String BUCKET = "/large";

  private final Report report = new Report("large.md");
  private final byte[] piece = S3Requests.content(PIECE_BYTES);
  private final ServerProcess server;
  private final HttpConnection connection;
  private final S3Requests requests;
  private final int pieces;
  private final long length;

  private Large(ServerProcess server, int pieces) throws IOException {
    this.server = server;
    this.connection = server.connect();
    this.requests = new S3Requests(server.port);
    this.pieces = pieces;
    this.length = (long) pieces * PIECE_BYTES;
  }

  public static void main(String[] arguments) throws Exception {
    long mebibytes = arguments.length > 1 ? Long.parseLong(arguments[1]) : 2048;
    String heap = arguments.length > 2 ? arguments[2] : "256";
    List<String> command = new ArrayList<>(new Servers(Path.of(arguments[0])).brume());
    command.add(1, "-Xmx" + heap + "m");
    try (ServerProcess server = ServerProcess.start(command)) {
      new Large(server, (int) ((mebibytes << 20) / PIECE_BYTES)).run(heap);
    }
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  private void run(String heap) throws IOException {
    report.line("An object of %d MiB, a heap of %s MiB:", length >> 20, heap);
    report.line("");
    report.line("| | s | CPU s | resident, MiB | most until then |");
    report.line("| --- | --- | --- | --- | --- |");
    connection.call(requests.createBucket(BUCKET.substring(1))).ok();
    measure("one put", this::put);
    measure("get", () -> get("/one", 0, length));
    measure("parts of 32 MiB", this::upload);
    measure("get", () -> get("/parts", 0, length));
    measure("range of half of it", () -> get("/parts", length / 4 + 1, length / 2));
    measure("one put over it", this::put);
  }

  private void measure(String title, Work work) throws IOException {
    double before = server.cpuSeconds();
    long began = System.nanoTime();
    work.run();
    report.line(
        "| %s | %.1f | %.2f | %d | %d |",
        title,
        (System.nanoTime() - began) / 1e9,
        server.cpuSeconds() - before,
        server.residentMebibytes(),
        server.mostResidentMebibytes());
  }

  private void put() throws IOException {
    connection.send(requests.put(BUCKET + "/one", length));
    for (int i = 0; i < pieces; i++) {
      connection.send(numbered(i));
    }
    connection.receive();
  }

  /** No two pieces are the same. */
  private byte[] numbered(int number) {
    piece[0] = (byte) number;
    piece[1] = (byte) (number >> 8);
    return piece;
  }

  private void upload() throws IOException {
    String path = BUCKET + "/parts";
    String created = connection.call(requests.createUpload(path)).ok().text();
    String upload = S3Requests.element(created, "UploadId");
    List<String> etags = new ArrayList<>();
    for (int from = 0; from < pieces; from += PART_PIECES) {
      int to = Math.min(pieces, from + PART_PIECES);
      connection.send(requests.part(path, upload, etags.size() + 1, (to - from) * PIECE_BYTES));
      for (int i = from; i < to - 1; i++) {
        connection.send(numbered(i));
      }
      etags.add(connection.call(numbered(to - 1)).ok().field("etag"));
    }
    byte[] parts = S3Requests.parts(etags);
    connection.call(requests.complete(path, upload, parts), parts).ok();
  }

  private void get(String key, long from, long count) throws IOException {
    Checksum received = new Checksum();
    connection.send(requests.getRange(BUCKET + key, from, count));
    int status = connection.receive(null, received);
    if (status != 206 || received.length != count || received.value() != crc(from, count)) {
      throw new IOException(key + " comes back as something else");
    }
  }

  private long crc(long from, long count) {
    Checksum expected = new Checksum();
    for (long at = from; at < from + count; ) {
      int offset = (int) (at % PIECE_BYTES);
      int now = (int) Math.min(PIECE_BYTES - offset, from + count - at);
      expected.write(numbered((int) (at / PIECE_BYTES)), offset, now);
      at += now;
    }
    return expected.value();
  }

  private static final class Checksum extends OutputStream {
    private final CRC32 crc = new CRC32();
    private long length;

    @Override
    public void write(int one) {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
      crc.update(bytes, offset, count);
      length += count;
    }

    long value() {
      return crc.getValue();
    }
  }
}
