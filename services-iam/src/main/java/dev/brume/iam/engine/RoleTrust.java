package dev.brume.iam.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.brume.core.kit.JsonDocument;
import dev.brume.core.policy.ContextKeys;
import dev.brume.core.policy.Policy;
import dev.brume.core.policy.PolicyPrincipal;
import dev.brume.core.policy.PolicyRequest;
import dev.brume.core.scope.Arn;
import java.time.Instant;
import java.util.List;

/**
 * Whether roles trust AWS services.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-service.html">Creating
 *     a role to delegate permissions to an AWS service</a>
 */
public final class RoleTrust {
  private RoleTrust() {}

  /**
   * Puts another name of a principal into the trust policies of an account's roles: AWS keeps the
   * principal's unique id there, so a renamed user stays trusted, and one that was deleted does not
   * become trusted again by being made again. Call under the account's lock.
   *
   * @param arn the principal's ARN so far
   * @param name its new ARN, or its unique id if it has been deleted
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-roles">IAM
   *     role principals: "the role ARN … transforms to the role's unique principal ID"</a>
   */
  public static void rename(IamAccount account, String arn, String name) {
    for (RoleRecord role : account.roles().list(role -> role.trustPolicy().contains(arn))) {
      JsonNode document = JsonDocument.COMMON.find(role.trustPolicy()).orElse(null);
      if (document == null) {
        continue;
      }
      JsonNode statements = document.path("Statement");
      boolean changed = false;
      for (JsonNode statement : statements.isArray() ? statements : List.of(statements)) {
        for (String element : List.of("Principal", "NotPrincipal")) {
          changed |= replace(statement.path(element), arn, name);
        }
      }
      if (changed) {
        account.roles().put(role.withTrustPolicy(JsonDocument.text(document)));
      }
    }
  }

  private static boolean replace(JsonNode principals, String arn, String name) {
    if (!(principals instanceof ObjectNode byType)) {
      return false;
    }
    JsonNode values = byType.path("AWS");
    if (values.isTextual() && values.textValue().equals(arn)) {
      byType.put("AWS", name);
      return true;
    }
    boolean changed = false;
    if (values instanceof ArrayNode several) {
      for (int i = 0; i < several.size(); i++) {
        if (arn.equals(several.get(i).textValue())) {
          several.set(i, TextNode.valueOf(name));
          changed = true;
        }
      }
    }
    return changed;
  }

  /**
   * Whether a role's trust policy lets a service assume it. Call under the account's lock.
   *
   * @param service its principal: {@code lambda.amazonaws.com}
   * @param sourceArn the resource that the service acts for, or null
   */
  public static boolean admits(
      IamAccount account, RoleRecord role, String service, String sourceArn) {
    Policy trust = PolicyDocuments.storedTrust(role.trustPolicy());
    if (trust == null) {
      return false;
    }
    Instant now = Instant.ofEpochMilli(account.nowMillis());
    ContextKeys keys =
        ContextKeys.builder()
            .put("aws:SourceArn", sourceArn)
            .put("aws:SourceAccount", Arn.parse(sourceArn).map(Arn::account).orElse(account.id()))
            .put("aws:SecureTransport", "true")
            .put("aws:CurrentTime", now.toString())
            .put("aws:EpochTime", Long.toString(now.getEpochSecond()))
            .build();
    return trust
        .decide(
            new PolicyRequest(
                PolicyPrincipal.service(service),
                "sts:AssumeRole",
                account.arn(EntityKind.ROLE, role),
                account.id(),
                keys))
        .isAllowed();
  }
}
