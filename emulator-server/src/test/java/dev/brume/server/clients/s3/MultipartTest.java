package dev.brume.server.clients.s3;

import static dev.brume.server.clients.s3.S3Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Multipart uploads by the AWS SDK for Java v2, step by step.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html">Uploading
 *     and copying objects using multipart upload</a>
 */
class MultipartTest {
  private static final int PART_BYTES = 5 << 20;
  private static final String KEY = "a//b \uD83D\uDE00+%2F";

  private final S3Account account = S3Account.fresh();
  private final byte[] content = new byte[2 * PART_BYTES + 1];
  private String bucket;
  private String upload;

  @BeforeEach
  void beginUpload() {
    new Random(1).nextBytes(content);
    bucket = account.createBucket("multipart");
    upload =
        account
            .s3
            .createMultipartUpload(
                c ->
                    c.bucket(bucket)
                        .key(KEY)
                        .contentType("text/x")
                        .checksumAlgorithm(ChecksumAlgorithm.SHA256))
            .uploadId();
  }

  private CompletedPart upload(int number) {
    int start = (number - 1) * PART_BYTES;
    byte[] part = Arrays.copyOfRange(content, start, Math.min(content.length, start + PART_BYTES));
    UploadPartResponse answer =
        account.s3.uploadPart(
            u ->
                u.bucket(bucket)
                    .key(KEY)
                    .uploadId(upload)
                    .partNumber(number)
                    .checksumAlgorithm(ChecksumAlgorithm.SHA256),
            RequestBody.fromBytes(part));
    return CompletedPart.builder()
        .partNumber(number)
        .eTag(answer.eTag())
        .checksumSHA256(answer.checksumSHA256())
        .build();
  }

  private CompleteMultipartUploadResponse complete(List<CompletedPart> parts) {
    return account.s3.completeMultipartUpload(
        c -> c.bucket(bucket).key(KEY).uploadId(upload).multipartUpload(m -> m.parts(parts)));
  }

  @Test
  void partsBecomeAnObject() {
    List<CompletedPart> parts = new ArrayList<>(List.of(upload(3), upload(1), upload(2)));
    assertThat(
            account
                .s3
                .listPartsPaginator(l -> l.bucket(bucket).key(KEY).uploadId(upload).maxParts(2))
                .parts())
        .extracting(Part::partNumber, Part::size)
        .containsExactly(tuple(1, (long) PART_BYTES), tuple(2, (long) PART_BYTES), tuple(3, 1L));
    refused(400, "InvalidPartOrder", () -> complete(parts));
    parts.add(parts.removeFirst());
    CompleteMultipartUploadResponse completed = complete(parts);

    assertThat(completed.eTag()).endsWith("-3\"");
    assertThat(completed.checksumSHA256()).endsWith("-3");
    assertThat(account.s3.getObjectAsBytes(g -> g.bucket(bucket).key(KEY)).asByteArray())
        .isEqualTo(content);
    GetObjectResponse second =
        account.s3.getObjectAsBytes(g -> g.bucket(bucket).key(KEY).partNumber(2)).response();
    assertThat(second.partsCount()).isEqualTo(3);
    assertThat(second.contentRange())
        .isEqualTo("bytes %d-%d/%d".formatted(PART_BYTES, 2 * PART_BYTES - 1, 2 * PART_BYTES + 1));
    assertThat(second.contentType()).isEqualTo("text/x");
    assertThat(complete(parts).eTag()).isEqualTo(completed.eTag());
  }

  @Test
  void uploadsAreListedAndAborted() {
    upload(1);
    assertThat(account.s3.listMultipartUploadsPaginator(l -> l.bucket(bucket)).uploads())
        .extracting(MultipartUpload::key, MultipartUpload::uploadId)
        .containsExactly(tuple(KEY, upload));
    account.s3.abortMultipartUpload(a -> a.bucket(bucket).key(KEY).uploadId(upload));

    refused(NoSuchUploadException.class, 404, "NoSuchUpload", () -> upload(2));
    assertThat(account.s3.listMultipartUploads(l -> l.bucket(bucket)).uploads()).isEmpty();
    assertThat(account.s3.listObjectsV2(l -> l.bucket(bucket)).keyCount()).isZero();
  }

  @Test
  void objectsAreCopiedInParts() {
    account.s3.putObject(p -> p.bucket(bucket).key("source +"), RequestBody.fromBytes(content));
    List<CompletedPart> parts = new ArrayList<>();
    for (int number = 1; number <= 2; number++) {
      int copied = number;
      String range =
          number == 1
              ? "bytes=0-" + (PART_BYTES - 1)
              : "bytes=" + 2 * PART_BYTES + "-" + 2 * PART_BYTES;
      var result =
          account
              .s3
              .uploadPartCopy(
                  u ->
                      u.sourceBucket(bucket)
                          .sourceKey("source +")
                          .copySourceRange(range)
                          .destinationBucket(bucket)
                          .destinationKey(KEY)
                          .uploadId(upload)
                          .partNumber(copied))
              .copyPartResult();
      parts.add(
          CompletedPart.builder()
              .partNumber(number)
              .eTag(result.eTag())
              .checksumSHA256(result.checksumSHA256())
              .build());
    }
    complete(parts);

    byte[] expected = Arrays.copyOf(content, PART_BYTES + 1);
    expected[PART_BYTES] = content[2 * PART_BYTES];
    assertThat(account.s3.getObjectAsBytes(g -> g.bucket(bucket).key(KEY)).asByteArray())
        .isEqualTo(expected);
  }
}
