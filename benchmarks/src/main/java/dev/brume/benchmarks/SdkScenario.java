package dev.brume.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Small requests as an SDK sends them: recorded, and signed again for each server. A server that
 * answers them pays for their long heads, payload hashes and checksums as it does in practice.
 *
 * @param sdk the folder of its recordings
 */
record SdkScenario(String sdk, Call call) implements Scenario {
  private static final List<String> SDKS = List.of("java-v2", "boto3", "javascript-v3");
  private static final int OBJECT_BYTES = 1024;
  private static final int FILLED_A_SECOND = 20_000;

  /** How many keys a client writes in turn. */
  private static final int DIFFERENT = 16;

  /** What is called. */
  enum Call {
    SEND("SendMessage", 1),
    RECEIVE_DELETE("ReceiveMessage, DeleteMessage", 2),
    SEND_BATCH("SendMessageBatch of 10", 1),
    GET_1K("GetObject of 1 KiB", 1),
    PUT_1K("PutObject of 1 KiB", 1);

    private final String title;
    private final int requests;

    Call(String title, int requests) {
      this.title = title;
      this.requests = requests;
    }

    boolean isOfS3() {
      return this == GET_1K || this == PUT_1K;
    }
  }

  /** The scenarios of one service, for all SDKs. */
  static Scenario[] all(boolean ofS3) {
    List<Scenario> all = new ArrayList<>();
    for (Call call : Call.values()) {
      if (call.isOfS3() == ofS3) {
        SDKS.forEach(sdk -> all.add(new SdkScenario(sdk, call)));
      }
    }
    return all.toArray(Scenario[]::new);
  }

  @Override
  public String name() {
    return sdk + "-" + call.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String title() {
    return call.title + " by " + sdk;
  }

  @Override
  public int requests() {
    return call.requests;
  }

  @Override
  public Clients prepare(ServerProcess server, int connections) throws IOException {
    String host = "127.0.0.1:" + server.port;
    try (HttpConnection connection = server.connect()) {
      if (!call.isOfS3()) {
        byte[] create = SqsRequests.createQueue(server.port, id() + connections);
        String url = SqsRequests.member(connection.call(create).ok().text(), "QueueUrl");
        return new Queue(server, host, url);
      }
      S3Requests requests = new S3Requests(server.port);
      connection.call(requests.createBucket(id()));
      byte[] content = S3Requests.content(OBJECT_BYTES);
      byte[] put = RecordedRequest.of(sdk, "put-object").replay(host, path(0, 0), content);
      connection.call(put).ok();
    }
    return (number, connection) -> object(number, connection, host);
  }

  private String path(int client, int key) {
    return "/" + id() + "/client-" + client + "-" + key;
  }

  private Round object(int number, HttpConnection connection, String host) {
    if (call == Call.GET_1K) {
      byte[] get = RecordedRequest.of(sdk, "get-object").replay(host, path(0, 0), new byte[0]);
      return () -> connection.exchange(get, S3Requests.NOTHING);
    }
    RecordedRequest recorded = RecordedRequest.of(sdk, "put-object");
    byte[] content = S3Requests.content(OBJECT_BYTES);
    List<byte[]> puts = new ArrayList<>();
    for (int key = 0; key < DIFFERENT; key++) {
      puts.add(recorded.replay(host, path(number, key), content));
    }
    int[] turn = new int[1];
    return () -> connection.exchange(puts.get(turn[0]++ % DIFFERENT), S3Requests.NOTHING);
  }

  /** Clients of one queue. */
  private final class Queue implements Clients {
    private final ServerProcess server;
    private final String host;
    private final String url;

    Queue(ServerProcess server, String host, String url) {
      this.server = server;
      this.host = host;
      this.url = url;
    }

    private byte[] request(String operation) {
      RecordedRequest recorded = RecordedRequest.of(sdk, operation);
      return recorded.replay(host, recorded.bodyWith("QueueUrl", url));
    }

    @Override
    public void refill(double seconds) throws IOException {
      if (call != Call.RECEIVE_DELETE) {
        return;
      }
      byte[] batch = request("send-message-batch");
      try (HttpConnection connection = server.connect()) {
        for (int i = 0; i < FILLED_A_SECOND * seconds; i += 10) {
          connection.call(batch).ok();
        }
      }
    }

    @Override
    public Round client(int number, HttpConnection connection) {
      return switch (call) {
        case SEND -> repeat(connection, request("send-message"));
        case SEND_BATCH -> repeat(connection, request("send-message-batch"));
        default -> receiveAndDelete(connection);
      };
    }

    private Round repeat(HttpConnection connection, byte[] request) {
      return () -> connection.exchange(request, S3Requests.NOTHING);
    }

    private Round receiveAndDelete(HttpConnection connection) {
      byte[] receive = request("receive-message");
      RecordedRequest delete = RecordedRequest.of(sdk, "delete-message");
      String body = delete.bodyWith("QueueUrl", url);
      return () -> {
        String received = connection.call(receive).ok().text();
        String handle = SqsRequests.member(received, "ReceiptHandle");
        if (handle == null) {
          throw new UsedUp("The queue ran dry");
        }
        String withHandle = RecordedRequest.bodyWith(body, "ReceiptHandle", handle);
        connection.call(delete.replay(host, withHandle)).ok();
      };
    }
  }
}
