package dev.brume.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.kit.JsonDocument;
import dev.brume.core.port.DeliveryMessage;
import dev.brume.core.port.DeliveryOutcome;
import dev.brume.core.port.DeliveryTarget;
import dev.brume.core.port.FunctionAnswer;
import dev.brume.core.port.FunctionCalls;
import dev.brume.core.port.Sender;
import dev.brume.core.scope.Arn;
import dev.brume.secretsmanager.api.SecretsManagerApi;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/**
 * Rotation by a function, which is a small one here that does what AWS's templates do.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html">Lambda
 *     rotation functions</a>
 */
class SecretRotationTest {
  private static final String FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:rotate";
  private static final long DAY_SECONDS = 86_400;

  private final List<JsonNode> events = new ArrayList<>();
  private final List<Sender> senders = new ArrayList<>();

  /** The step at which the function fails. */
  private String broken = "";

  private final WireClient secrets =
      TestServer.builder()
          .service(SecretsManagerApi.SERVICE, SecretsManagerService::new)
          .ports(
              ports ->
                  ports
                      .offer(FunctionCalls.class, () -> this::call)
                      .offerTarget("lambda", Functions::new))
          .build()
          .client();

  /** The one function that there is. */
  private static final class Functions implements DeliveryTarget {
    @Override
    public boolean exists(Arn target) {
      return target.toString().equals(FUNCTION);
    }

    @Override
    public DeliveryOutcome refusal(Arn target, Sender sender) {
      return exists(target) ? null : DeliveryOutcome.notFound("ResourceNotFoundException", "");
    }

    @Override
    public CompletionStage<DeliveryOutcome> deliver(
        Arn target, DeliveryMessage message, Sender sender) {
      throw new UnsupportedOperationException();
    }
  }

  private CompletionStage<FunctionAnswer> call(Arn function, String text, Sender sender) {
    JsonNode event = JsonDocument.COMMON.object(text).orElseThrow();
    events.add(event);
    senders.add(sender);
    String step = event.path("Step").asText();
    DeliveryOutcome outcome =
        step.equals(broken)
            ? DeliveryOutcome.failed("Unhandled", "broken")
            : DeliveryOutcome.DELIVERED;
    return CompletableFuture.completedFuture(new FunctionAnswer(outcome, "null"));
  }

  private static String token(int number) {
    return "%032d".formatted(number);
  }

  private void create(String name) {
    secrets.ok("CreateSecret", "Name", name, "SecretString", "v1", "ClientRequestToken", token(1));
  }

  private JsonNode rotate(String name, int token, Object... more) {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("SecretId", name);
    input.put("ClientRequestToken", token(token));
    input.put("RotationLambdaARN", FUNCTION);
    for (int i = 0; i < more.length; i += 2) {
      input.put((String) more[i], more[i + 1]);
    }
    return secrets.call("RotateSecret", input).ok();
  }

  private List<String> steps() {
    return events.stream().map(event -> event.path("Step").asText()).toList();
  }

  private JsonNode described(String name) {
    return secrets.ok("DescribeSecret", "SecretId", name);
  }

  private List<String> labels(String name, int token) {
    List<String> labels = new ArrayList<>();
    described(name)
        .path("VersionIdsToStages")
        .path(token(token))
        .forEach(label -> labels.add(label.asText()));
    return labels;
  }

  @Test
  void callsTheFunctionInFourSteps() {
    create("s");

    JsonNode answer = rotate("s", 2, "RotationRules", Map.of("AutomaticallyAfterDays", 1));

    assertThat(answer.path("VersionId").asText()).isEqualTo(token(2));
    assertThat(steps()).containsExactly("createSecret", "setSecret", "testSecret", "finishSecret");
    JsonNode secret = described("s");
    for (JsonNode event : events) {
      assertThat(event.path("SecretId")).isEqualTo(secret.path("ARN"));
      assertThat(event.path("ClientRequestToken").asText()).isEqualTo(token(2));
      assertThat(event.path("RotationToken").asText()).hasSize(36);
    }
    assertThat(senders)
        .allSatisfy(
            sender -> {
              assertThat(sender.service()).isEqualTo("secretsmanager.amazonaws.com");
              assertThat(sender.sourceArn()).isEqualTo(secret.path("ARN").asText());
            });
    assertThat(secret.path("RotationEnabled").asBoolean()).isTrue();
    assertThat(secret.path("RotationLambdaARN").asText()).isEqualTo(FUNCTION);
    assertThat(secret.path("RotationRules").path("AutomaticallyAfterDays").asInt()).isEqualTo(1);
    assertThat(secret.path("LastRotatedDate").asLong()).isPositive();
    assertThat((secret.path("NextRotationDate").asLong() + 1) % DAY_SECONDS).isZero();
  }

