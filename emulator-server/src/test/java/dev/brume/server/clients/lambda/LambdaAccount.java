package dev.brume.server.clients.lambda;

import dev.brume.server.clients.Accounts;
import dev.brume.server.clients.SharedBrume;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** One account's Lambda and CloudWatch Logs, as the AWS SDK for Java v2 sees them; no retries. */
final class LambdaAccount implements AutoCloseable {
  private static final Region REGION = Region.US_EAST_1;
  private static final SdkHttpClient HTTP = ApacheHttpClient.builder().maxConnections(50).build();
  private static final SdkAsyncHttpClient ASYNC_HTTP =
      NettyNioAsyncHttpClient.builder().maxConcurrency(50).build();

  final String id = Accounts.next();
  final LambdaClient lambda;
  final LambdaAsyncClient async;
  final CloudWatchLogsClient logs;

  /** A new account on the shared server. */
  LambdaAccount() {
    this(SharedBrume.endpoint());
  }

  /** A new account on the server at {@code endpoint}. */
  LambdaAccount(URI endpoint) {
    AwsCredentialsProvider credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create(id, "test"));
    lambda =
        LambdaClient.builder()
            .endpointOverride(endpoint)
            .region(REGION)
            .credentialsProvider(credentials)
            .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .httpClient(HTTP)
            .build();
    async =
        LambdaAsyncClient.builder()
            .endpointOverride(endpoint)
            .region(REGION)
            .credentialsProvider(credentials)
            .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .httpClient(ASYNC_HTTP)
            .build();
    logs =
        CloudWatchLogsClient.builder()
            .endpointOverride(endpoint)
            .region(REGION)
            .credentialsProvider(credentials)
            .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .httpClient(HTTP)
            .build();
  }

  /** Creates a function of one file, in Python or for Node.js. */
  void create(String name, Runtime runtime, String code) {
    lambda.createFunction(request(name, runtime, code));
  }

  CreateFunctionRequest request(String name, Runtime runtime, String code) {
    boolean python = runtime.toString().startsWith("python");
    return CreateFunctionRequest.builder()
        .functionName(name)
        .runtime(runtime)
        .handler("index.handler")
        .role("arn:aws:iam::" + id + ":role/lambda")
        .timeout(30)
        .code(c -> c.zipFile(zip(python ? "index.py" : "index.mjs", code)))
        .build();
  }

  private static SdkBytes zip(String file, String code) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(file));
      zip.write(code.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SdkBytes.fromByteArray(bytes.toByteArray());
  }

  @Override
  public void close() {
    lambda.close();
    async.close();
    logs.close();
  }
}
