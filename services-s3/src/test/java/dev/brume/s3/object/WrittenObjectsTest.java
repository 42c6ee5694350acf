package dev.brume.s3.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.access.Authorizer;
import dev.brume.core.error.AwsError;
import dev.brume.core.port.ObjectAttributes;
import dev.brume.core.scope.Scope;
import dev.brume.s3.S3Wire;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Other services put objects as the account in whose name they act.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html">PutObject</a>
 */
class WrittenObjectsTest {
  private static final Scope OWNER = new Scope(S3Wire.ACCOUNT, S3Wire.REGION);
  private static final Scope OTHER = new Scope(S3Wire.OTHER_ACCOUNT, S3Wire.REGION);

  /** The code of the refusal; "" where the object was stored. */
  private static String put(S3Wire s3, Scope writer, ObjectAttributes attributes) {
    s3.store().enter();
    try {
      CompletableFuture<String> stored =
          s3.service()
              .deposits()
              .put(writer, "bucket", "key", "text".getBytes(StandardCharsets.UTF_8), attributes)
              .toCompletableFuture();
      return stored.handle((tag, why) -> why == null ? "" : ((AwsError) why).code()).join();
    } finally {
      s3.store().exit();
    }
  }

  @ParameterizedTest
  @EnumSource(Authorizer.Mode.class)
  void areStoredInBucketsOfTheAccount(Authorizer.Mode mode) {
    S3Wire s3 = new S3Wire(mode).create("bucket");
    assertThat(put(s3, OWNER, ObjectAttributes.of("text/plain"))).isEmpty();
    assertThat(s3.get("/bucket/key").hasStatus(200).text()).isEqualTo("text");
  }

  @Test
  void areRefusedInBucketsOfOthersAndByPolicies() {
    S3Wire s3 = new S3Wire(Authorizer.Mode.ENFORCED).create("bucket");
    assertThat(put(s3, OTHER, ObjectAttributes.of(null))).isEqualTo("AccessDenied");
    s3.put(
            "/bucket?policy",
            """
            {"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Principal": "*",
             "Action": "s3:PutObject", "Resource": "arn:aws:s3:::bucket/*"}}
            """)
        .hasStatus(204);
    assertThat(put(s3, OWNER, ObjectAttributes.of(null))).isEqualTo("AccessDenied");
  }

  @Test
  void haveWhatIsSaidOfThem() {
    S3Wire s3 = new S3Wire().create("bucket");
    assertThat(put(s3, OWNER, new ObjectAttributes(null, "GLACIER_IR", null, null, S3Wire.ACCOUNT)))
        .isEmpty();
    s3.get("/bucket/key").hasHeader("x-amz-storage-class", "GLACIER_IR");
    assertThat(put(s3, OWNER, new ObjectAttributes(null, null, null, null, S3Wire.OTHER_ACCOUNT)))
        .isEqualTo("AccessDenied");
  }

  /**
   * "AES256: server-side encryption with Amazon S3 managed keys", whatever the bucket's default.
   */
  @Test
  void areEncryptedAsIsSaid() {
    S3Wire s3 = new S3Wire().create("bucket");
    String rule =
        "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>"
            + "<SSEAlgorithm>aws:kms</SSEAlgorithm></ApplyServerSideEncryptionByDefault>"
            + "</Rule></ServerSideEncryptionConfiguration>";
    s3.put("/bucket?encryption", rule, "Content-MD5", S3Wire.md5(rule)).hasStatus(200);
    assertThat(put(s3, OWNER, ObjectAttributes.of(null))).isEmpty();
    s3.get("/bucket/key").hasHeader("x-amz-server-side-encryption", "aws:kms");
    assertThat(put(s3, OWNER, new ObjectAttributes(null, null, "AES256", null, null))).isEmpty();
    s3.get("/bucket/key").hasHeader("x-amz-server-side-encryption", "AES256");
    s3.delete("/bucket?encryption").hasStatus(204);
    assertThat(put(s3, OWNER, new ObjectAttributes(null, null, "aws:kms", null, null))).isEmpty();
    s3.get("/bucket/key").hasHeader("x-amz-server-side-encryption", "aws:kms");
  }

  /** "The AWS account ID of the owner of the bucket": to read from it, it has to own it too. */
  @Test
  void areListedForTheExpectedOwner() {
    S3Wire s3 = new S3Wire().create("bucket");
    assertThat(put(s3, OWNER, ObjectAttributes.of(null))).isEmpty();
    s3.store().enter();
    try {
      assertThat(s3.service().objects().list(OWNER, "bucket", "", S3Wire.ACCOUNT)).hasSize(1);
      assertThatThrownBy(
              () -> s3.service().objects().list(OWNER, "bucket", "", S3Wire.OTHER_ACCOUNT))
          .isInstanceOfSatisfying(
              AwsError.class, refusal -> assertThat(refusal.code()).isEqualTo("AccessDenied"));
    } finally {
      s3.store().exit();
    }
  }
}
