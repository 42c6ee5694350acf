package dev.brume.server.clients.s3;

import static dev.brume.server.clients.s3.S3Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Checksums by the AWS SDK for Java v2: in headers, in trailers of chunked bodies, and checked by
 * the client when an object comes back.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">Checking
 *     object integrity</a>
 */
class ChecksumsTest {
  private static final String TEXT = "some text ".repeat(20_000);
  private static final S3Account ACCOUNT = S3Account.fresh();

  private static S3AsyncClient async;
  private static String bucket;

  @BeforeAll
  static void createBucket() {
    bucket = ACCOUNT.createBucket("checksums");
    async = ACCOUNT.async().build();
  }

  @AfterAll
  static void close() {
    async.close();
  }

  /** In a header, and by clients that do not know the end of a body when they begin it. */
  @ParameterizedTest
  @CsvSource({"CRC32", "CRC32_C", "CRC64_NVME", "SHA1", "SHA256"})
  void everyAlgorithmIsVerified(ChecksumAlgorithm algorithm) {
    PutObjectRequest.Builder put =
        PutObjectRequest.builder().bucket(bucket).checksumAlgorithm(algorithm);
    ACCOUNT.s3.putObject(put.key("sync").build(), RequestBody.fromString(TEXT));
    async.putObject(put.key("async").build(), AsyncRequestBody.fromString(TEXT)).join();
    // A body that can be read but once has its checksum in a trailer.
    async
        .putObject(
            put.key("once").contentLength((long) TEXT.length()).build(),
            AsyncRequestBody.fromPublisher(
                AsyncRequestBody.fromByteBuffers(
                    ByteBuffer.wrap(TEXT.getBytes(StandardCharsets.UTF_8)))))
        .join();

    HeadObjectResponse expected = head("sync");
    assertThat(value(expected, algorithm)).isNotBlank();
    assertThat(expected.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
    for (String key : new String[] {"sync", "async", "once"}) {
      assertThat(value(head(key), algorithm)).isEqualTo(value(expected, algorithm));
      assertThat(
              async
                  .getObject(
                      g -> g.bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED),
                      AsyncResponseTransformer.toBytes())
                  .join()
                  .asUtf8String())
          .isEqualTo(TEXT);
    }
  }

  private static HeadObjectResponse head(String key) {
    return ACCOUNT.s3.headObject(h -> h.bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED));
  }

  private static String value(HeadObjectResponse head, ChecksumAlgorithm algorithm) {
    return switch (algorithm) {
      case CRC32 -> head.checksumCRC32();
      case CRC32_C -> head.checksumCRC32C();
      case CRC64_NVME -> head.checksumCRC64NVME();
      case SHA1 -> head.checksumSHA1();
      case SHA256 -> head.checksumSHA256();
      default -> throw new AssertionError(algorithm);
    };
  }

  @Test
  void whatIsNotAsToldIsRefused() {
    refused(
        400,
        "BadDigest",
        () ->
            ACCOUNT.s3.putObject(
                p -> p.bucket(bucket).key("bad").checksumCRC32("AAAAAA=="),
                RequestBody.fromString(TEXT)));
    refused(
        400,
        "InvalidDigest",
        () ->
            ACCOUNT.s3.putObject(
                p -> p.bucket(bucket).key("bad").contentMD5("AAAA"), RequestBody.fromString(TEXT)));
    refused(404, "NoSuchKey", () -> ACCOUNT.read(bucket, "bad"));
  }

  /** S3 computes one of its own where the client sends none. */
  @Test
  void whoSendsNoneGetsOne() {
    try (S3AsyncClient silent =
        ACCOUNT
            .async()
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .build()) {
      silent.putObject(p -> p.bucket(bucket).key("none"), AsyncRequestBody.fromString("")).join();
    }

    assertThat(head("none").checksumCRC64NVME()).isEqualTo("AAAAAAAAAAA=");
  }
}
