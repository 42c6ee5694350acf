package dev.brume.lambda.policy;

import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.OperationGroup;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.schema.Unit;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.FunctionFinder.Found;
import dev.brume.lambda.FunctionReference;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.LambdaQuotas;
import dev.brume.lambda.api.AddPermissionRequest;
import dev.brume.lambda.api.AddPermissionResponse;
import dev.brume.lambda.api.GetPolicyRequest;
import dev.brume.lambda.api.GetPolicyResponse;
import dev.brume.lambda.api.LambdaApi;
import dev.brume.lambda.api.LambdaErrors;
import dev.brume.lambda.api.RemovePermissionRequest;
import dev.brume.lambda.engine.FunctionVersionRecord;
import dev.brume.lambda.engine.LambdaRegion;
import dev.brume.lambda.engine.StatementsRecord;
import java.nio.charset.StandardCharsets;

/**
 * AddPermission, RemovePermission and GetPolicy.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html">
 *     AddPermission</a>
 */
public final class FunctionPolicyOperations implements OperationGroup {
  private final FunctionFinder finder;

  /**
   * @param finder finds functions
   */
  public FunctionPolicyOperations(FunctionFinder finder) {
    this.finder = finder;
  }

  @Override
  public void bind(Binder binder) {
    binder.on(LambdaApi.ADD_PERMISSION, this::addPermission);
    binder.on(LambdaApi.GET_POLICY, this::getPolicy);
    binder.on(LambdaApi.REMOVE_PERMISSION, this::removePermission);
  }

  /** The policy of a function, a version or an alias; without statements if it has none. */
  public static StatementsRecord policyOf(LambdaRegion region, String function, String qualifier) {
    StatementsRecord policy = region.policies().get(function, qualifier == null ? "" : qualifier);
    return policy == null ? StatementsRecord.NONE : policy;
  }

  public AddPermissionResponse addPermission(RequestContext context, AddPermissionRequest input) {
    FunctionReference reference =
        FunctionReference.of(context, input.functionName(), input.qualifier());
    refuseLatest(reference);
    String statement =
        new StatementWriter(input.statementId())
            .principal(context.scope().partition(), input.principal())
            .allow(input.action(), reference.arn())
            .equal("AWS:SourceAccount", input.sourceAccount())
            .equal("lambda:EventSourceToken", input.eventSourceToken())
            .equal("lambda:FunctionUrlAuthType", input.functionUrlAuthType())
            .equal("aws:PrincipalOrgID", input.principalOrgID())
            .like("AWS:SourceArn", input.sourceArn())
            .truth("lambda:InvokedViaFunctionUrl", input.invokedViaFunctionUrl())
            .text();
    LambdaRegion region = finder.region(context);
    return region.change(
        () -> {
          Found found = finder.find(reference);
          checkRevision(found, input.revisionId(), "GetPolicy");
          StatementsRecord policy = policyOf(region, reference.name(), reference.qualifier());
          if (policy.has(input.statementId())) {
            throw LambdaFaults.conflict(
                "The statement id ("
                    + input.statementId()
                    + ") provided already exists. Please provide a new statement id, or remove the"
                    + " existing statement.");
          }
          StatementsRecord changed = policy.with(input.statementId(), statement, null);
          int bytes = changed.document().getBytes(StandardCharsets.UTF_8).length;
          if (bytes > LambdaQuotas.POLICY_BYTES) {
            throw LambdaErrors.policyLengthExceededException(
                "The final policy size ("
                    + bytes
                    + ") is bigger than the limit ("
                    + LambdaQuotas.POLICY_BYTES
                    + ").");
          }
          put(found, changed);
          return AddPermissionResponse.builder().statement(statement).build();
        });
  }

  static void refuseLatest(FunctionReference reference) {
    if (FunctionVersionRecord.LATEST.equals(reference.qualifier())) {
      throw LambdaFaults.invalid("We currently do not support adding policies for $LATEST.");
    }
  }

  static String revisionOf(Found found) {
    return found.alias() != null
        ? found.alias().revisionId()
        : found.version().revisionAt(found.region().nowMillis());
  }

  static void checkRevision(Found found, String revisionId, String operation) {
    if (revisionId != null && !revisionId.equals(revisionOf(found))) {
      throw LambdaFaults.revision(operation);
    }
  }

  /** Changing the policy changes the revision of the version or alias. */
  static void put(Found found, StatementsRecord policy) {
    LambdaRegion region = found.region();
    String function = found.function().name();
    String qualifier = found.qualifier() == null ? "" : found.qualifier();
    if (policy.statements().isEmpty()) {
      region.policies().remove(function, qualifier);
    } else {
      region.policies().put(policy, function, qualifier);
    }
    if (found.alias() != null) {
      region.aliases().put(found.alias().revised(region.newId()), function, qualifier);
    } else {
      region.put(found.version().revised(region.newId()));
    }
  }

  public Unit removePermission(RequestContext context, RemovePermissionRequest input) {
    FunctionReference reference =
        FunctionReference.of(context, input.functionName(), input.qualifier());
    LambdaRegion region = finder.region(context);
    return region.change(
        () -> {
          Found found = finder.find(reference);
          StatementsRecord policy = policyOf(region, reference.name(), reference.qualifier());
          if (policy.statements().isEmpty()) {
            throw LambdaFaults.notFound("No policy is associated with the given resource.");
          }
          if (!policy.has(input.statementId())) {
            throw LambdaFaults.notFound(
                "Statement " + input.statementId() + " is not found in resource policy.");
          }
          checkRevision(found, input.revisionId(), "GetPolicy");
          put(found, policy.without(input.statementId(), null));
          return Unit.INSTANCE;
        });
  }

  public GetPolicyResponse getPolicy(RequestContext context, GetPolicyRequest input) {
    FunctionReference reference =
        FunctionReference.of(context, input.functionName(), input.qualifier());
    Found found = finder.findOrNull(reference);
    StatementsRecord policy =
        found == null
            ? StatementsRecord.NONE
            : policyOf(found.region(), reference.name(), reference.qualifier());
    if (policy.statements().isEmpty()) {
      throw LambdaFaults.resourceNotFound();
    }
    return GetPolicyResponse.builder()
        .policy(policy.document())
        .revisionId(revisionOf(found))
        .build();
  }
}
