package dev.brume.server.clients.kinesis;

import dev.brume.server.clients.Accounts;
import dev.brume.server.clients.SharedBrume;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;

/**
 * One account's Kinesis, as the AWS SDK for Java v2 sees it, which speaks CBOR. The clients do not
 * retry, so that a wrong answer is seen and not papered over.
 */
final class KinesisAccount {
  private static final SdkHttpClient HTTP = ApacheHttpClient.builder().build();

  final String id = Accounts.next();
  final KinesisClient kinesis;
  private final URI endpoint = SharedBrume.endpoint();

  KinesisAccount() {
    kinesis =
        KinesisClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials())
            .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .httpClient(HTTP)
            .build();
  }

  private AwsCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(id, "secret"));
  }

  /** The asynchronous client of this account; to be closed. */
  KinesisAsyncClient async(Protocol protocol) {
    return KinesisAsyncClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials())
        .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .httpClientBuilder(NettyNioAsyncHttpClient.builder().protocol(protocol))
        .build();
  }

  String arn(String stream) {
    return "arn:aws:kinesis:us-east-1:" + id + ":stream/" + stream;
  }

  void create(String stream, int shards) {
    kinesis.createStream(c -> c.streamName(stream).shardCount(shards));
    kinesis.waiter().waitUntilStreamExists(d -> d.streamName(stream));
  }

  PutRecordResponse put(String stream, String key, String data) {
    return kinesis.putRecord(
        p -> p.streamName(stream).partitionKey(key).data(SdkBytes.fromUtf8String(data)));
  }
}
