package dev.brume.benchmarks;

import java.io.IOException;

/** Clients of one stream with records of 1 KiB. */
enum KinesisScenario implements Scenario {
  PUT_RECORD("PutRecord of 1 KiB"),
  PUT_RECORDS_100("PutRecords of 100 x 1 KiB"),
  GET_RECORDS_100("GetRecords of 100 x 1 KiB");

  private static final int SHARDS = 4;
  private static final int BATCH = 100;
  private static final int KEYS = 100;

  private final String title;

  KinesisScenario(String title) {
    this.title = title;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public Clients prepare(ServerProcess server, int connections) throws IOException {
    KinesisRequests requests = new KinesisRequests(server.port, id() + connections);
    try (HttpConnection connection = server.connect()) {
      connection.call(requests.createStream(this == GET_RECORDS_100 ? 1 : SHARDS)).ok();
      awaitActive(connection, requests);
      if (this == GET_RECORDS_100) {
        connection.call(requests.putMany(BATCH)).ok();
      }
    }
    return (number, connection) -> round(connection, requests);
  }

  /** Some servers take a moment. */
  static void awaitActive(HttpConnection connection, KinesisRequests requests) throws IOException {
    long began = System.nanoTime();
    while (!"ACTIVE"
        .equals(
            SqsRequests.member(connection.call(requests.describe()).ok().text(), "StreamStatus"))) {
      if (System.nanoTime() - began > 30e9) {
        throw new IOException("The stream does not become ACTIVE");
      }
    }
  }

  private Round round(HttpConnection connection, KinesisRequests requests) throws IOException {
    return switch (this) {
      case PUT_RECORD -> {
        byte[][] puts = new byte[KEYS][];
        for (int key = 0; key < KEYS; key++) {
          puts[key] = requests.put(key);
        }
        int[] next = {0};
        yield () -> connection.call(puts[next[0]++ % KEYS]).ok();
      }
      case PUT_RECORDS_100 -> {
        byte[] puts = requests.putMany(BATCH);
        yield () -> connection.call(puts).ok();
      }
      case GET_RECORDS_100 -> {
        String answer = connection.call(requests.iterator()).ok().text();
        byte[] get = requests.records(SqsRequests.member(answer, "ShardIterator"), BATCH);
        yield () -> connection.call(get).ok();
      }
    };
  }
}
