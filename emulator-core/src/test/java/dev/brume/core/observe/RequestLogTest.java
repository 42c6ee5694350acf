package dev.brume.core.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.observe.RequestLog.Form;
import dev.brume.core.schema.ProtocolId;
import dev.brume.testlog.ExpectsLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a line of the log of requests says, and that nobody waits for whoever takes the lines.
 * Source of truth: docs/admin.md of this project.
 */
@Timeout(30)
class RequestLogTest {
  private static RequestRecord record(String service, String operation, String code, String path) {
    return new RequestRecord(
        7,
        1_735_689_600_123L,
        1_735_689_600_456L,
        service,
        operation,
        "123456789012",
        "us-east-1",
        service.equals("s3")
            ? List.of(new ResourceName("Bucket", "b"), new ResourceName("Key", "\"\n\u2028"))
            : List.of(),
        ProtocolId.AWS_JSON_1_0,
        "POST",
        path,
        code == null ? 200 : 400,
        code,
        code == null ? null : "It failed\n\tat once, Signature=5ec2e7 \u2028",
        184_500,
        "id-1",
        120,
        -1,
        null,
        List.of());
  }

  private static String written(Form form, RequestRecord... records) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RequestLog log = new RequestLog(form, out, 10);
    List.of(records).forEach(log::add);
    log.close();
    return out.toString(UTF_8);
  }

  @Test
  void aLineHasItsWordsInOrder() {
    assertThat(
            written(
                Form.LINE,
                record("sqs", "SendMessage", null, "/"),
                record("sqs", null, "InvalidAction", "/a b"),
                record("made\nup service", null, null, "/")))
        .isEqualTo(
            """
            2025-01-01T00:00:00.123Z id-1 sqs.SendMessage 200 - 0.185ms 120/-B
            2025-01-01T00:00:00.123Z id-1 sqs.- 400 InvalidAction 0.185ms 120/-B It failed at once, Signature=***\s\s
            2025-01-01T00:00:00.123Z id-1 made_up_service.- 200 - 0.185ms 120/-B
            """);
  }

  @Test
  void anObjectIsOnALineOfItsOwn() {
    assertThat(written(Form.JSON, record("s3", "GetObject", "NoSuchKey", "/b/\"\n\u2028")))
        .isEqualTo(
            "{\"time\":\"2025-01-01T00:00:00.123Z\",\"requestId\":\"id-1\",\"service\":\"s3\","
                + "\"operation\":\"GetObject\",\"account\":\"123456789012\","
                + "\"region\":\"us-east-1\",\"resource\":{\"Bucket\":\"b\",\"Key\":\"\\\"\\n\u2028\"},"
                + "\"status\":400,\"errorCode\":\"NoSuchKey\","
                + "\"cause\":\"It failed\\n\\tat once, Signature=*** \u2028\","
                + "\"latencyMs\":0.185,\"requestBytes\":120,\"method\":\"POST\","
                + "\"path\":\"/b/\\\"\\n\u2028\"}\n");
  }

  /** Takes nothing until it is let. */
  private static final class Blocked extends OutputStream {
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch let = new CountDownLatch(1);
    final ByteArrayOutputStream taken = new ByteArrayOutputStream();

    @Override
    public void write(int octet) {
      throw new UnsupportedOperationException();
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) throws IOException {
      entered.countDown();
      try {
        let.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      taken.write(bytes, from, count);
    }
  }

  @Test
  void linesThatNobodyTakesAreLeftOutAndCounted() throws InterruptedException {
    Blocked out = new Blocked();
    RequestLog log = new RequestLog(Form.LINE, out, 10);
    RequestRecord record = record("sqs", "SendMessage", null, "/");
    log.add(record);
    out.entered.await();
    for (int i = 0; i < 1_000; i++) {
      log.add(record); // returns though nobody takes anything
    }
    assertThat(log.dropped()).isEqualTo(990);

    out.let.countDown();
    log.close();

    List<String> lines = out.taken.toString(UTF_8).lines().toList();
    assertThat(lines).hasSize(12);
    assertThat(lines.get(11)).isEqualTo("990 lines were left out: they came faster than they went");
    assertThat(log.written()).isEqualTo(11);
  }

  @Test
  void aLogThatStandsStillDoesNotHoldUpTheEnd() throws InterruptedException {
    Blocked out = new Blocked();
    RequestLog log = new RequestLog(Form.JSON, out, 1);
    log.add(record("sqs", "SendMessage", null, "/"));
    out.entered.await();

    log.close(); // returns within seconds
    out.let.countDown();
  }

  @Test
  @ExpectsLog(from = RequestLog.class, text = "The log of requests ends: Broken pipe")
  void anOutputThatIsGoneEndsTheLogAndNothingElse() {
    OutputStream gone =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    RequestLog log = new RequestLog(Form.LINE, gone, 2);
    for (int i = 0; i < 10; i++) {
      log.add(record("sqs", "SendMessage", null, "/"));
    }
    log.close();
    assertThat(log.written()).isZero();
  }
}
