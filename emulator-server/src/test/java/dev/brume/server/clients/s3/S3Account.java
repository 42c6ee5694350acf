package dev.brume.server.clients.s3;

import dev.brume.server.clients.Accounts;
import dev.brume.server.clients.SharedBrume;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * One account's S3, as the AWS SDK for Java v2 sees it. The clients do not retry, so that a wrong
 * answer is seen and not papered over.
 */
final class S3Account {
  /** Keys that a client or a server is tempted to tidy up. */
  static final List<String> ODD_KEYS =
      List.of(
          "a//b",
          "//",
          "a/./b",
          "a/../c",
          "100%2F+a b",
          "\u00fc \u20ac/\uD83D\uDE00",
          "~'()*!:@;,$&=?#<>|\\^`{}[]\"");

  private static final SdkHttpClient HTTP = ApacheHttpClient.builder().maxConnections(100).build();
  private static final SdkAsyncHttpClient ASYNC_HTTP =
      NettyNioAsyncHttpClient.builder().maxConcurrency(100).build();

  /** The account: twelve digits. */
  final String id;

  /** Its client. */
  final S3Client s3;

  final URI endpoint;

  private S3Account(String id, URI endpoint, Region region) {
    this.id = id;
    this.endpoint = endpoint;
    s3 =
        S3Client.builder()
            .endpointOverride(endpoint)
            .region(region)
            .forcePathStyle(true)
            .credentialsProvider(credentials())
            .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .httpClient(HTTP)
            .build();
  }

  /** A new account on the shared server. */
  static S3Account fresh() {
    return on(SharedBrume.endpoint());
  }

  /** A new account on the server at {@code endpoint}. */
  static S3Account on(URI endpoint) {
    return new S3Account(Accounts.next(), endpoint, Region.US_EAST_1);
  }

  /** The same account in another region. */
  S3Account in(Region region) {
    return new S3Account(id, endpoint, region);
  }

  AwsCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(id, "secret"));
  }

  /** The asynchronous client on Netty. */
  S3AsyncClientBuilder async() {
    return S3AsyncClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(credentials())
        .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .httpClient(ASYNC_HTTP);
  }

  /** The client on AWS's common runtime. It uploads in parts of 5 MiB. */
  S3AsyncClient commonRuntime() {
    return S3AsyncClient.crtBuilder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(credentials())
        .minimumPartSizeInBytes(5L << 20)
        .thresholdInBytes(5L << 20)
        .maxConcurrency(4)
        .retryConfiguration(c -> c.numRetries(0))
        .httpConfiguration(c -> c.connectionTimeout(Duration.ofSeconds(20)))
        .build();
  }

  S3Presigner presigner() {
    return S3Presigner.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials())
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }

  /** A new bucket, whose name nobody else uses. */
  String createBucket(String name) {
    String bucket = name + "-" + id;
    s3.createBucket(c -> c.bucket(bucket));
    return bucket;
  }

  /** Puts an object; returns its version. */
  String put(String bucket, String key, String text) {
    return s3.putObject(p -> p.bucket(bucket).key(key), RequestBody.fromString(text)).versionId();
  }

  String read(String bucket, String key) {
    return s3.getObjectAsBytes(g -> g.bucket(bucket).key(key)).asUtf8String();
  }
}
