package dev.brume.iam;

import dev.brume.core.error.AwsError;
import dev.brume.core.policy.Authorization;
import dev.brume.core.policy.ContextKeys;
import dev.brume.core.policy.Decision;
import dev.brume.core.policy.Policy;
import dev.brume.core.policy.PolicyFault;
import dev.brume.core.policy.PolicyPrincipal;
import dev.brume.core.policy.PolicyRequest;
import dev.brume.core.policy.PolicyRules;
import dev.brume.core.schema.Struct;
import dev.brume.core.scope.Arn;
import dev.brume.iam.api.ContextEntry;
import dev.brume.iam.api.EvaluationResult;
import dev.brume.iam.api.GetContextKeysForCustomPolicyRequest;
import dev.brume.iam.api.GetContextKeysForPolicyResponse;
import dev.brume.iam.api.GetContextKeysForPrincipalPolicyRequest;
import dev.brume.iam.api.IamErrors;
import dev.brume.iam.api.PermissionsBoundaryDecisionDetail;
import dev.brume.iam.api.SimulateCustomPolicyRequest;
import dev.brume.iam.api.SimulatePolicyResponse;
import dev.brume.iam.api.SimulatePrincipalPolicyRequest;
import dev.brume.iam.api.Statement;
import dev.brume.iam.engine.EntityKind;
import dev.brume.iam.engine.GroupRecord;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.ManagedPolicyRecord;
import dev.brume.iam.engine.PolicyDocuments;
import dev.brume.iam.engine.PolicyHolder;
import dev.brume.iam.engine.RoleRecord;
import dev.brume.iam.engine.UserRecord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * SimulateCustomPolicy and SimulatePrincipalPolicy, with the evaluator of requests. Positions of
 * statements are omitted, as are organizations, which are not implemented.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html">SimulateCustomPolicy</a>
 */
final class PolicySimulation {
  private static final String SOURCE_TYPE = "IAM Policy";
  private static final PolicyRules RESOURCE = PolicyRules.ofResource(Integer.MAX_VALUE);

  /** A policy, and its name in results. */
  private record Source(String id, String document, Policy policy) {
    static Source of(String id, String document) {
      return new Source(id, document, PolicyDocuments.identity(document));
    }
  }

  /** The parameters of a simulation. */
  private record Setting(
      PolicyPrincipal principal,
      List<Source> identity,
      List<Policy> boundary,
      Policy resource,
      String owner,
      ContextKeys keys,
      Set<String> missing) {}

  SimulatePolicyResponse simulateCustomPolicy(
      IamAccount account, SimulateCustomPolicyRequest input) {
    refuseUnbuilt("OrderedOrganizationPolicyInputList", input.orderedOrganizationPolicyInputList());
    refuseUnbuilt("ResourceHandlingOption", input.resourceHandlingOption());
    List<Source> sources = given(input.policyInputList(), "PolicyInputList");
    String caller = input.callerArn() == null ? account.arn("user/simulated") : input.callerArn();
    return results(
        account,
        setting(
            account,
            caller,
            sources,
            policies(input.permissionsBoundaryPolicyInputList()),
            input.resourcePolicy(),
            input.resourceOwner(),
            input.contextEntries()),
        input.actionNames(),
        input.resourceArns(),
        input);
  }

  SimulatePolicyResponse simulatePrincipalPolicy(
      IamAccount account, SimulatePrincipalPolicyRequest input) {
    refuseUnbuilt("PolicyExclusionList", input.policyExclusionList());
    refuseUnbuilt("ResourceHandlingOption", input.resourceHandlingOption());
    PolicyHolder<?> holder = holder(account, input.policySourceArn());
    List<Source> sources = new ArrayList<>(of(account, holder));
    sources.addAll(given(input.policyInputList(), "PolicyInputList"));
    List<Policy> boundary = policies(input.permissionsBoundaryPolicyInputList());
    String attachedBoundary = account.policies().document(holder.permissions().boundary());
    if (boundary.isEmpty() && attachedBoundary != null) {
      boundary = List.of(PolicyDocuments.identity(attachedBoundary));
    }
    String caller =
        input.callerArn() != null
            ? input.callerArn()
            : holder instanceof UserRecord ? input.policySourceArn() : sessionOf(account, holder);
    return results(
        account,
        setting(
            account,
            caller,
            sources,
            boundary,
            input.resourcePolicy(),
            input.resourceOwner(),
            input.contextEntries()),
        input.actionNames(),
        input.resourceArns(),
        input);
  }

