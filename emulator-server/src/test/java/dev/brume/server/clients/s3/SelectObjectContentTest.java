package dev.brume.server.clients.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.server.clients.Accounts;
import dev.brume.server.clients.SharedBrume;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.CompressionType;
import software.amazon.awssdk.services.s3.model.ExpressionType;
import software.amazon.awssdk.services.s3.model.FileHeaderInfo;
import software.amazon.awssdk.services.s3.model.JSONType;
import software.amazon.awssdk.services.s3.model.RecordsEvent;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.SelectObjectContentEventStream;
import software.amazon.awssdk.services.s3.model.SelectObjectContentRequest;
import software.amazon.awssdk.services.s3.model.SelectObjectContentResponse;
import software.amazon.awssdk.services.s3.model.SelectObjectContentResponseHandler;
import software.amazon.awssdk.services.s3.model.StatsEvent;

/**
 * Queries over objects by the AWS SDK for Java v2, over sockets.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_SelectObjectContent.html">SelectObjectContent</a>
 */
final class SelectObjectContentTest {
  private static final String BUCKET = "selected-by-the-sdk";
  private static S3AsyncClient s3;

  @BeforeAll
  static void connect() {
    s3 =
        S3AsyncClient.builder()
            .endpointOverride(SharedBrume.endpoint())
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(Accounts.next(), "secret")))
            .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();
    s3.createBucket(b -> b.bucket(BUCKET)).join();
  }

  @AfterAll
  static void disconnect() {
    s3.close();
  }

  /** Keeps what comes, and asks for one event after the other. */
  private static final class Handler implements SelectObjectContentResponseHandler {
    private final List<SelectObjectContentEventStream> events = new ArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    @Override
    public void responseReceived(SelectObjectContentResponse response) {}

    @Override
    public void onEventStream(SdkPublisher<SelectObjectContentEventStream> publisher) {
      publisher.subscribe(
          new Subscriber<>() {
            private Subscription subscription;

            @Override
            public void onSubscribe(Subscription given) {
              subscription = given;
              given.request(1);
            }

            @Override
            public void onNext(SelectObjectContentEventStream event) {
              events.add(event);
              subscription.request(1);
            }

            @Override
            public void onError(Throwable cause) {
              failure.set(cause);
            }

            @Override
            public void onComplete() {}
          });
    }

    @Override
    public void exceptionOccurred(Throwable cause) {
      failure.set(cause);
    }

    @Override
    public void complete() {}

    String records() {
      StringBuilder text = new StringBuilder();
      for (SelectObjectContentEventStream event : events) {
        if (event instanceof RecordsEvent records) {
          text.append(records.payload().asString(StandardCharsets.UTF_8));
        }
      }
      return text.toString();
    }

    List<SelectObjectContentEventStream.EventType> types() {
      return events.stream().map(SelectObjectContentEventStream::sdkEventType).toList();
    }
  }

  private static void put(String key, String content) {
    s3.putObject(b -> b.bucket(BUCKET).key(key), AsyncRequestBody.fromString(content)).join();
  }

  private static SelectObjectContentRequest.Builder query(String key, String expression) {
    return SelectObjectContentRequest.builder()
        .bucket(BUCKET)
        .key(key)
        .expressionType(ExpressionType.SQL)
        .expression(expression);
  }

  private static Handler run(SelectObjectContentRequest.Builder request) {
    Handler handler = new Handler();
    s3.selectObjectContent(request.build(), handler).join();
    return handler;
  }

  @Test
  void recordsOfACsvObjectComeAsEvents() {
    put("people.csv", "Name,Age\r\nSam,35\r\nJane,29\r\nVinod,41\r\n");
    Handler handler =
        run(
            query("people.csv", "SELECT s.Name FROM S3Object s WHERE CAST(s.Age AS INT) > 30")
                .inputSerialization(
                    i ->
                        i.csv(c -> c.fileHeaderInfo(FileHeaderInfo.USE))
                            .compressionType(CompressionType.NONE))
                .outputSerialization(o -> o.json(j -> j.recordDelimiter("\n")))
                .requestProgress(p -> p.enabled(true)));
    assertThat(handler.records()).isEqualTo("{\"Name\":\"Sam\"}\n{\"Name\":\"Vinod\"}\n");
    assertThat(handler.types())
        .containsExactly(
            SelectObjectContentEventStream.EventType.RECORDS,
            SelectObjectContentEventStream.EventType.PROGRESS,
            SelectObjectContentEventStream.EventType.STATS,
            SelectObjectContentEventStream.EventType.END);
    StatsEvent stats = (StatsEvent) handler.events.get(2);
    assertThat(stats.details().bytesScanned()).isEqualTo(37);
    assertThat(stats.details().bytesReturned()).isEqualTo(32);
  }

  @Test
  void aLargeAnswerArrivesWhole() {
    String line = "{\"k\":\"" + "v".repeat(990) + "\"}\n";
    put("many.json", line.repeat(5_000));
    Handler handler =
        run(
            query("many.json", "SELECT * FROM S3Object")
                .inputSerialization(i -> i.json(j -> j.type(JSONType.LINES)))
                .outputSerialization(o -> o.json(j -> {})));
    assertThat(handler.failure.get()).isNull();
    String records = handler.records();
    assertThat(records.length()).isEqualTo(5_000 * line.length());
    assertThat(records.equals(line.repeat(5_000))).isTrue();
  }

  @Test
  void refusalsAreExceptions() {
    put("one.csv", "1\n");
    assertThatThrownBy(
            () ->
                run(
                    query("one.csv", "SELECT nothing FROM S3Object")
                        .inputSerialization(i -> i.csv(c -> {}))
                        .outputSerialization(o -> o.csv(c -> {}))))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidColumnIndex"));
  }

  /**
   * What goes wrong when records have been sent already comes as an event. The SDK takes its code
   * and text from a payload, which S3's do not have, so that it cannot tell them.
   */
  @Test
  void errorsInTheMidstAreExceptionsToo() {
    put("later.csv", "1\n".repeat(100_000) + "one\n");
    assertThatThrownBy(
            () ->
                run(
                    query("later.csv", "SELECT CAST(_1 AS INT) FROM S3Object")
                        .inputSerialization(i -> i.csv(c -> {}))
                        .outputSerialization(o -> o.csv(c -> {}))))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(S3Exception.class);
  }
}
