package dev.brume.secretsmanager;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.port.DeliveryOutcome;
import dev.brume.core.scope.Arn;
import dev.brume.secretsmanager.api.CancelRotateSecretRequest;
import dev.brume.secretsmanager.api.CancelRotateSecretResponse;
import dev.brume.secretsmanager.api.RotateSecretRequest;
import dev.brume.secretsmanager.api.RotateSecretResponse;
import dev.brume.secretsmanager.api.RotationRulesType;
import dev.brume.secretsmanager.engine.RotationRules;
import dev.brume.secretsmanager.engine.Rotations;
import dev.brume.secretsmanager.engine.SecretRecord;
import dev.brume.secretsmanager.engine.SecretVersion;
import dev.brume.secretsmanager.engine.SecretsRegion;

/** Rotates secrets by Lambda functions, on request and in rotation windows. */
final class RotateSecretOperations {
  private static final String HOURS = "h";

  private final SecretFinder finder;
  private final Surroundings surroundings;

  RotateSecretOperations(SecretFinder finder, Surroundings surroundings) {
    this.finder = finder;
    this.surroundings = surroundings;
  }

  RotateSecretResponse rotateSecret(RequestContext context, RotateSecretRequest input) {
    String token = input.clientRequestToken();
    if (token == null) {
      throw SecretRefusals.invalidParameter(
          "You must provide a ClientRequestToken value. We recommend a UUID-type value.");
    }
    SecretRefusals.refuseUnbuilt(
        "ExternalSecretRotationMetadata", input.externalSecretRotationMetadata());
    SecretRefusals.refuseUnbuilt(
        "ExternalSecretRotationRoleArn", input.externalSecretRotationRoleArn());
    RotationRules rules = rules(input.rotationRules());
    SecretRecord known = finder.withPrimary(context, input.secretId(), (region, secret) -> secret);
    String function = function(input, known);
    requireCallable(context, function, known);
    boolean atOnce = !Boolean.FALSE.equals(input.rotateImmediately());
    return finder.withPrimary(
        context,
        input.secretId(),
        (region, secret) -> {
          RotationRules kept = secret.rotation() == null ? null : secret.rotation().rules();
          rotate(region, secret, token, function, rules == null ? kept : rules, atOnce);
          return RotateSecretResponse.builder()
              .arn(secret.arn())
              .name(secret.name())
              .versionId(token)
              .build();
        });
  }

  private static void rotate(
      SecretsRegion region,
      SecretRecord secret,
      String token,
      String function,
      RotationRules rules,
      boolean atOnce) {
    Rotations rotations = region.rotations();
    SecretVersion pending = rotations.pending(secret);
    if (pending != null && !pending.id().equals(token)) {
      if (secret.isRotated()) {
        rotations.beginAgain(secret, pending);
      }
      throw SecretRefusals.invalidRequest(
          "A previous rotation isn't complete. That rotation will be reattempted.");
    }
    if (pending == null && region.version(secret, token) != null) {
      throw SecretRefusals.tokenInUse(token, secret);
    }
    SecretRecord configured = rotations.configure(secret, function, rules);
    if (atOnce) {
      rotations.begin(configured, token);
    } else {
      rotations.tryOut(configured, token);
    }
  }

  private static String function(RotateSecretRequest input, SecretRecord secret) {
    if (input.rotationLambdaARN() != null && !input.rotationLambdaARN().isEmpty()) {
      return input.rotationLambdaARN();
    }
    if (secret.rotation() == null) {
      throw SecretRefusals.invalidRequest(
          "No Lambda rotation function ARN is associated with this secret.");
    }
    return secret.rotation().functionArn();
  }

  /** Answer recorded on AWS, Secrets Manager, 15-03-2024. */
  private void requireCallable(RequestContext context, String function, SecretRecord secret) {
    Arn arn = Arn.parse(function).filter(each -> each.service().equals("lambda")).orElse(null);
    DeliveryOutcome refusal =
        arn == null
            ? DeliveryOutcome.notFound("ResourceNotFoundException", function)
            : Rotations.refusal(surroundings, context.scope(), arn, secret);
    if (refusal != null) {
      throw AwsError.client(
          "AccessDeniedException",
          400,
          "Secrets Manager cannot invoke the specified Lambda function. Ensure that the"
              + " function policy grants access to the principal"
              + " secretsmanager.amazonaws.com.");
    }
  }

  /** The rotation rules of a request; null if absent. The text is not documented. */
  private static RotationRules rules(RotationRulesType given) {
    if (given == null) {
      return null;
    }
    if (given.automaticallyAfterDays() != null && given.scheduleExpression() != null) {
      throw SecretRefusals.invalidParameter(
          "You can't specify both AutomaticallyAfterDays and ScheduleExpression.");
    }
    if (given.automaticallyAfterDays() == null && given.scheduleExpression() == null) {
      throw SecretRefusals.invalidParameter(
          "You must specify either AutomaticallyAfterDays or ScheduleExpression.");
    }
    String duration = given.duration();
    int hours = duration == null ? 0 : Integer.parseInt(duration.replace(HOURS, ""));
    RotationRules rules =
        new RotationRules(given.automaticallyAfterDays(), hours, given.scheduleExpression());
    if (!rules.isValid() || duration != null && hours == 0) {
      throw SecretRefusals.invalidParameter("The RotationRules are not valid.");
    }
    return rules;
  }

  static RotationRulesType shown(RotationRules rules) {
    return rules == null
        ? null
        : RotationRulesType.builder()
            .automaticallyAfterDays(rules.afterDays())
            .duration(rules.durationHours() == 0 ? null : rules.durationHours() + HOURS)
            .scheduleExpression(rules.expression())
            .build();
  }

  /** A pending version keeps its label: "it can leave the AWSPENDING label". */
  CancelRotateSecretResponse cancelRotateSecret(
      RequestContext context, CancelRotateSecretRequest input) {
    return finder.withPrimary(
        context,
        input.secretId(),
        (region, secret) -> {
          if (secret.rotation() == null) {
            throw SecretRefusals.invalidRequest(
                "You tried to enable rotation on a secret that doesn't already have a Lambda"
                    + " function ARN configured and you didn't include such an ARN as a parameter"
                    + " in this call.");
          }
          SecretVersion pending = region.rotations().pending(secret);
          region.rotations().cancel(secret);
          return CancelRotateSecretResponse.builder()
              .arn(secret.arn())
              .name(secret.name())
              .versionId(pending == null ? null : pending.id())
              .build();
        });
  }
}
