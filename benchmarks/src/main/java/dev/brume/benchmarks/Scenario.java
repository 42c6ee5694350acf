package dev.brume.benchmarks;

import java.io.IOException;

/** What one client does again and again. */
enum Scenario {
  SEND("SendMessage", 1, true),
  SEND_BATCH("SendMessageBatch of 10", 1, true),
  RECEIVE_DELETE("ReceiveMessage, DeleteMessage", 2, false),
  SEND_RECEIVE_DELETE("SendMessage, ReceiveMessage, DeleteMessage", 3, false);

  final String title;

  /** Requests in one round. */
  final int requests;

  /** Whether messages pile up. */
  final boolean growing;

  Scenario(String title, int requests, boolean growing) {
    this.title = title;
    this.requests = requests;
    this.growing = growing;
  }

  /** One round on one connection; throws where the server did not do what it was asked. */
  void round(HttpConnection connection, SqsRequests requests, byte[] send, byte[] batch)
      throws IOException {
    switch (this) {
      case SEND -> check(connection.call(send));
      case SEND_BATCH -> check(connection.call(batch));
      case RECEIVE_DELETE -> receiveAndDelete(connection, requests);
      case SEND_RECEIVE_DELETE -> {
        check(connection.call(send));
        receiveAndDelete(connection, requests);
      }
    }
  }

  private static void receiveAndDelete(HttpConnection connection, SqsRequests requests)
      throws IOException {
    String handle =
        SqsRequests.member(check(connection.call(requests.receive(1))), "ReceiptHandle");
    if (handle == null) {
      throw new IOException("The queue ran dry");
    }
    check(connection.call(requests.delete(handle)));
  }

  static String check(HttpConnection.Answer answer) throws IOException {
    if (answer.status() != 200) {
      throw new IOException("Status " + answer.status() + ": " + answer.text());
    }
    return answer.text();
  }
}
