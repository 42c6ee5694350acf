package dev.brume.iam;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The services of this server, by the namespaces that policies have for them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Actions,
 *     resources, and condition keys for AWS services</a>, which has the names
 */
final class AccessedServices {
  private static final Map<String, String> NAMES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("acm", "AWS Certificate Manager"),
              Map.entry("apigateway", "Amazon API Gateway Management"),
              Map.entry("cloudformation", "AWS CloudFormation"),
              Map.entry("cloudwatch", "Amazon CloudWatch"),
              Map.entry("cognito-identity", "Amazon Cognito Identity"),
              Map.entry("cognito-idp", "Amazon Cognito User Pools"),
              Map.entry("dynamodb", "Amazon DynamoDB"),
              Map.entry("ec2", "Amazon EC2"),
              Map.entry("ecr", "Amazon Elastic Container Registry"),
              Map.entry("ecs", "Amazon Elastic Container Service"),
              Map.entry("events", "Amazon EventBridge"),
              Map.entry("firehose", "Amazon Kinesis Firehose"),
              Map.entry("iam", "AWS Identity and Access Management"),
              Map.entry("kinesis", "Amazon Kinesis Data Streams"),
              Map.entry("kms", "AWS Key Management Service"),
              Map.entry("lambda", "AWS Lambda"),
              Map.entry("logs", "Amazon CloudWatch Logs"),
              Map.entry("pipes", "Amazon EventBridge Pipes"),
              Map.entry("route53", "Amazon Route 53"),
              Map.entry("s3", "Amazon S3"),
              Map.entry("scheduler", "Amazon EventBridge Scheduler"),
              Map.entry("secretsmanager", "AWS Secrets Manager"),
              Map.entry("ses", "Amazon SES"),
              Map.entry("sns", "Amazon SNS"),
              Map.entry("sqs", "Amazon SQS"),
              Map.entry("ssm", "AWS Systems Manager"),
              Map.entry("states", "AWS Step Functions"),
              Map.entry("sts", "AWS Security Token Service")));

  /** Signing names that policies have another name for. */
  private static final Map<String, String> SIGNED_AS =
      Map.of("monitoring", "cloudwatch", "email", "ses");

  private AccessedServices() {}

  /** The namespaces, in their order. */
  static Set<String> namespaces() {
    return NAMES.keySet();
  }

  /** The name of a service that has such a namespace. */
  static String name(String namespace) {
    return NAMES.get(namespace);
  }

  /** The namespace of a service that is signed for by another name. */
  static String namespace(String signingName) {
    return SIGNED_AS.getOrDefault(signingName, signingName);
  }
}
