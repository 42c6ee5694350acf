package dev.brume.server.clients.s3;

import static dev.brume.server.clients.s3.S3Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Buckets in the names of hosts, as the AWS SDK for Java v2 addresses them where it is not told
 * otherwise. Every name leads to this machine.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html">Virtual
 *     hosting of general purpose buckets</a>
 */
class VirtualHostsTest {
  private static SdkHttpClient http;

  @BeforeAll
  static void open() {
    InetAddress[] here = {InetAddress.getLoopbackAddress()};
    http = ApacheHttpClient.builder().dnsResolver(host -> here).build();
  }

  @AfterAll
  static void close() {
    http.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3.us-east-1.amazonaws.com",
        "s3.amazonaws.com",
        "s3.dualstack.us-east-1.amazonaws.com",
        "s3-external-1.amazonaws.com",
        "s3.localhost.localstack.cloud",
        "s3.localhost",
        "localhost"
      })
  void theHostNamesTheBucket(String host) {
    S3Account account = S3Account.fresh();
    URI endpoint = URI.create("http://" + host + ":" + account.endpoint.getPort());
    try (S3Client s3 =
        S3Client.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(account.credentials())
            .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .httpClient(http)
            .build()) {
      String bucket = "hosted." + account.id;
      s3.createBucket(c -> c.bucket(bucket));
      for (String key : S3Account.ODD_KEYS) {
        s3.putObject(p -> p.bucket(bucket).key(key), RequestBody.fromString(key));
        assertThat(s3.getObjectAsBytes(g -> g.bucket(bucket).key(key)).asUtf8String())
            .isEqualTo(key);
        assertThat(account.read(bucket, key)).isEqualTo(key);
      }
      assertThat(s3.listObjectsV2(l -> l.bucket(bucket)).contents())
          .extracting(S3Object::key)
          .containsExactlyInAnyOrderElementsOf(S3Account.ODD_KEYS);
      assertThat(s3.listBuckets().buckets()).hasSize(1);
      refused(
          NoSuchBucketException.class,
          404,
          "NoSuchBucket",
          () -> s3.listObjectsV2(l -> l.bucket("none." + account.id)));
    }
  }
}
