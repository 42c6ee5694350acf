package dev.brume.benchmarks;

import java.io.IOException;

/** Clients of one queue. */
enum SqsScenario implements Scenario {
  SEND("SendMessage", 1),
  SEND_BATCH("SendMessageBatch of 10", 1),
  RECEIVE_DELETE("ReceiveMessage, DeleteMessage", 2),
  SEND_RECEIVE_DELETE("SendMessage, ReceiveMessage, DeleteMessage", 3);

  private static final int FILLED_A_SECOND = 30_000;

  private final String title;
  private final int requests;

  SqsScenario(String title, int requests) {
    this.title = title;
    this.requests = requests;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public int requests() {
    return requests;
  }

  @Override
  public Clients prepare(ServerProcess server, int connections) throws IOException {
    try (HttpConnection connection = server.connect()) {
      byte[] create = SqsRequests.createQueue(server.port, id() + connections);
      String url = SqsRequests.member(connection.call(create).ok().text(), "QueueUrl");
      return new Queue(server, new SqsRequests(server.port, url));
    }
  }

  private final class Queue implements Clients {
    private final ServerProcess server;
    private final SqsRequests requests;

    Queue(ServerProcess server, SqsRequests requests) {
      this.server = server;
      this.requests = requests;
    }

    /** Sends what the clients will receive, or as much as a slow server takes in the time. */
    @Override
    public void refill(double seconds) throws IOException {
      if (SqsScenario.this != RECEIVE_DELETE) {
        return;
      }
      long began = System.nanoTime();
      byte[] batch = requests.sendBatchOfTen();
      try (HttpConnection connection = server.connect()) {
        int messages = (int) (FILLED_A_SECOND * seconds);
        for (int i = 0; i < messages && System.nanoTime() - began < seconds * 2e9; i += 10) {
          connection.call(batch).ok();
        }
      }
    }

    @Override
    public Round client(int number, HttpConnection connection) {
      return round(connection, requests);
    }
  }

  /** A round on one queue. */
  Round round(HttpConnection connection, SqsRequests requests) {
    byte[] send = requests.send();
    byte[] batch = requests.sendBatchOfTen();
    return switch (this) {
      case SEND -> () -> connection.call(send).ok();
      case SEND_BATCH -> () -> connection.call(batch).ok();
      case RECEIVE_DELETE -> () -> receiveAndDelete(connection, requests);
      case SEND_RECEIVE_DELETE ->
          () -> {
            connection.call(send).ok();
            receiveAndDelete(connection, requests);
          };
    };
  }

  private static void receiveAndDelete(HttpConnection connection, SqsRequests requests)
      throws IOException {
    String received = connection.call(requests.receive(1)).ok().text();
    String handle = SqsRequests.member(received, "ReceiptHandle");
    if (handle == null) {
      throw new UsedUp("The queue ran dry");
    }
    connection.call(requests.delete(handle)).ok();
  }
}
