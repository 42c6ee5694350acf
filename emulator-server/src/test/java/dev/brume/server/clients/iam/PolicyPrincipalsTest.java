package dev.brume.server.clients.iam;

import static dev.brume.server.clients.iam.IamClients.assertRefused;

import dev.brume.server.clients.SharedBrume;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Policies of buckets, queues and topics name users and roles that must be there, as far as IAM
 * holds any of their account.
 *
 * <p>Source of truth: <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principal</a>,
 * and <a href="https://repost.aws/knowledge-center/s3-invalid-principal-in-policy-error">Invalid
 * principal in policy</a>; the words of SQS and SNS are as their users have reported them.
 */
class PolicyPrincipalsTest {
  private final IamClients account = IamClients.fresh();
  private final StaticCredentialsProvider credentials =
      StaticCredentialsProvider.create(AwsBasicCredentials.create(account.id, "secret"));
  private String here;
  private String missing;

  @BeforeEach
  void createRole() {
    here = account.role("here");
    missing = account.arn("role/missing");
  }

  private static String policy(String action, String resource, String principal) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"%s\"},\"Action\":\"%s\",\"Resource\":\"%s\"}]}"
        .formatted(principal, action, resource);
  }

  @Test
  void ofABucket() {
    String bucket = "principals-" + account.id;
    try (S3Client s3 =
        S3Client.builder()
            .endpointOverride(SharedBrume.endpoint())
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .build()) {
      s3.createBucket(r -> r.bucket(bucket));
      String resource = "arn:aws:s3:::" + bucket + "/*";
      s3.putBucketPolicy(r -> r.bucket(bucket).policy(policy("s3:GetObject", resource, here)));
      assertRefused(
          () ->
              s3.putBucketPolicy(
                  r -> r.bucket(bucket).policy(policy("s3:GetObject", resource, missing))),
          400,
          "MalformedPolicy",
          "Invalid principal in policy");
      s3.putBucketPolicy(
          r ->
              r.bucket(bucket)
                  .policy(
                      policy("s3:GetObject", resource, "arn:aws:iam::999988887777:role/unknown")));
      s3.putBucketPolicy(
          r ->
              r.bucket(bucket)
                  .policy(
                      policy(
                          "s3:GetObject",
                          resource,
                          account.arn(
                              "role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX"))));
    }
  }

  @Test
  void ofAQueue() {
    try (SqsClient sqs =
        SqsClient.builder()
            .endpointOverride(SharedBrume.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .build()) {
      String url = sqs.createQueue(r -> r.queueName("q")).queueUrl();
      sqs.setQueueAttributes(
          r ->
              r.queueUrl(url)
                  .attributes(
                      Map.of(QueueAttributeName.POLICY, policy("sqs:SendMessage", "*", here))));
      assertRefused(
          () ->
              sqs.setQueueAttributes(
                  r ->
                      r.queueUrl(url)
                          .attributes(
                              Map.of(
                                  QueueAttributeName.POLICY,
                                  policy("sqs:SendMessage", "*", missing)))),
          400,
          "InvalidAttributeValue",
          "Invalid value for the parameter Policy.");
    }
  }

  @Test
  void ofATopic() {
    try (SnsClient sns =
        SnsClient.builder()
            .endpointOverride(SharedBrume.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .build()) {
      String topic = sns.createTopic(r -> r.name("t")).topicArn();
      sns.setTopicAttributes(
          r ->
              r.topicArn(topic)
                  .attributeName("Policy")
                  .attributeValue(policy("SNS:Publish", topic, here)));
      assertRefused(
          () ->
              sns.setTopicAttributes(
                  r ->
                      r.topicArn(topic)
                          .attributeName("Policy")
                          .attributeValue(policy("SNS:Publish", topic, missing))),
          400,
          "InvalidParameter",
          "Invalid parameter: Policy Error: PrincipalNotFound");
    }
  }
}
