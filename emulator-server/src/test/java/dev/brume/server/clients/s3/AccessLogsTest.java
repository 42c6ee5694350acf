package dev.brume.server.clients.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.server.Brume;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.LoggingEnabled;
import software.amazon.awssdk.services.s3.model.PartitionDateSource;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The AWS SDK for Java has requests logged, across a restart of the server.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html">Logging
 *     requests with server access logging</a>
 */
class AccessLogsTest {
  @TempDir private Path directory;

  private Brume start() {
    return Brume.builder().data(directory.resolve("data")).virtualTime().port(0).start();
  }

  private static S3Client client(Brume brume) {
    return S3Client.builder()
        .endpointOverride(brume.endpoint())
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("111122223333", "secret")))
        .forcePathStyle(true)
        .httpClientBuilder(ApacheHttpClient.builder())
        .build();
  }

  @Test
  void areDeliveredAfterARestart() {
    LoggingEnabled settings =
        LoggingEnabled.builder()
            .targetBucket("logs")
            .targetPrefix("all/")
            .targetObjectKeyFormat(
                f ->
                    f.partitionedPrefix(p -> p.partitionDateSource(PartitionDateSource.EVENT_TIME)))
            .build();
    try (Brume brume = start();
        S3Client s3 = client(brume)) {
      s3.createBucket(c -> c.bucket("source"));
      s3.createBucket(c -> c.bucket("logs"));
      s3.putBucketLogging(
          p -> p.bucket("source").bucketLoggingStatus(l -> l.loggingEnabled(settings)));
      s3.putObject(p -> p.bucket("source").key("a b"), RequestBody.fromString("12345"));
    }
    try (Brume brume = start();
        S3Client s3 = client(brume)) {
      assertThat(s3.getBucketLogging(g -> g.bucket("source")).loggingEnabled()).isEqualTo(settings);
      brume.timeline().advance(Duration.ofMinutes(1));
      List<S3Object> logs = s3.listObjectsV2(l -> l.bucket("logs")).contents();
      assertThat(logs).hasSize(1);
      String key = logs.getFirst().key();
      assertThat(key)
          .matches("all/111122223333/eu-west-1/source/2025/01/01/2025-01-01-00-00-00-[0-9A-F]{16}");
      String log = s3.getObjectAsBytes(g -> g.bucket("logs").key(key)).asUtf8String();
      assertThat(log)
          .contains("REST.PUT.LOGGING_STATUS - \"PUT /source?logging HTTP/1.1\" 200")
          .contains("REST.PUT.OBJECT a%20b \"PUT /source/a%20b HTTP/1.1\" 200 - - 5 ")
          .contains("\"aws-sdk-java/2")
          .contains(" SigV4 - AuthHeader localhost:")
          .contains("REST.GET.LOGGING_STATUS");
      assertThat(log.lines()).hasSize(3);
    }
  }
}