  /** Policies of organizations, and the scenarios of EC2, would change the decision. */
  private static void refuseUnbuilt(String name, Object value) {
    if (value != null) {
      throw AwsError.server(
          "NotImplemented", 501, "The parameter " + name + " is not implemented.");
    }
  }

  private static String sessionOf(IamAccount account, PolicyHolder<?> holder) {
    return holder instanceof RoleRecord
        ? new Arn(
                account.partition(),
                "sts",
                "",
                account.id(),
                "assumed-role/" + holder.name() + "/simulated")
            .toString()
        : account.arn("user/simulated");
  }

  private static PolicyHolder<?> holder(IamAccount account, String text) {
    Arn arn = Arn.parse(text).orElse(null);
    String resource = arn == null ? "" : arn.resource();
    String name = resource.substring(resource.lastIndexOf('/') + 1);
    if (resource.startsWith(EntityKind.USER.type() + "/")) {
      return account.users().find(name);
    }
    if (resource.startsWith(EntityKind.GROUP.type() + "/")) {
      return account.groups().find(name);
    }
    if (resource.startsWith(EntityKind.ROLE.type() + "/")) {
      return account.roles().find(name);
    }
    throw IamErrors.invalidInputException("Invalid Entity Arn: " + text);
  }

  private static List<Source> of(IamAccount account, PolicyHolder<?> holder) {
    List<Source> sources = new ArrayList<>();
    holder
        .permissions()
        .inline()
        .forEach((name, document) -> sources.add(Source.of(name, document)));
    for (String arn : holder.permissions().attached()) {
      ManagedPolicyRecord policy = account.policies().get(arn);
      if (policy != null) {
        sources.add(Source.of(policy.name(), policy.defaultVersion().document()));
      }
    }
    if (holder instanceof UserRecord user) {
      for (String name : user.groups()) {
        GroupRecord group = account.groups().get(name);
        if (group != null) {
          sources.addAll(of(account, group));
        }
      }
    }
    return sources;
  }

  private static List<Source> given(List<String> documents, String name) {
    List<Source> sources = new ArrayList<>();
    for (String document : documents == null ? List.<String>of() : documents) {
      sources.add(Source.of(name + "." + (sources.size() + 1), document));
    }
    return sources;
  }

  private static List<Policy> policies(List<String> documents) {
    return documents == null
        ? List.of()
        : documents.stream().map(PolicyDocuments::identity).toList();
  }

  private static Setting setting(
      IamAccount account,
      String caller,
      List<Source> sources,
      List<Policy> boundary,
      String resourcePolicy,
      String owner,
      List<ContextEntry> entries) {
    ContextKeys.Builder keys = ContextKeys.builder();
    Set<String> missing = new LinkedHashSet<>();
    sources.forEach(source -> missing.addAll(PolicyContextKeys.of(source.document())));
    for (ContextEntry entry : entries == null ? List.<ContextEntry>of() : entries) {
      if (entry.contextKeyName() == null) {
        // The model does not require it; AWS's text for a missing value is not documented.
        throw IamErrors.invalidInputException("An entry of ContextEntries has no ContextKeyName");
      }
      List<String> values = entry.contextKeyValues() == null ? List.of() : entry.contextKeyValues();
      keys.put(entry.contextKeyName(), values);
      missing.removeIf(entry.contextKeyName()::equalsIgnoreCase);
    }
    return new Setting(
        principal(caller),
        sources,
        boundary,
        resourcePolicy == null ? null : resource(resourcePolicy),
        owner == null ? account.id() : owner.replaceAll(".*::([0-9]{12}):.*", "$1"),
        keys.build(),
        missing);
  }

