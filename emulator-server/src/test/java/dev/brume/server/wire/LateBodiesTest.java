package dev.brume.server.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.core.http.RequestTimeoutException;
import dev.brume.server.Brume;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A body that does not come in time, told in the words of the service that it was for. Source of
 * truth: <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3: Error
 * responses</a> (RequestTimeout, 400); elsewhere <a
 * href="https://www.rfc-editor.org/rfc/rfc9110#section-15.5.9">RFC 9110, 15.5.9</a>.
 */
class LateBodiesTest {
  private final Brume brume = Brume.builder().start();

  @AfterEach
  void stop() {
    brume.close();
  }

  /** Begins, and is given up by the front end. */
  private static final class Late implements RequestBody.Streamed {
    @Override
    public long length() {
      return 100_000;
    }

    @Override
    public Headers trailers() {
      return new Headers();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
      subscriber.onSubscribe(
          new Flow.Subscription() {
            private boolean begun;

            @Override
            public void request(long count) {
              if (begun) {
                return;
              }
              begun = true;
              subscriber.onNext(ByteBuffer.wrap("{\"Queue".getBytes(US_ASCII)));
              subscriber.onError(new RequestTimeoutException());
            }

            @Override
            public void cancel() {}
          });
    }
  }

  private HttpResponse send(String method, String path, RequestBody body, String... headers) {
    Headers fields = new Headers().add("Host", "localhost");
    for (int i = 0; i < headers.length; i += 2) {
      fields.add(headers[i], headers[i + 1]);
    }
    return brume
        .handle(new HttpRequest(method, path, null, fields, body, ClientConnection.INTERNAL))
        .toCompletableFuture()
        .join();
  }

  private static String text(HttpResponse response) {
    return new String(response.bytes(), UTF_8);
  }

  @Test
  void s3HasItsOwnError() {
    send("PUT", "/late", RequestBody.EMPTY);
    HttpResponse answer = send("PUT", "/late/key", new Late());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(text(answer))
        .contains(
            "<Code>RequestTimeout</Code>",
            "<Message>Your socket connection to the server was not read from or written to within"
                + " the timeout period. Idle connections will be closed.</Message>");
    assertThat(send("GET", "/late/key", RequestBody.EMPTY).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /late, multipart/form-data; boundary=b",
    "POST, /late, text/plain",
    "PUT, /late/key, aws-chunked"
  })
  void formsHaveIt(String method, String path, String type) {
    send("PUT", "/late", RequestBody.EMPTY);
    HttpResponse answer = send(method, path, new Late(), "Content-Type", type);

    assertThat(answer.status()).as(text(answer)).isBetween(400, 499);
    if (type.startsWith("multipart")) {
      assertThat(text(answer)).contains("<Code>RequestTimeout</Code>");
    }
  }

  @Test
  void othersAnswerInTheirProtocol() {
    HttpResponse json =
        send(
            "POST",
            "/",
            new Late(),
            "Content-Type",
            "application/x-amz-json-1.0",
            "X-Amz-Target",
            "AmazonSQS.SendMessage");
    assertThat(json.status()).isEqualTo(408);
    assertThat(text(json)).contains("RequestTimeout\",\"message\":\"");

    HttpResponse own = send("PUT", "/_brume/state", new Late());
    assertThat(own.status()).isEqualTo(408);
    assertThat(text(own))
        .isEqualTo("{\"error\": \"The body of the request did not come in time\"}");
    HttpResponse settings = send("PUT", "/_brume/requests/settings", new Late());
    assertThat(settings.status()).isEqualTo(408);
  }
}
