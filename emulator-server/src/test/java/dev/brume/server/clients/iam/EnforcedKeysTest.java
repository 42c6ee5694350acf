package dev.brume.server.clients.iam;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brume.server.Brume;
import dev.brume.server.clients.Accounts;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.AccessKey;

/**
 * Keys of KMS that services use for their callers, where access is enforced: callers must be
 * allowed to use them, and policies are told through which service they do.
 *
 * <p>Source of truth: <a
 * href="https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service">kms:ViaService</a>
 * and <a
 * href="https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html">How
 * AWS Systems Manager Parameter Store uses AWS KMS</a>.
 */
class EnforcedKeysTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static Brume brume;

  private final String account = Accounts.next();
  private IamClients root;
  private String ana;

  @BeforeAll
  static void start() {
    brume = Brume.builder().setting("ENFORCE_IAM", "1").port(0).start();
  }

  @AfterAll
  static void stop() {
    brume.close();
  }

  @BeforeEach
  void makeAUser() {
    root = IamClients.at(brume.endpoint(), account, account, "secret");
    root.iam.createUser(r -> r.userName("ana"));
    AccessKey key = root.iam.createAccessKey(r -> r.userName("ana")).accessKey();
    ana = key.accessKeyId();
  }

  private void anaMay(String... statements) {
    String document =
        "{'Version': '2012-10-17', 'Statement': [" + String.join(",", statements) + "]}";
    root.iam.putUserPolicy(
        r -> r.userName("ana").policyName("p").policyDocument(document.replace('\'', '"')));
  }

  private static String allow(String action) {
    return "{'Effect': 'Allow', 'Action': '" + action + "', 'Resource': '*'}";
  }

  private static HttpResponse<String> send(HttpRequest.Builder request, String key, String service)
      throws IOException, InterruptedException {
    return HTTP.send(
        request
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential="
                    + key
                    + "/20260101/us-east-1/"
                    + service
                    + "/aws4_request, SignedHeaders=host, Signature=0")
            .build(),
        BodyHandlers.ofString());
  }

  private static HttpResponse<String> json(String key, String service, String target, String body)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(brume.endpoint())
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", target)
            .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'), UTF_8)),
        key,
        service);
  }

  private static HttpResponse<String> ssm(String key, String operation, String body)
      throws IOException, InterruptedException {
    return json(key, "ssm", "AmazonSSM." + operation, body);
  }

  private static void assertDenied(HttpResponse<String> answer, String action) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body())
        .contains("AccessDeniedException")
        .contains("is not authorized to perform: " + action);
  }

  private static void assertDone(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private String newKey() throws IOException, InterruptedException {
    JsonNode made = JSON.readTree(json(account, "kms", "TrentService.CreateKey", "{}").body());
    return made.path("KeyMetadata").path("KeyId").asText();
  }

  /** "Allow access … for all principals in the account that are authorized to use" the service. */
  @Test
  void theKeysOfServicesAreOpenToWhomeverTheServiceServes() throws Exception {
    anaMay(allow("ssm:*"));
    assertDone(ssm(ana, "PutParameter", "{'Name': 'a', 'Type': 'SecureString', 'Value': 'x'}"));
    HttpResponse<String> read = ssm(ana, "GetParameter", "{'Name': 'a', 'WithDecryption': true}");
    assertDone(read);
    assertThat(JSON.readTree(read.body()).path("Parameter").path("Value").asText()).isEqualTo("x");
    assertDenied(
        json(ana, "kms", "TrentService.Encrypt", "{'KeyId': 'alias/aws/ssm', 'Plaintext': 'YQ=='}"),
        "kms:Encrypt");
  }

  @Test
  void otherKeysMustBeAllowedBesideTheService() throws Exception {
    String put = "{'Name': 'b', 'Type': 'SecureString', 'Value': 'x', 'KeyId': '" + newKey() + "'}";
    anaMay(allow("ssm:*"));
    assertDenied(ssm(ana, "PutParameter", put), "kms:Encrypt");
    anaMay(allow("ssm:*"), allow("kms:Encrypt"));
    assertDone(ssm(ana, "PutParameter", put));
    assertDone(ssm(ana, "GetParameter", "{'Name': 'b'}"));
    String read = "{'Name': 'b', 'WithDecryption': true}";
    assertDenied(ssm(ana, "GetParameter", read), "kms:Decrypt");
    anaMay(allow("ssm:*"), allow("kms:Decrypt"));
    assertDone(ssm(ana, "GetParameter", read));
  }

  @Test
  void policiesMayAllowAKeyThroughAServiceOnly() throws Exception {
    String key = newKey();
    String viaSsm =
        "{'Effect': 'Allow', 'Action': 'kms:*', 'Resource': '*', 'Condition': {'StringEquals':"
            + " {'kms:ViaService': 'ssm.us-east-1.amazonaws.com'}}}";
    anaMay(allow("ssm:*"), allow("s3:*"), viaSsm);
    assertDone(
        ssm(
            ana,
            "PutParameter",
            "{'Name': 'c', 'Type': 'SecureString', 'Value': 'x', 'KeyId': '" + key + "'}"));
    assertDenied(
        json(ana, "kms", "TrentService.Encrypt", "{'KeyId': '" + key + "', 'Plaintext': 'YQ=='}"),
        "kms:Encrypt");
    assertThat(put(account, "/bucket-of-" + account, null).statusCode()).isEqualTo(200);
    assertThat(put(ana, "/bucket-of-" + account + "/k", key).statusCode()).isEqualTo(403);
    anaMay(allow("s3:*"), viaSsm.replace("ssm.us", "s3.us"));
    assertThat(put(ana, "/bucket-of-" + account + "/k", key).statusCode()).isEqualTo(200);
    assertThat(get(ana, "/bucket-of-" + account + "/k").statusCode()).isEqualTo(200);
    anaMay(allow("s3:*"));
    assertThat(get(ana, "/bucket-of-" + account + "/k").statusCode()).isEqualTo(403);
  }

  /** Lets the user use all keys through a service, and the whole service. */
  private void anaMayThrough(String service) {
    anaMay(
        allow(service + ":*"),
        "{'Effect': 'Allow', 'Action': 'kms:*', 'Resource': '*', 'Condition': {'StringEquals':"
            + " {'kms:ViaService': '"
            + service
            + ".us-east-1.amazonaws.com'}}}");
  }

  /**
   * Secrets are encrypted and decrypted on the caller's behalf.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html">Secret
   *     encryption and decryption in AWS Secrets Manager</a>
   */
  @Test
  void secretsNeedTheirKeys() throws Exception {
    String key = newKey();
    String create =
        "{'Name': 's', 'SecretString': 'x', 'KmsKeyId': '"
            + key
            + "', 'ClientRequestToken': '"
            + "1".repeat(32)
            + "'}";
    anaMay(allow("secretsmanager:*"));
    HttpResponse<String> refused =
        json(ana, "secretsmanager", "secretsmanager.CreateSecret", create);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains("AccessDeniedException")
        .contains("Access to KMS is not allowed");
    anaMayThrough("secretsmanager");
    assertDone(json(ana, "secretsmanager", "secretsmanager.CreateSecret", create));
    String read = "{'SecretId': 's'}";
    assertDone(json(ana, "secretsmanager", "secretsmanager.GetSecretValue", read));
    anaMay(
        allow("secretsmanager:*"),
        "{'Effect': 'Allow', 'Action': 'kms:Decrypt', 'Resource': '*', 'Condition': {'StringLike':"
            + " {'kms:EncryptionContext:SecretARN': 'arn:aws:secretsmanager:us-east-1:"
            + account
            + ":secret:s-*'}}}");
    assertDone(json(ana, "secretsmanager", "secretsmanager.GetSecretValue", read));
    anaMay(allow("secretsmanager:*"));
    refused = json(ana, "secretsmanager", "secretsmanager.GetSecretValue", read);
    assertThat(refused.body()).contains("Access to KMS is not allowed");
    HttpResponse<String> batch =
        json(
            ana, "secretsmanager", "secretsmanager.BatchGetSecretValue", "{'SecretIdList': ['s']}");
    assertThat(batch.body()).contains("AccessDeniedException").doesNotContain("SecretString");
    anaMay(allow("ssm:*"), allow("secretsmanager:*"));
    refused =
        ssm(
            ana,
            "GetParameter",
            "{'Name': '/aws/reference/secretsmanager/s', 'WithDecryption': true}");
    assertThat(refused.body()).contains("Access to KMS is not allowed");
  }

  /**
   * "You can't use the AWS managed key aws/secretsmanager for cross-account access".
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples_cross.html">Access
   *     AWS Secrets Manager secrets from a different account</a>
   */
  @Test
  void otherAccountsCannotUseTheKeyOfSecretsManager() throws Exception {
    HttpResponse<String> created =
        json(
            account,
            "secretsmanager",
            "secretsmanager.CreateSecret",
            "{'Name': 's', 'SecretString': 'x', 'ClientRequestToken': '" + "1".repeat(32) + "'}");
    String arn = JSON.readTree(created.body()).path("ARN").asText();
    String other = Accounts.next();
    String policy =
        policy(
            "{'Effect':'Allow','Principal':{'AWS':'"
                + other
                + "'},'Action':'secretsmanager:GetSecretValue','Resource':'*'}");
    assertDone(
        json(
            account,
            "secretsmanager",
            "secretsmanager.PutResourcePolicy",
            "{'SecretId': 's', 'ResourcePolicy': " + quoted(policy) + "}"));
    HttpResponse<String> refused =
        json(
            other,
            "secretsmanager",
            "secretsmanager.GetSecretValue",
            "{'SecretId': '" + arn + "'}");
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    assertThat(refused.body()).contains("Access to KMS is not allowed");
  }

  /** SQS, SNS and Kinesis use keys on the caller's behalf; policies see through which service. */
  @Test
  void messagesAndRecordsNeedTheirKeys() throws Exception {
    String key = newKey();
    String queue =
        json(
                account,
                "sqs",
                "AmazonSQS.CreateQueue",
                "{'QueueName': 'q', 'Attributes': {'KmsMasterKeyId': '" + key + "'}}")
            .body();
    String url = JSON.readTree(queue).path("QueueUrl").asText();
    String message = "{'QueueUrl': '" + url + "', 'MessageBody': 'x'}";
    anaMay(allow("sqs:*"));
    HttpResponse<String> refused = json(ana, "sqs", "AmazonSQS.SendMessage", message);
    assertThat(refused.body())
        .contains("KmsAccessDenied")
        .contains("is not authorized to perform: kms:GenerateDataKey");
    anaMayThrough("sqs");
    assertDone(json(ana, "sqs", "AmazonSQS.SendMessage", message));

    assertDone(
        json(
            account,
            "kinesis",
            "Kinesis_20131202.CreateStream",
            "{'StreamName': 's', 'ShardCount': 1}"));
    assertDone(
        json(
            account,
            "kinesis",
            "Kinesis_20131202.StartStreamEncryption",
            "{'StreamName': 's', 'EncryptionType': 'KMS', 'KeyId': '" + key + "'}"));
    String put = "{'StreamName': 's', 'PartitionKey': 'k', 'Data': 'YQ=='}";
    anaMay(allow("kinesis:*"));
    assertThat(json(ana, "kinesis", "Kinesis_20131202.PutRecord", put).body())
        .contains("KMSAccessDeniedException");
    anaMayThrough("kinesis");
    assertDone(json(ana, "kinesis", "Kinesis_20131202.PutRecord", put));
  }

  /**
   * "The customer managed key's policy must grant Amazon SNS permissions": here to publish to an
   * encrypted queue.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-enable-encryption-for-topic-sqs-queue-subscriptions.html">Setting
   *     up encryption with an encrypted Amazon SQS queue subscription</a>
   */
  @Test
  void servicesMustBeAllowedByTheKey() throws Exception {
    String key = newKey();
    String queueArn = "arn:aws:sqs:us-east-1:" + account + ":encrypted";
    String queuePolicy =
        policy(
            "{'Effect':'Allow','Principal':{'Service':'sns.amazonaws.com'},'Action':"
                + "'sqs:SendMessage','Resource':'*'}");
    JsonNode queue =
        JSON.readTree(
            json(
                    account,
                    "sqs",
                    "AmazonSQS.CreateQueue",
                    "{'QueueName': 'encrypted', 'Attributes': {'KmsMasterKeyId': '"
                        + key
                        + "', 'Policy': "
                        + quoted(queuePolicy)
                        + "}}")
                .body());
    String url = queue.path("QueueUrl").asText();
    sns("Action=CreateTopic&Name=t");
    String topic = "arn:aws:sns:us-east-1:" + account + ":t";
    sns("Action=Subscribe&Protocol=sqs&TopicArn=" + topic + "&Endpoint=" + queueArn);
    sns("Action=Publish&Message=lost&TopicArn=" + topic);
    String own =
        "{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::"
            + account
            + ":root'},'Action':'kms:*','Resource':'*'}";
    String forSns =
        "{'Effect':'Allow','Principal':{'Service':'sns.amazonaws.com'},'Action':"
            + "['kms:GenerateDataKey*','kms:Decrypt'],'Resource':'*'}";
    assertDone(
        json(
            account,
            "kms",
            "TrentService.PutKeyPolicy",
            "{'KeyId': '" + key + "', 'Policy': " + quoted(policy(own + "," + forSns)) + "}"));
    sns("Action=Publish&Message=kept&TopicArn=" + topic);
    String received =
        json(
                account,
                "sqs",
                "AmazonSQS.ReceiveMessage",
                "{'QueueUrl': '" + url + "', 'MaxNumberOfMessages': 10, 'WaitTimeSeconds': 5}")
            .body();
    assertThat(received).contains("kept").doesNotContain("lost");
  }

  /** A text as a string of JSON. */
  private static String quoted(String text) throws IOException {
    return JSON.writeValueAsString(text);
  }

  private static String policy(String statements) {
    return "{'Version':'2012-10-17','Statement':[%s]}".formatted(statements).replace('\'', '"');
  }

  private void sns(String form) throws IOException, InterruptedException {
    assertDone(
        send(
            HttpRequest.newBuilder(brume.endpoint())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form + "&Version=2010-03-31")),
            account,
            "sns"));
  }

  /** Puts an object, or a bucket where {@code key} is null. */
  private static HttpResponse<String> put(String caller, String path, String key)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(brume.endpoint().resolve(path))
            .header("X-Amz-Date", "20260101T000000Z")
            .PUT(HttpRequest.BodyPublishers.ofString(key == null ? "" : "x"));
    if (key != null) {
      request
          .header("x-amz-server-side-encryption", "aws:kms")
          .header("x-amz-server-side-encryption-aws-kms-key-id", key);
    }
    return send(request, caller, "s3");
  }

  private static HttpResponse<String> get(String caller, String path)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(brume.endpoint().resolve(path))
            .header("X-Amz-Date", "20260101T000000Z"),
        caller,
        "s3");
  }
}
