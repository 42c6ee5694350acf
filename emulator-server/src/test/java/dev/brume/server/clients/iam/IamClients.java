package dev.brume.server.clients.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.brume.server.clients.Accounts;
import dev.brume.server.clients.SharedBrume;
import java.net.URI;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** IAM and STS as somebody who has credentials sees them by the AWS SDK for Java v2. */
public final class IamClients {
  /** Who may assume a role: the account's own principals. */
  public static final String TRUST_OF_EC2 =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
          + "{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";

  /** Lets everything be done in S3. */
  public static final String ALL_OF_S3 =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\","
          + "\"Resource\":\"*\"}]}";

  private static final SdkHttpClient HTTP = ApacheHttpClient.builder().maxConnections(200).build();

  /** The account: twelve digits. */
  public final String id;

  /** IAM. */
  public final IamClient iam;

  /** STS. */
  public final StsClient sts;

  private final URI endpoint;

  private IamClients(URI endpoint, String id, AwsCredentials credentials) {
    this.endpoint = endpoint;
    this.id = id;
    StaticCredentialsProvider provider = StaticCredentialsProvider.create(credentials);
    iam =
        IamClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(provider)
            .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .httpClient(HTTP)
            .build();
    sts =
        StsClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(provider)
            .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .httpClient(HTTP)
            .build();
  }

  /** The root user of a new account on the shared server. */
  public static IamClients fresh() {
    return rootAt(SharedBrume.endpoint());
  }

  /** The root user of a new account on a server. */
  public static IamClients rootAt(URI endpoint) {
    String id = Accounts.next();
    return new IamClients(endpoint, id, AwsBasicCredentials.create(id, "secret"));
  }

  /** Whoever has a long-term key, on a server. */
  public static IamClients at(URI endpoint, String account, String accessKeyId, String secret) {
    return new IamClients(endpoint, account, AwsBasicCredentials.create(accessKeyId, secret));
  }

  /** Whoever has a long-term key, on the same server. */
  public IamClients as(String accessKeyId, String secret) {
    return new IamClients(endpoint, id, AwsBasicCredentials.create(accessKeyId, secret));
  }

  /** Whoever has temporary credentials, on the same server. */
  public IamClients as(Credentials session) {
    return new IamClients(
        endpoint,
        id,
        AwsSessionCredentials.create(
            session.accessKeyId(), session.secretAccessKey(), session.sessionToken()));
  }

  /** The ARN of something in IAM. */
  public String arn(String resource) {
    return "arn:aws:iam::" + id + ":" + resource;
  }

  /** A role that the account's principals may assume. */
  public String role(String name) {
    return iam.createRole(
            request ->
                request
                    .roleName(name)
                    .assumeRolePolicyDocument(
                        TRUST_OF_EC2.replace(
                            "\"Service\":\"ec2.amazonaws.com\"", "\"AWS\":\"" + id + "\"")))
        .role()
        .arn();
  }

  /** What the server answers to {@code call}, which it must refuse. */
  public static AwsServiceException refusal(ThrowingCallable call) {
    AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, call);
    assertThat(refusal).as("a refusal").isNotNull();
    return refusal;
  }

  /** Asserts what AWS answers to {@code call}. */
  public static void assertRefused(ThrowingCallable call, int status, String code, String message) {
    AwsServiceException refusal = refusal(call);
    assertThat(
            refusal.awsErrorDetails().errorCode() + ": " + refusal.awsErrorDetails().errorMessage())
        .isEqualTo(code + ": " + message);
    assertThat(refusal.statusCode()).isEqualTo(status);
  }
}
