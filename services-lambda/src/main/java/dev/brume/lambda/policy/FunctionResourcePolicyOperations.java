package dev.brume.lambda.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.OperationGroup;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.JsonDocument;
import dev.brume.core.policy.Policy;
import dev.brume.core.policy.PolicyFault;
import dev.brume.core.policy.PolicyRules;
import dev.brume.core.schema.Unit;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.FunctionFinder.Found;
import dev.brume.lambda.FunctionReference;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.LambdaQuotas;
import dev.brume.lambda.api.DeleteResourcePolicyRequest;
import dev.brume.lambda.api.GetResourcePolicyRequest;
import dev.brume.lambda.api.GetResourcePolicyResponse;
import dev.brume.lambda.api.LambdaApi;
import dev.brume.lambda.api.LambdaErrors;
import dev.brume.lambda.api.PutResourcePolicyRequest;
import dev.brume.lambda.api.PutResourcePolicyResponse;
import dev.brume.lambda.engine.LambdaRegion;
import dev.brume.lambda.engine.StatementsRecord;
import dev.brume.lambda.engine.StatementsRecord.StatementRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * PutResourcePolicy, GetResourcePolicy and DeleteResourcePolicy: the policy whose statements
 * AddPermission and RemovePermission change, as a whole.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_PutResourcePolicy.html">
 *     PutResourcePolicy</a>
 */
public final class FunctionResourcePolicyOperations implements OperationGroup {
  private static final PolicyRules RULES = PolicyRules.ofResource(LambdaQuotas.POLICY_BYTES);
  private static final String GET = "GetResourcePolicy";

  private final FunctionFinder finder;

  /**
   * @param finder finds functions
   */
  public FunctionResourcePolicyOperations(FunctionFinder finder) {
    this.finder = finder;
  }

  @Override
  public void bind(Binder binder) {
    binder.on(LambdaApi.DELETE_RESOURCE_POLICY, this::deleteResourcePolicy);
    binder.on(LambdaApi.GET_RESOURCE_POLICY, this::getResourcePolicy);
    binder.on(LambdaApi.PUT_RESOURCE_POLICY, this::putResourcePolicy);
  }

  /**
   * The function, version or alias with an ARN; policies of runtimes are not kept.
   *
   * @throws AwsError ResourceNotFoundException
   */
  private Found find(RequestContext context, String arn) {
    if (!arn.contains(":function:")) {
      throw LambdaFaults.resourceNotFound();
    }
    FunctionReference reference = FunctionReference.of(context, arn, null);
    FunctionPolicyOperations.refuseLatest(reference);
    return finder.find(reference);
  }

  private static StatementsRecord policyOf(Found found) {
    return FunctionPolicyOperations.policyOf(
        found.region(), found.function().name(), found.qualifier());
  }

  /**
   * Sets the policy.
   *
   * @throws AwsError InvalidParameterValueException, PolicyLengthExceededException,
   *     PreconditionFailedException; AWS's words for malformed policies are not known
   */
  public PutResourcePolicyResponse putResourcePolicy(
      RequestContext context, PutResourcePolicyRequest input) {
    int bytes = input.policy().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > LambdaQuotas.POLICY_BYTES) {
      throw LambdaErrors.policyLengthExceededException(
          "The final policy size ("
              + bytes
              + ") is bigger than the limit ("
              + LambdaQuotas.POLICY_BYTES
              + ").");
    }
    StatementsRecord policy = read(input.policy());
    LambdaRegion region = finder.region(context);
    return region.change(
        () -> {
          Found found = find(context, input.resourceArn());
          FunctionPolicyOperations.checkRevision(found, input.revisionId(), GET);
          FunctionPolicyOperations.put(found, policy);
          return PutResourcePolicyResponse.builder()
              .policy(policy.document())
              .revisionId(FunctionPolicyOperations.revisionOf(find(context, input.resourceArn())))
              .build();
        });
  }

  private static StatementsRecord read(String text) {
    try {
      Policy.parse(text, RULES);
    } catch (PolicyFault fault) {
      throw LambdaFaults.invalid("The provided policy is invalid: " + fault.getMessage());
    }
    JsonNode given =
        JsonDocument.COMMON.find(text).map(policy -> policy.get("Statement")).orElseThrow();
    List<StatementRecord> statements = new ArrayList<>();
    for (JsonNode statement : given.isArray() ? given : JsonDocument.newArray().add(given)) {
      statements.add(
          new StatementRecord(statement.path("Sid").asText(), JsonDocument.text(statement)));
    }
    return new StatementsRecord(List.copyOf(statements), null);
  }

  public GetResourcePolicyResponse getResourcePolicy(
      RequestContext context, GetResourcePolicyRequest input) {
    Found found = find(context, input.resourceArn());
    StatementsRecord policy = policyOf(found);
    if (policy.statements().isEmpty()) {
      throw LambdaFaults.resourceNotFound();
    }
    return GetResourcePolicyResponse.builder()
        .policy(policy.document())
        .revisionId(FunctionPolicyOperations.revisionOf(found))
        .build();
  }

  public Unit deleteResourcePolicy(RequestContext context, DeleteResourcePolicyRequest input) {
    LambdaRegion region = finder.region(context);
    return region.change(
        () -> {
          Found found = find(context, input.resourceArn());
          if (policyOf(found).statements().isEmpty()) {
            throw LambdaFaults.resourceNotFound();
          }
          FunctionPolicyOperations.checkRevision(found, input.revisionId(), GET);
          FunctionPolicyOperations.put(found, StatementsRecord.NONE);
          return Unit.INSTANCE;
        });
  }
}
