package dev.brume.server.clients.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.server.Brume;
import dev.brume.server.Configuration;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The AWS SDK for Java meets access rules that are enforced: as a bucket's owner, as another
 * account, and without credentials.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-s3-evaluates-access-control.html">How
 *     Amazon S3 authorizes a request</a>
 */
class EnforcedAccessTest {
  private static final String BUCKET = "enforced";

  /** Signatures are verified, so that nobody passes for somebody. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "ENFORCE_IAM",
          "1",
          "BRUME_AUTH",
          "verify",
          "BRUME_CREDENTIALS",
          "AKIDOWNER:secret:111122223333,AKIDOTHER:secret:444455556666");

  private static final SdkHttpClient HTTP = ApacheHttpClient.create();

  private static Brume brume;
  private static S3Client owner;
  private static S3Client other;
  private static S3Client nobody;

  @BeforeAll
  static void start() {
    brume = Brume.builder().configuration(Configuration.of(SETTINGS, "127.0.0.1")).port(0).start();
    owner = client(signer("AKIDOWNER"));
    other = client(signer("AKIDOTHER"));
    nobody = client(AnonymousCredentialsProvider.create());
    owner.createBucket(c -> c.bucket(BUCKET).objectOwnership(ObjectOwnership.OBJECT_WRITER));
  }

  @AfterAll
  static void stop() {
    HTTP.close();
    brume.close();
  }

  private static AwsCredentialsProvider signer(String accessKeyId) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, "secret"));
  }

  /** Retries, for the SDK's clock is one for all clients, and those of virtual time set it. */
  private static S3Client client(AwsCredentialsProvider credentials) {
    return S3Client.builder()
        .endpointOverride(brume.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials)
        .forcePathStyle(true)
        .httpClient(HTTP)
        .build();
  }

  private static void put(S3Client client, String key) {
    client.putObject(p -> p.bucket(BUCKET).key(key), RequestBody.fromString("x"));
  }

  private static String read(S3Client client, String key) {
    return client.getObjectAsBytes(g -> g.bucket(BUCKET).key(key)).asUtf8String();
  }

  private static void isDenied(ThrowingCallable call, Consumer<String> message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            S3Exception.class,
            refusal -> {
              assertThat(refusal.statusCode()).isEqualTo(403);
              assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
              message.accept(refusal.awsErrorDetails().errorMessage());
            });
  }

  @Test
  void aPolicyOpensABucketOnceItMay() {
    String policy =
        """
        {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": "*",
         "Action": "s3:GetObject", "Resource": "arn:aws:s3:::enforced/open/*"}}
        """;
    put(owner, "open/k");
    isDenied(() -> read(nobody, "open/k"), text -> assertThat(text).isEqualTo("Access Denied"));
    isDenied(
        () -> owner.putBucketPolicy(p -> p.bucket(BUCKET).policy(policy)),
        text -> assertThat(text).contains("prevented by the BlockPublicPolicy setting"));

    owner.deletePublicAccessBlock(d -> d.bucket(BUCKET));
    owner.putBucketPolicy(p -> p.bucket(BUCKET).policy(policy));

    assertThat(owner.getBucketPolicyStatus(g -> g.bucket(BUCKET)).policyStatus().isPublic())
        .isTrue();
    assertThat(read(nobody, "open/k")).isEqualTo("x");
    assertThat(read(other, "open/k")).isEqualTo("x");
    isDenied(() -> read(nobody, "open/none"), text -> assertThat(text).isEqualTo("Access Denied"));
    isDenied(() -> put(nobody, "open/k"), text -> assertThat(text).isEqualTo("Access Denied"));
    isDenied(
        () -> other.listObjectsV2(l -> l.bucket(BUCKET)),
        text -> assertThat(text).isEqualTo("Access Denied"));
    assertThatThrownBy(() -> read(owner, "open/none")).isInstanceOf(NoSuchKeyException.class);
  }

  @Test
  void aListOpensAnObject() {
    put(owner, "granted");
    String id = other.listBuckets().owner().id();
    isDenied(() -> read(other, "granted"), text -> assertThat(text).isEqualTo("Access Denied"));

    owner.putObjectAcl(p -> p.bucket(BUCKET).key("granted").grantRead("id=\"" + id + "\""));

    assertThat(read(other, "granted")).isEqualTo("x");
    assertThat(owner.getObjectAcl(g -> g.bucket(BUCKET).key("granted")).grants())
        .singleElement()
        .satisfies(grant -> assertThat(grant.grantee().id()).isEqualTo(id));
    isDenied(() -> read(nobody, "granted"), text -> assertThat(text).isEqualTo("Access Denied"));
    owner.putObjectAcl(
        p -> p.bucket(BUCKET).key("granted").acl(ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL));
    isDenied(() -> read(other, "granted"), text -> assertThat(text).isEqualTo("Access Denied"));
  }
}
