package dev.brume.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Records what a server answers to each kind of request, for {@link BareNetty} to say again. */
final class Recording {
  private Recording() {}

  static Path record(ServerProcess server) throws IOException {
    Path folder = Files.createTempDirectory("answers");
    try (HttpConnection connection = new HttpConnection(server.port)) {
      HttpConnection.Answer created =
          connection.call(SqsRequests.createQueue(server.port, "recorded"));
      SqsRequests requests =
          new SqsRequests(server.port, SqsRequests.member(created.text(), "QueueUrl"));
      keep(folder, "CreateQueue", created);
      keep(folder, "ListQueues", connection.call(SqsRequests.request("h", "ListQueues", "{}")));
      keep(folder, "SendMessage", connection.call(requests.send()));
      keep(folder, "SendMessageBatch", connection.call(requests.sendBatchOfTen()));
      HttpConnection.Answer received = connection.call(requests.receive(1));
      keep(folder, "ReceiveMessage", received);
      String handle = SqsRequests.member(received.text(), "ReceiptHandle");
      keep(folder, "DeleteMessage", connection.call(requests.delete(handle)));
    }
    return folder;
  }

  private static void keep(Path folder, String target, HttpConnection.Answer answer)
      throws IOException {
    Scenario.check(answer);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(answer.head());
    bytes.write(answer.body());
    Files.write(folder.resolve(target), bytes.toByteArray());
  }
}
