package dev.brume.iam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.error.AwsError;
import dev.brume.core.kit.JsonDocument;
import dev.brume.core.scope.Arn;
import dev.brume.iam.api.IamErrors;
import dev.brume.iam.api.ListPoliciesGrantingServiceAccessEntry;
import dev.brume.iam.api.ListPoliciesGrantingServiceAccessRequest;
import dev.brume.iam.api.ListPoliciesGrantingServiceAccessResponse;
import dev.brume.iam.api.PolicyGrantingServiceAccess;
import dev.brume.iam.engine.EntityKind;
import dev.brume.iam.engine.GroupRecord;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.ManagedPolicyRecord;
import dev.brume.iam.engine.PolicyHolder;
import dev.brume.iam.engine.UserRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The policies of an identity that allow a service. It "does not use other policy types": no
 * boundaries, no resource policies.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPoliciesGrantingServiceAccess.html">ListPoliciesGrantingServiceAccess</a>
 */
final class ServiceAccessPolicies {
  /** "For users, this includes the policies of the user's groups." */
  ListPoliciesGrantingServiceAccessResponse listPoliciesGrantingServiceAccess(
      IamAccount account, ListPoliciesGrantingServiceAccessRequest input) {
    List<Holder> holders = holders(account, input.arn());
    return ListPoliciesGrantingServiceAccessResponse.builder()
        .policiesGrantingServiceAccess(
            input.serviceNamespaces().stream()
                .map(
                    service ->
                        ListPoliciesGrantingServiceAccessEntry.builder()
                            .serviceNamespace(service)
                            .policies(
                                holders.stream()
                                    .flatMap(holder -> granting(account, holder, service))
                                    .toList())
                            .build())
                .toList())
        .isTruncated(false)
        .build();
  }

  /** Somebody who has policies. */
  record Holder(EntityKind kind, PolicyHolder<?> entity) {}

  static List<Holder> holders(IamAccount account, String text) {
    Arn arn = Arn.parse(text).orElseThrow(() -> noSuchEntity(text));
    String name = arn.resource().substring(arn.resource().lastIndexOf('/') + 1);
    List<Holder> holders = new ArrayList<>();
    switch (arn.resource().substring(0, Math.max(0, arn.resource().indexOf('/')))) {
      case "user" -> {
        UserRecord user = account.users().find(name);
        holders.add(new Holder(EntityKind.USER, user));
        for (String group : user.groups()) {
          GroupRecord found = account.groups().get(group);
          if (found != null) {
            holders.add(new Holder(EntityKind.GROUP, found));
          }
        }
      }
      case "role" -> holders.add(new Holder(EntityKind.ROLE, account.roles().find(name)));
      case "group" -> holders.add(new Holder(EntityKind.GROUP, account.groups().find(name)));
      default -> throw noSuchEntity(text);
    }
    if (!account.arn(holders.getFirst().kind(), holders.getFirst().entity()).equals(text)) {
      throw noSuchEntity(text);
    }
    return holders;
  }

  /** The text is not documented. */
  static AwsError noSuchEntity(String arn) {
    return IamErrors.noSuchEntityException("ARN " + arn + " does not exist.");
  }

  private static Stream<PolicyGrantingServiceAccess> granting(
      IamAccount account, Holder holder, String service) {
    Stream<PolicyGrantingServiceAccess> inline =
        holder.entity().permissions().inline().entrySet().stream()
            .filter(policy -> grants(policy.getValue(), service))
            .map(
                policy ->
                    PolicyGrantingServiceAccess.builder()
                        .policyName(policy.getKey())
                        .policyType("INLINE")
                        .entityType(holder.kind().name())
                        .entityName(holder.entity().name())
                        .build());
    Stream<PolicyGrantingServiceAccess> managed =
        holder.entity().permissions().attached().stream()
            .map(account.policies()::get)
            .filter(policy -> policy != null && grants(documentOf(policy), service))
            .map(
                policy ->
                    PolicyGrantingServiceAccess.builder()
                        .policyName(policy.name())
                        .policyType("MANAGED")
                        .policyArn(policy.arn())
                        .build());
    return Stream.concat(inline, managed);
  }

  private static String documentOf(ManagedPolicyRecord policy) {
    return policy.defaultVersion().document();
  }

  /** Whether any statement allows any action of a service. */
  static boolean grants(String document, String service) {
    return JsonDocument.COMMON
        .object(document)
        .map(policy -> elements(policy.path("Statement")))
        .orElse(Stream.empty())
        .filter(statement -> statement.path("Effect").asText().equals("Allow"))
        .anyMatch(
            statement ->
                statement.has("NotAction")
                    ? elements(statement.path("NotAction"))
                        .noneMatch(action -> isWhole(action.asText(), service))
                    : elements(statement.path("Action"))
                        .anyMatch(action -> isOf(action.asText(), service)));
  }

  private static Stream<JsonNode> elements(JsonNode oneOrMore) {
    return oneOrMore.isArray()
        ? StreamSupport.stream(oneOrMore.spliterator(), false)
        : Stream.of(oneOrMore);
  }

  /** Whether a pattern is for all actions of a service. */
  private static boolean isWhole(String action, String service) {
    return action.equals("*") || action.equalsIgnoreCase(service + ":*");
  }

  /** Service prefixes take no wildcards but the {@code *} that is all of the pattern. */
  private static boolean isOf(String action, String service) {
    return action.equals("*")
        || action.toLowerCase(Locale.ROOT).startsWith(service.toLowerCase(Locale.ROOT) + ":");
  }
}
