package dev.brume.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.secretsmanager.api.SecretsManagerApi;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireAnswer;
import dev.brume.testkit.WireClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Secrets, their versions, labels, policies and ends. A test whose answers were recorded on AWS
 * says when; codes of the others are the API Reference's.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/Welcome.html">API
 *     Reference</a>
 */
class SecretsTest {
  private final WireClient secrets =
      TestServer.of(SecretsManagerApi.SERVICE, SecretsManagerService::new).client();

  private static String token(int number) {
    return "%032d".formatted(number);
  }

  private WireAnswer call(String operation, int token, Object... input) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("ClientRequestToken", token(token));
    for (int i = 0; i < input.length; i += 2) {
      members.put((String) input[i], input[i + 1]);
    }
    return secrets.call(operation, members);
  }

  private String create(String name, String value) {
    return call("CreateSecret", 1, "Name", name, "SecretString", value).ok().path("ARN").asText();
  }

  private JsonNode value(String secret) {
    return secrets.ok("GetSecretValue", "SecretId", secret);
  }

  private Map<String, List<String>> stages(String secret) {
    Map<String, List<String>> stages = new LinkedHashMap<>();
    for (JsonNode version :
        secrets.ok("ListSecretVersionIds", "SecretId", secret).path("Versions")) {
      List<String> labels = new ArrayList<>();
      version.path("VersionStages").forEach(label -> labels.add(label.asText()));
      stages.put(version.path("VersionId").asText(), labels);
    }
    return stages;
  }

  /** LocalStack's tag, whose value ends the ARN; see docs/migration.md. */
  @Test
  void haveChosenEndsOfArns() {
    List<Map<String, String>> tags = List.of(Map.of("Key", "_custom_id_", "Value", "abcdef"));
    String arn = call("CreateSecret", 1, "Name", "a", "Tags", tags).ok().path("ARN").asText();
    assertThat(arn).isEqualTo("arn:aws:secretsmanager:eu-west-1:123456789012:secret:a-abcdef");
    assertThat(secrets.ok("DescribeSecret", "SecretId", arn).path("Name").asText()).isEqualTo("a");
  }

  /** Answers recorded on AWS, Secrets Manager, 28-09-2022 and 11-04-2024. */
  @Test
  void areFoundByNameArnAndItsBeginning() {
    String arn = create("a/b-c", "v");
    assertThat(arn).matches("arn:aws:secretsmanager:eu-west-1:123456789012:secret:a/b-c-\\w{6}");
    for (String id : List.of("a/b-c", arn, arn.substring(0, arn.length() - 7))) {
      assertThat(value(id).path("SecretString").asText()).isEqualTo("v");
    }
    JsonNode value = value(arn);
    assertThat(value.path("VersionId").asText()).isEqualTo(token(1));
    assertThat(value.path("VersionStages").path(0).asText()).isEqualTo("AWSCURRENT");
    secrets
        .call("GetSecretValue", "SecretId", "nothing")
        .isError(
            400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    secrets
        .in("us-west-2")
        .call("GetSecretValue", "SecretId", arn)
        .isError(400, "ResourceNotFoundException");
    secrets
        .call("GetSecretValue", "SecretId", arn, "VersionStage", "AWSPREVIOUS")
        .isError(
            400,
            "ResourceNotFoundException",
            "Secrets Manager can't find the specified secret value for staging label:"
                + " AWSPREVIOUS");
    secrets
        .call("GetSecretValue", "SecretId", arn, "VersionId", token(1), "VersionStage", "other")
        .isError(
            400,
            "InvalidRequestException",
            "You provided a VersionStage that is not associated to the provided VersionId.");
  }

  /**
   * Answer recorded on AWS, Secrets Manager, 12-05-2023 (token). That the secret exists already, a
   * name of wrong characters, and two values at once are refused in words of ours: AWS's words are
   * not known.
   */
  @Test
  void areMadeOnce() {
    create("s", "v");
    assertThat(call("CreateSecret", 1, "Name", "s", "SecretString", "v").ok().has("ARN")).isTrue();
    call("CreateSecret", 2, "Name", "s", "SecretString", "v")
        .isError(
            400,
            "ResourceExistsException",
            "The operation failed because the secret s already exists.");
    secrets
        .call("CreateSecret", "Name", "t", "SecretString", "v")
        .isError(
            400,
            "InvalidRequestException",
            "You must provide a ClientRequestToken value. We recommend a UUID-type value.");
    call("CreateSecret", 3, "Name", "a b", "SecretString", "v").isError(400, "ValidationException");
    call("CreateSecret", 3, "Name", "t", "SecretString", "v", "SecretBinary", "YQ==")
        .isError(400, "InvalidParameterException");
  }

  /** AWS's words are not known for a token that another value has; the code is PutSecretValue's. */
  @Test
  void labelsMoveWithValues() {
    create("s", "1");
    call("UpdateSecret", 2, "SecretId", "s", "SecretString", "2").ok();
    assertThat(stages("s"))
        .isEqualTo(Map.of(token(1), List.of("AWSPREVIOUS"), token(2), List.of("AWSCURRENT")));
    call("PutSecretValue", 3, "SecretId", "s", "SecretBinary", "AAEC/w==").ok();
    assertThat(stages("s").keySet()).containsExactly(token(2), token(3));
    assertThat(value("s").path("SecretBinary").asText()).isEqualTo("AAEC/w==");
    JsonNode all = secrets.ok("ListSecretVersionIds", "SecretId", "s", "IncludeDeprecated", true);
    assertThat(all.path("Versions")).hasSize(3);
    assertThat(all.path("Versions").path(0).has("VersionStages")).isFalse();
    assertThat(all.path("Versions").path(0).path("KmsKeyIds").path(0).asText())
        .isEqualTo("DefaultEncryptionKey");
    call("PutSecretValue", 3, "SecretId", "s", "SecretString", "other")
        .isError(400, "ResourceExistsException");
  }

  @Test
  void pendingVersionsBecomeCurrent() {
    create("s", "S1");
    call(
            "PutSecretValue",
            2,
            "SecretId",
            "s",
            "SecretString",
            "S2",
            "VersionStages",
            List.of("AWSPENDING", "PUT1"))
        .ok();
    moveCurrent(1, 2);
    assertThat(stages("s"))
        .isEqualTo(
            Map.of(
                token(1),
                List.of("AWSPREVIOUS"),
                token(2),
                List.of("AWSCURRENT", "AWSPENDING", "PUT1")));
    call(
            "PutSecretValue",
            3,
            "SecretId",
            "s",
            "SecretString",
            "S3",
            "VersionStages",
            List.of("AWSPENDING", "PUT2"))
        .ok();
    moveCurrent(2, 3);
    assertThat(stages("s"))
        .isEqualTo(
            Map.of(
                token(2),
                List.of("AWSPREVIOUS", "PUT1"),
                token(3),
                List.of("AWSCURRENT", "AWSPENDING", "PUT2")));
    call("PutSecretValue", 4, "SecretId", "s", "SecretString", "S4").ok();
    assertThat(stages("s").get(token(3))).containsExactly("AWSPREVIOUS", "PUT2");
    secrets
        .call(
            "UpdateSecretVersionStage",
            "SecretId",
            "s",
            "VersionStage",
            "AWSCURRENT",
            "MoveToVersionId",
            token(3))
        .isError(400, "InvalidParameterException");
  }

  private void moveCurrent(int from, int to) {
    secrets.ok(
        "UpdateSecretVersionStage",
        "SecretId",
        "s",
        "VersionStage",
        "AWSCURRENT",
        "RemoveFromVersionId",
        token(from),
        "MoveToVersionId",
        token(to));
  }

  /**
   * Answer recorded on AWS, Secrets Manager, 29-01-2026 (marked for deletion). AWS's words are not
   * known for the recovery window and for a name that is to be deleted.
   */
  @Test
  void areDeletedAfterAWait() {
    String arn = create("s", "v");
    secrets
        .call("DeleteSecret", "SecretId", "s", "RecoveryWindowInDays", 6)
        .isError(400, "InvalidParameterException");
    secrets.ok("DeleteSecret", "SecretId", "s", "RecoveryWindowInDays", 7);
    String deleted =
        "You can't perform this operation on the secret because it was marked for deletion.";
    secrets
        .call("GetSecretValue", "SecretId", "s")
        .isError(400, "InvalidRequestException", deleted);
    secrets
        .call("TagResource", "SecretId", "s", "Tags", List.of(Map.of("Key", "a", "Value", "b")))
        .isError(400, "InvalidRequestException", deleted);
    assertThat(secrets.ok("DescribeSecret", "SecretId", "s").has("DeletedDate")).isTrue();
    assertThat(secrets.ok("ListSecrets").path("SecretList")).isEmpty();
    call("CreateSecret", 1, "Name", "s", "SecretString", "v")
        .isError(400, "InvalidRequestException");
    secrets.ok("RestoreSecret", "SecretId", "s");
    assertThat(value("s").path("SecretString").asText()).isEqualTo("v");
    secrets.ok("DeleteSecret", "SecretId", "s", "RecoveryWindowInDays", 7);
    secrets.server().passSeconds(7 * 86_400);
    secrets.call("DescribeSecret", "SecretId", "s").isError(400, "ResourceNotFoundException");
    assertThat(create("s", "again")).isNotEqualTo(arn);
    secrets.ok("DeleteSecret", "SecretId", "s", "ForceDeleteWithoutRecovery", true);
    secrets.ok("DeleteSecret", "SecretId", "s", "ForceDeleteWithoutRecovery", true);
    secrets.call("DescribeSecret", "SecretId", "s").isError(400, "ResourceNotFoundException");
  }

  /** AWS's words are not known for policies that are refused; the codes are PutResourcePolicy's. */
  @Test
  void haveTagsAndPolicies() {
    call("CreateSecret", 1, "Name", "s").ok();
    JsonNode described = secrets.ok("DescribeSecret", "SecretId", "s");
    assertThat(described.has("Tags")).isFalse();
    assertThat(described.has("VersionIdsToStages")).isFalse();
    secrets.ok("TagResource", "SecretId", "s", "Tags", List.of(Map.of("Key", "a", "Value", "b")));
    secrets.ok("UntagResource", "SecretId", "s", "TagKeys", List.of("a"));
    assertThat(secrets.ok("DescribeSecret", "SecretId", "s").path("Tags").isArray()).isTrue();
    String policy =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"secretsmanager:GetSecretValue","Resource":"*"}]}\
        """;
    secrets.ok("PutResourcePolicy", "SecretId", "s", "ResourcePolicy", policy);
    assertThat(secrets.ok("GetResourcePolicy", "SecretId", "s").path("ResourcePolicy").asText())
        .isEqualTo(policy);
    secrets
        .call(
            "PutResourcePolicy",
            "SecretId",
            "s",
            "ResourcePolicy",
            policy,
            "BlockPublicPolicy",
            true)
        .isError(400, "PublicPolicyException");
    secrets
        .call("PutResourcePolicy", "SecretId", "s", "ResourcePolicy", "{}")
        .isError(400, "MalformedPolicyDocumentException");
    secrets.ok("DeleteResourcePolicy", "SecretId", "s");
    assertThat(secrets.ok("GetResourcePolicy", "SecretId", "s").has("ResourcePolicy")).isFalse();
  }

  /** AWS's words are not known for a forged token; the code is ListSecrets'. */
  @Test
  void areListedByFilters() {
    call(
            "CreateSecret",
            1,
            "Name",
            "prod/db",
            "Description",
            "The big database",
            "Tags",
            List.of(Map.of("Key", "team", "Value", "blue")))
        .ok();
    secrets.server().passSeconds(1);
    call("CreateSecret", 2, "Name", "prod/web").ok();
    secrets.server().passSeconds(1);
    call("CreateSecret", 3, "Name", "test").ok();
    assertThat(names("name", "prod")).containsExactly("prod/db", "prod/web");
    assertThat(names("name", "!prod")).containsExactly("test");
    assertThat(names("description", "data")).containsExactly("prod/db");
    assertThat(names("tag-key", "te")).containsExactly("prod/db");
    assertThat(names("all", "BLUE")).containsExactly("prod/db");
    JsonNode page = secrets.ok("ListSecrets", "MaxResults", 2, "SortOrder", "desc");
    assertThat(page.path("SecretList").path(0).path("Name").asText()).isEqualTo("test");
    JsonNode rest =
        secrets.ok(
            "ListSecrets",
            "MaxResults",
            2,
            "SortOrder",
            "desc",
            "NextToken",
            page.path("NextToken").asText());
    assertThat(rest.path("SecretList").path(0).path("Name").asText()).isEqualTo("prod/db");
    secrets.call("ListSecrets", "NextToken", "forged").isError(400, "InvalidNextTokenException");
  }

  private List<String> names(String key, String value) {
    List<String> names = new ArrayList<>();
    secrets
        .ok("ListSecrets", "Filters", List.of(Map.of("Key", key, "Values", List.of(value))))
        .path("SecretList")
        .forEach(secret -> names.add(secret.path("Name").asText()));
    return names;
  }

  @Test
  void areReadInBatches() {
    create("a", "1");
    JsonNode batch = secrets.ok("BatchGetSecretValue", "SecretIdList", List.of("a", "nothing"));
    assertThat(batch.path("SecretValues")).hasSize(1);
    assertThat(batch.path("Errors").path(0).path("ErrorCode").asText())
        .isEqualTo("ResourceNotFoundException");
    JsonNode found =
        secrets.ok(
            "BatchGetSecretValue",
            "Filters",
            List.of(Map.of("Key", "name", "Values", List.of("a"))));
    assertThat(found.path("SecretValues").path(0).path("SecretString").asText()).isEqualTo("1");
  }

  /** AWS's words are not known for lengths that are refused; GetRandomPassword has the limits. */
  @Test
  void passwordsAreRandom() {
    assertThat(secrets.ok("GetRandomPassword").path("RandomPassword").asText()).hasSize(32);
    String numbers =
        secrets
            .ok(
                "GetRandomPassword",
                "PasswordLength",
                10,
                "ExcludeLowercase",
                true,
                "ExcludeUppercase",
                true,
                "ExcludePunctuation",
                true)
            .path("RandomPassword")
            .asText();
    assertThat(numbers).matches("\\d{10}");
    secrets
        .call("GetRandomPassword", "PasswordLength", 3)
        .isError(400, "InvalidParameterException");
  }

  /** Answers recorded on AWS, Secrets Manager, 12-05-2023 (token) and 15-03-2024 (function). */
  @Test
  void canNotBeRotatedWithoutFunctions() {
    create("s", "v");
    call(
            "RotateSecret",
            5,
            "SecretId",
            "s",
            "RotationLambdaARN",
            "arn:aws:lambda:eu-west-1:123456789012:function:none")
        .isError(
            400,
            "AccessDeniedException",
            "Secrets Manager cannot invoke the specified Lambda function. Ensure that the function"
                + " policy grants access to the principal secretsmanager.amazonaws.com.");
    secrets
        .call("RotateSecret", "SecretId", "s")
        .isError(
            400,
            "InvalidParameterException",
            "You must provide a ClientRequestToken value. We recommend a UUID-type value.");
  }

  @Test
  void areKept() {
    create("s", "v");
    secrets.server().assertKept(() -> value("s"));
    secrets.server().assertKept(() -> secrets.ok("DescribeSecret", "SecretId", "s"));
  }
}