  private static PolicyPrincipal principal(String arn) {
    try {
      return PolicyPrincipal.of(arn);
    } catch (IllegalArgumentException e) {
      throw IamErrors.invalidInputException("Invalid Caller Arn: " + arn);
    }
  }

  private static Policy resource(String document) {
    try {
      return Policy.parse(document, RESOURCE);
    } catch (PolicyFault fault) {
      throw IamErrors.invalidInputException("The resource policy is not valid.");
    }
  }

  private static SimulatePolicyResponse results(
      IamAccount account,
      Setting setting,
      List<String> actions,
      List<String> resources,
      Struct input) {
    List<EvaluationResult> all = new ArrayList<>();
    for (String action : actions) {
      if (action.indexOf(':') <= 0) {
        throw AwsError.client(
            "ValidationError", 400, "Invalid action: " + action + " has no service.");
      }
      for (String arn : resources == null || resources.isEmpty() ? List.of("*") : resources) {
        all.add(result(setting, action, arn));
      }
    }
    MarkedPage<EvaluationResult> page =
        MarkedPage.of(
            account, input, all, each -> each.evalActionName() + " " + each.evalResourceName());
    return SimulatePolicyResponse.builder()
        .evaluationResults(page.items())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  private static EvaluationResult result(Setting setting, String action, String arn) {
    PolicyRequest request =
        new PolicyRequest(
            setting.principal(), action, arn, setting.owner(), List.of(setting.keys()));
    Authorization.Builder builder =
        Authorization.builder().identity(setting.identity().stream().map(Source::policy).toList());
    setting.boundary().forEach(builder::boundary);
    if (setting.resource() != null) {
      builder.resource(setting.resource());
    }
    Decision decision = builder.build().decide(request);
    return EvaluationResult.builder()
        .evalActionName(action)
        .evalResourceName(arn)
        .evalDecision(
            switch (decision.outcome()) {
              case ALLOW -> "allowed";
              case EXPLICIT_DENY -> "explicitDeny";
              case IMPLICIT_DENY -> "implicitDeny";
            })
        .matchedStatements(matched(setting, request))
        .missingContextValues(List.copyOf(setting.missing()))
        .permissionsBoundaryDecisionDetail(bounded(setting, request))
        .build();
  }

  private static List<Statement> matched(Setting setting, PolicyRequest request) {
    List<Statement> matched = new ArrayList<>();
    for (Source source : setting.identity()) {
      Decision decision = source.policy().decide(request);
      if (decision.statement() != null) {
        matched.add(
            Statement.builder().sourcePolicyId(source.id()).sourcePolicyType(SOURCE_TYPE).build());
      }
    }
    return matched;
  }

  private static PermissionsBoundaryDecisionDetail bounded(Setting setting, PolicyRequest request) {
    return setting.boundary().isEmpty()
        ? null
        : PermissionsBoundaryDecisionDetail.builder()
            .allowedByPermissionsBoundary(
                setting.boundary().stream().allMatch(each -> each.decide(request).isAllowed()))
            .build();
  }

  GetContextKeysForPolicyResponse getContextKeysForCustomPolicy(
      IamAccount account, GetContextKeysForCustomPolicyRequest input) {
    return keysOf(given(input.policyInputList(), "PolicyInputList"));
  }

  GetContextKeysForPolicyResponse getContextKeysForPrincipalPolicy(
      IamAccount account, GetContextKeysForPrincipalPolicyRequest input) {
    List<Source> sources = new ArrayList<>(of(account, holder(account, input.policySourceArn())));
    sources.addAll(given(input.policyInputList(), "PolicyInputList"));
    return keysOf(sources);
  }

  private static GetContextKeysForPolicyResponse keysOf(List<Source> sources) {
    Set<String> keys = new LinkedHashSet<>();
    sources.forEach(source -> keys.addAll(PolicyContextKeys.of(source.document())));
    return GetContextKeysForPolicyResponse.builder().contextKeyNames(List.copyOf(keys)).build();
  }
}
