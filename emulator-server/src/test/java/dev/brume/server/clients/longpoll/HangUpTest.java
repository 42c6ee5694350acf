package dev.brume.server.clients.longpoll;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.server.clients.Accounts;
import dev.brume.server.clients.VirtualBrume;
import dev.brume.server.clients.sqs.SqsAccount;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * A client that hangs up while it waits takes no message with it: the next consumer gets it, and is
 * the first to.
 *
 * <p>Source of truth: docs of this project, ARCHITECTURE.md ("a client that hangs up takes its
 * waiter with it"); on AWS such a message comes back only after the visibility timeout.
 */
class HangUpTest {
  @AutoClose private static final VirtualBrume BRUME = new VirtualBrume();

  private final SqsAccount account = SqsAccount.on(BRUME.endpoint());

  @ParameterizedTest
  @ValueSource(ints = {1, 20})
  void noMessageIsLost(int clients) throws IOException {
    String url = account.createQueue("orders");
    for (int i = 0; i < clients; i++) {
      waitAndHangUp(url);
    }
    account.send(url, "body");

    assertThat(account.receiveOne(url).attributes())
        .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");
  }

  /** The connection stays half open, which is all that a closing client lets a server see. */
  private void waitAndHangUp(String queueUrl) throws IOException {
    URI server = BRUME.endpoint();
    String body = "{\"QueueUrl\":\"" + queueUrl + "\",\"WaitTimeSeconds\":20}";
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(
              ("POST / HTTP/1.1\r\nHost: %s\r\nContent-Type: application/x-amz-json-1.0\r\n"
                      + "X-Amz-Target: AmazonSQS.ReceiveMessage\r\nAuthorization: %s\r\n"
                      + "Content-Length: %d\r\n\r\n%s")
                  .formatted(
                      server.getAuthority(),
                      Accounts.authorization(account.id, "sqs"),
                      body.length(),
                      body)
                  .getBytes(US_ASCII));
      socket.shutdownOutput();
      // The server has noticed when it closes its side.
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }
}