  /**
   * The version is there before its value: templates ask for it by its id and label, and put the
   * value when there is none.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html">createSecret</a>
   */
  @Test
  void hasAVersionWithoutValueForTheFunctionToFill() {
    create("s");
    broken = "createSecret";
    rotate("s", 2);

    assertThat(labels("s", 2)).containsExactly("AWSPENDING");
    secrets
        .call(
            "GetSecretValue", "SecretId", "s", "VersionId", token(2), "VersionStage", "AWSPENDING")
        .isError(400, "ResourceNotFoundException");

    secrets.ok(
        "PutSecretValue",
        "SecretId",
        "s",
        "ClientRequestToken",
        token(2),
        "SecretString",
        "v2",
        "VersionStages",
        List.of("AWSPENDING"),
        "RotationToken",
        events.get(0).path("RotationToken").asText());
    broken = "";
    secrets.server().passSeconds(60);
    secrets.ok(
        "UpdateSecretVersionStage",
        "SecretId",
        "s",
        "VersionStage",
        "AWSCURRENT",
        "MoveToVersionId",
        token(2),
        "RemoveFromVersionId",
        token(1));

    assertThat(steps().subList(1, 5))
        .containsExactly("createSecret", "setSecret", "testSecret", "finishSecret");
    assertThat(labels("s", 1)).containsExactly("AWSPREVIOUS");
    assertThat(labels("s", 2)).containsExactly("AWSCURRENT", "AWSPENDING");
    assertThat(secrets.ok("GetSecretValue", "SecretId", "s").path("SecretString").asText())
        .isEqualTo("v2");
  }

  /** "Any later invocation of RotateSecret assumes that a previous request is in progress." */
  @Test
  void goesOnWithARotationThatFailed() {
    create("s");
    broken = "setSecret";
    rotate("s", 2);
    secrets.server().passSeconds(3600);
    assertThat(steps()).hasSize(6);
    broken = "";

    secrets
        .call(
            "RotateSecret",
            "SecretId",
            "s",
            "ClientRequestToken",
            token(3),
            "RotationLambdaARN",
            FUNCTION)
        .isError(400, "InvalidRequestException");

    assertThat(steps().subList(6, 10))
        .containsExactly("createSecret", "setSecret", "testSecret", "finishSecret");
    assertThat(events.get(9).path("ClientRequestToken").asText()).isEqualTo(token(2));
  }

  /**
   * Windows of a rate open at the beginning of the day, in UTC.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html">Rotation
   *     schedules</a>
   */
  @Test
  void rotatesWhenAWindowOpens() {
    create("s");
    rotate(
        "s",
        2,
        "RotateImmediately",
        false,
        "RotationRules",
        Map.of("ScheduleExpression", "rate(10 days)", "Duration", "3h"));
    assertThat(steps()).containsExactly("testSecret");
    assertThat(labels("s", 2)).isEmpty();
    assertThat(described("s").has("LastRotatedDate")).isFalse();
    assertThat(described("s").path("RotationRules").path("Duration").asText()).isEqualTo("3h");
    assertThat((described("s").path("NextRotationDate").asLong() + 1) % DAY_SECONDS)
        .isEqualTo(3 * 3600);

    secrets.server().passSeconds(9 * DAY_SECONDS - 1);
    assertThat(steps()).hasSize(1);
    secrets.server().assertKept(() -> described("s"));
    secrets.server().passSeconds(DAY_SECONDS + 1);

    assertThat(steps()).hasSize(5);
    assertThat(described("s").path("LastRotatedDate").asLong() % DAY_SECONDS).isZero();
  }

  /** "Turns off automatic rotation, and if a rotation is currently in progress, cancels it." */
  @Test
  void isCancelled() {
    create("s");
    secrets.call("CancelRotateSecret", "SecretId", "s").isError(400, "InvalidRequestException");
    broken = "testSecret";
    rotate("s", 2, "RotationRules", Map.of("AutomaticallyAfterDays", 5));
    assertThat(steps()).hasSize(3);

    JsonNode answer = secrets.ok("CancelRotateSecret", "SecretId", "s");
    secrets.server().passSeconds(20 * DAY_SECONDS);

    assertThat(answer.path("VersionId").asText()).isEqualTo(token(2));
    assertThat(steps()).hasSize(3);
    assertThat(described("s").path("RotationEnabled").asBoolean(true)).isFalse();
    assertThat(described("s").has("NextRotationDate")).isFalse();
    assertThat(described("s").path("RotationLambdaARN").asText()).isEqualTo(FUNCTION);
  }

  /** Answer recorded on AWS, Secrets Manager, 15-03-2024. */
  @Test
  void needsAFunctionThatCanBeCalled() {
    create("s");
    assertThat(
            secrets
                .call(
                    "RotateSecret",
                    "SecretId",
                    "s",
                    "ClientRequestToken",
                    token(2),
                    "RotationLambdaARN",
                    FUNCTION + "x")
                .isError(400, "AccessDeniedException")
                .message())
        .startsWith("Secrets Manager cannot invoke the specified Lambda function.");
    assertThat(described("s").has("RotationEnabled")).isFalse();
  }

  /** The rules are the page's; the words of refusals are not documented. */
  @Test
  void refusesSchedulesThatAwsDoesNotKnow() {
    create("s");
    for (Map<String, Object> rules :
        List.<Map<String, Object>>of(
            Map.of("ScheduleExpression", "rate(3 hours)"),
            Map.of("ScheduleExpression", "cron(5 8 * * ? *)"),
            Map.of("ScheduleExpression", "cron(0 8 * * * *)"),
            Map.of("ScheduleExpression", "daily"),
            Map.of("Duration", "3h"),
            Map.of("AutomaticallyAfterDays", 1, "ScheduleExpression", "rate(1 day)"),
            Map.of("AutomaticallyAfterDays", 1, "Duration", "25h"))) {
      secrets
          .call(
              "RotateSecret",
              "SecretId",
              "s",
              "ClientRequestToken",
              token(2),
              "RotationLambdaARN",
              FUNCTION,
              "RotationRules",
              rules)
          .isError(400, "InvalidParameterException");
    }
  }
}
