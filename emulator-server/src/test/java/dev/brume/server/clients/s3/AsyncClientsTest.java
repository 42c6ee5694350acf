package dev.brume.server.clients.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Objects by the asynchronous clients of the AWS SDK for Java v2: on Netty, on Netty with large
 * bodies split by the SDK, and on AWS's common runtime, which splits them too.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/s3-async-client-multipart.html">Use
 *     parallel transfers</a>
 */
class AsyncClientsTest {
  private static final int LARGE_BYTES = (12 << 20) + 3;

  private enum Client {
    NETTY {
      @Override
      S3AsyncClient of(S3Account account) {
        return account.async().build();
      }
    },
    NETTY_IN_PARTS {
      @Override
      S3AsyncClient of(S3Account account) {
        return account
            .async()
            .multipartEnabled(true)
            .multipartConfiguration(m -> m.minimumPartSizeInBytes(5L << 20))
            .build();
      }
    },
    COMMON_RUNTIME {
      @Override
      S3AsyncClient of(S3Account account) {
        return account.commonRuntime();
      }
    };

    abstract S3AsyncClient of(S3Account account);
  }

  private final S3Account account = S3Account.fresh();
  private final String bucket = account.createBucket("async");

  private static byte[] read(S3AsyncClient s3, String bucket, String key) {
    return s3.getObject(g -> g.bucket(bucket).key(key), AsyncResponseTransformer.toBytes())
        .join()
        .asByteArray();
  }

  @ParameterizedTest
  @EnumSource
  void largeObjectsComeBack(Client client) {
    byte[] content = new byte[LARGE_BYTES];
    new Random(2).nextBytes(content);
    try (S3AsyncClient s3 = client.of(account)) {
      s3.putObject(p -> p.bucket(bucket).key("large"), AsyncRequestBody.fromBytes(content)).join();

      assertThat(read(s3, bucket, "large")).isEqualTo(content);
      assertThat(account.s3.headObject(h -> h.bucket(bucket).key("large")).eTag())
          .matches(client == Client.NETTY ? "\"[0-9a-f]{32}\"" : "\"[0-9a-f]{32}-3\"");
      s3.copyObject(
              c ->
                  c.sourceBucket(bucket)
                      .sourceKey("large")
                      .destinationBucket(bucket)
                      .destinationKey("copy"))
          .join();
      assertThat(read(s3, bucket, "copy")).isEqualTo(content);
    }
  }

  @ParameterizedTest
  @EnumSource
  void keysAreKeptByteForByte(Client client) {
    try (S3AsyncClient s3 = client.of(account)) {
      for (String key : S3Account.ODD_KEYS) {
        s3.putObject(p -> p.bucket(bucket).key(key), AsyncRequestBody.fromString(key)).join();
        assertThat(read(s3, bucket, key)).asString().isEqualTo(key);
      }
      assertThat(account.s3.listObjectsV2(l -> l.bucket(bucket)).contents())
          .extracting(S3Object::key)
          .containsExactlyInAnyOrderElementsOf(S3Account.ODD_KEYS);
      // The common runtime asks for the head first, whose refusal has no code.
      assertThatThrownBy(() -> read(s3, bucket, "none"))
          .cause()
          .isInstanceOfSatisfying(
              S3Exception.class, refusal -> assertThat(refusal.statusCode()).isEqualTo(404));
    }
  }

  @ParameterizedTest
  @EnumSource
  void manyRequestsAreUnderWayAtOnce(Client client) {
    try (S3AsyncClient s3 = client.of(account)) {
      List<CompletableFuture<?>> puts =
          IntStream.range(0, 100)
              .<CompletableFuture<?>>mapToObj(
                  i ->
                      s3.putObject(
                          p -> p.bucket(bucket).key("k" + i),
                          AsyncRequestBody.fromString("text " + i)))
              .toList();
      puts.forEach(CompletableFuture::join);

      assertThat(account.s3.listObjectsV2(l -> l.bucket(bucket)).keyCount()).isEqualTo(100);
      assertThat(read(s3, bucket, "k7")).asString().isEqualTo("text 7");
    }
  }
}
