package dev.brume.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Clients of one bucket. */
enum S3Scenario implements Scenario {
  GET_1K("GetObject of 1 KiB", 1024),
  PUT_1K("PutObject of 1 KiB", 1024),
  PUT_1K_CHUNKED("PutObject of 1 KiB in chunks with CRC32", 1024),
  GET_1M("GetObject of 1 MiB", 1 << 20),
  PUT_1M("PutObject of 1 MiB", 1 << 20),
  PUT_1M_CHUNKED("PutObject of 1 MiB in chunks with CRC32", 1 << 20),
  UP_64M("64 MiB up in 8 parts, all of it", S3Scenario.PART_BYTES),
  DOWN_64M("64 MiB down in 8 ranges, all of it", S3Scenario.PART_BYTES),
  LIST_OF_10K("ListObjectsV2, 1,000 of 10,000", 10_000),
  LIST_OF_1M("ListObjectsV2, 1,000 of 1,000,000", 1_000_000);

  private static final int PART_BYTES = 8 << 20;
  private static final int PARTS = 8;
  private static final int PAGE = 1_000;

  /** How many keys a client writes, or pages it asks for, in turn. */
  private static final int DIFFERENT = 16;

  private final String title;

  /** Bytes of a body, or keys in the bucket. */
  private final int size;

  S3Scenario(String title, int size) {
    this.title = title;
    this.size = size;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public int[] connections() {
    return size == PART_BYTES ? new int[] {1, 4} : new int[] {1, 16};
  }

  /** Whether others than Brume are asked: a million keys take them half an hour. */
  boolean isForPeers() {
    return this != LIST_OF_1M;
  }

  @Override
  public Clients prepare(ServerProcess server, int connections) throws IOException {
    S3Requests requests = new S3Requests(server.port);
    try (HttpConnection connection = server.connect()) {
      int status = connection.call(requests.createBucket(id())).status();
      if (status != 200 && status != 409) {
        throw new IOException("No bucket: status " + status);
      }
      switch (this) {
        case GET_1K, GET_1M -> put(connection, requests, "/" + id() + "/object", content());
        case DOWN_64M -> new Upload(connection, requests, "/" + id() + "/object").run();
        case LIST_OF_10K, LIST_OF_1M -> BucketFilling.fill(server, "/" + id() + "/", size);
        case PUT_1K, PUT_1M, PUT_1K_CHUNKED, PUT_1M_CHUNKED, UP_64M ->
            checkKept(connection, requests);
      }
    }
    return (number, connection) -> client(number, connection, requests);
  }

  private byte[] content() {
    return S3Requests.content(size);
  }

  private static void put(
      HttpConnection connection, S3Requests requests, String path, byte[] content)
      throws IOException {
    connection.call(requests.put(path, content.length), content).ok();
  }

  /** A server that does not keep what it gets can't be compared. */
  private void checkKept(HttpConnection connection, S3Requests requests) throws IOException {
    Round round = client(0, connection, requests);
    round.run();
    byte[] kept = connection.call(requests.get(path(0, 0))).ok().body();
    byte[] expected = content();
    int times = this == UP_64M ? PARTS : 1;
    boolean same =
        kept.length == expected.length * times
            && Arrays.equals(Arrays.copyOf(kept, expected.length), expected);
    if (!same) {
      throw new IOException("Keeps other bytes than it was sent");
    }
  }

  private String path(int client, int key) {
    return "/" + id() + "/client-" + client + "/" + key;
  }

  private Round client(int number, HttpConnection connection, S3Requests requests) {
    return switch (this) {
      case GET_1K, GET_1M -> {
        byte[] head = requests.get("/" + id() + "/object");
        yield () -> expect(size, connection.exchange(head, S3Requests.NOTHING));
      }
      case PUT_1K, PUT_1M -> {
        List<byte[]> heads = new ArrayList<>();
        for (int key = 0; key < DIFFERENT; key++) {
          heads.add(requests.put(path(number, key), size));
        }
        yield inTurn(connection, heads, content());
      }
      case PUT_1K_CHUNKED, PUT_1M_CHUNKED -> {
        byte[] body = S3Requests.inChunks(content());
        List<byte[]> heads = new ArrayList<>();
        for (int key = 0; key < DIFFERENT; key++) {
          heads.add(requests.putInChunks(path(number, key), size, body.length));
        }
        yield inTurn(connection, heads, body);
      }
      case UP_64M -> new Upload(connection, requests, path(number, 0));
      case DOWN_64M -> download(connection, requests);
      case LIST_OF_10K, LIST_OF_1M -> {
        List<byte[]> heads = new ArrayList<>();
        for (int page = 0; page < DIFFERENT; page++) {
          String after = BucketFilling.key((size - PAGE) / DIFFERENT * page);
          heads.add(requests.get("/" + id() + "?list-type=2&start-after=" + after));
        }
        yield inTurn(connection, heads, S3Requests.NOTHING);
      }
    };
  }

  private static Round inTurn(HttpConnection connection, List<byte[]> heads, byte[] body) {
    int[] next = {0};
    return () -> {
      connection.exchange(heads.get(next[0]), body);
      next[0] = (next[0] + 1) % heads.size();
    };
  }

  private Round download(HttpConnection connection, S3Requests requests) {
    List<byte[]> heads = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      heads.add(requests.getRange("/" + id() + "/object", (long) part * size, size));
    }
    return () -> {
      for (byte[] head : heads) {
        expect(size, connection.exchange(head, S3Requests.NOTHING));
      }
    };
  }

  private static void expect(long expected, long length) throws IOException {
    if (length != expected) {
      throw new IOException("Answers " + length + " bytes instead of " + expected);
    }
  }

  private static final class Upload implements Round {
    private final HttpConnection connection;
    private final S3Requests requests;
    private final String path;
    private final byte[] part = S3Requests.content(PART_BYTES);

    Upload(HttpConnection connection, S3Requests requests, String path) {
      this.connection = connection;
      this.requests = requests;
      this.path = path;
    }

    @Override
    public void run() throws IOException {
      String created = connection.call(requests.createUpload(path)).ok().text();
      String upload = S3Requests.element(created, "UploadId");
      List<String> etags = new ArrayList<>();
      for (int number = 1; number <= PARTS; number++) {
        byte[] head = requests.part(path, upload, number, part.length);
        etags.add(connection.call(head, part).ok().field("etag"));
      }
      byte[] parts = S3Requests.parts(etags);
      connection.call(requests.complete(path, upload, parts), parts).ok();
    }
  }
}
