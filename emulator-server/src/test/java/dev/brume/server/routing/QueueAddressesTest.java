package dev.brume.server.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.server.Brume;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What looks at a queue's own URL without signing, as a browser does. Answer recorded on AWS, SQS:
 * 404 and {@code <UnknownOperationException/>}, where a queue's host is SQS's. Here it may be that
 * of all services, where AWS has nothing to follow.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html">Queue
 *     and message identifiers</a>
 */
class QueueAddressesTest {
  private static Brume brume;

  @BeforeAll
  static void start() {
    brume = Brume.builder().virtualTime().start();
  }

  @AfterAll
  static void stop() {
    brume.close();
  }

  private static HttpResponse get(String path) {
    return get(path, null, new Headers());
  }

  private static HttpResponse get(String path, String query, Headers headers) {
    return brume
        .handle(
            new HttpRequest(
                "GET",
                path,
                query,
                headers.add("Host", "localhost:4566"),
                RequestBody.EMPTY,
                ClientConnection.INTERNAL))
        .toCompletableFuture()
        .join();
  }

  @ParameterizedTest
  @CsvSource({"sqs, <UnknownOperationException/>", "s3, <Code>NoSuchBucket</Code>"})
  void whoSignsIsAnsweredByWhomItIsFor(String service, String answer) {
    Headers signed =
        new Headers()
            .add(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=test/20250101/us-east-1/"
                    + service
                    + "/aws4_request, SignedHeaders=host, Signature=0a");
    assertThat(new String(get("/000000000000/orders", null, signed).bytes(), UTF_8))
        .contains(answer);
  }

  @ParameterizedTest
  @CsvSource({
    "/000000000000/orders",
    "/000000000000/orders.fifo",
    "/000000000000/orders/",
    "/queue/eu-west-1/000000000000/orders"
  })
  void aQueueIsNoBucket(String path) {
    HttpResponse answer = get(path);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(new String(answer.bytes(), UTF_8)).contains("<UnknownOperationException/>");
  }

  @ParameterizedTest
  @CsvSource({
    "/000000000000",
    "/00000000000/orders",
    "/000000000000/a/b",
    "/000000000000/photo.jpg",
    "/bucket/orders"
  })
  void othersAreBuckets(String path) {
    assertThat(new String(get(path).bytes(), UTF_8)).contains("<Code>NoSuchBucket</Code>");
  }
}
