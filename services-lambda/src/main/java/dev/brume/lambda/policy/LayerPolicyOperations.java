package dev.brume.lambda.policy;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.OperationGroup;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.schema.Unit;
import dev.brume.core.scope.Arn;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.api.AddLayerVersionPermissionRequest;
import dev.brume.lambda.api.AddLayerVersionPermissionResponse;
import dev.brume.lambda.api.GetLayerVersionPolicyRequest;
import dev.brume.lambda.api.GetLayerVersionPolicyResponse;
import dev.brume.lambda.api.LambdaApi;
import dev.brume.lambda.api.RemoveLayerVersionPermissionRequest;
import dev.brume.lambda.engine.LambdaRegion;
import dev.brume.lambda.engine.StatementsRecord;

/**
 * AddLayerVersionPermission, RemoveLayerVersionPermission and GetLayerVersionPolicy.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_AddLayerVersionPermission.html">
 *     AddLayerVersionPermission</a>
 */
public final class LayerPolicyOperations implements OperationGroup {
  private final FunctionFinder finder;

  /**
   * @param finder finds regions
   */
  public LayerPolicyOperations(FunctionFinder finder) {
    this.finder = finder;
  }

  @Override
  public void bind(Binder binder) {
    binder.on(LambdaApi.ADD_LAYER_VERSION_PERMISSION, this::addLayerVersionPermission);
    binder.on(LambdaApi.GET_LAYER_VERSION_POLICY, this::getLayerVersionPolicy);
    binder.on(LambdaApi.REMOVE_LAYER_VERSION_PERMISSION, this::removeLayerVersionPermission);
  }

  private static String name(String nameOrArn) {
    return Arn.parse(nameOrArn).map(Arn::resourceId).orElse(nameOrArn);
  }

  private static String arn(LambdaRegion region, String layer, long number) {
    return region.scope().colonArn("lambda", "layer", layer) + ":" + number;
  }

  private static StatementsRecord policy(LambdaRegion region, String layer, long number) {
    if (region.layers().version(layer, number) == null) {
      throw LambdaFaults.notFound(
          "Layer version " + arn(region, layer, number) + " does not exist.");
    }
    StatementsRecord policy = region.layers().policy(layer, number);
    return policy == null ? StatementsRecord.NONE : policy;
  }

  private static AwsError noPolicy() {
    return LambdaFaults.notFound("No policy is associated with the given resource.");
  }

  private static void checkRevision(StatementsRecord policy, String revisionId) {
    if (revisionId != null && !revisionId.equals(policy.revisionId())) {
      throw LambdaFaults.revision("GetLayerPolicy");
    }
  }

  public AddLayerVersionPermissionResponse addLayerVersionPermission(
      RequestContext context, AddLayerVersionPermissionRequest input) {
    LambdaRegion region = finder.region(context);
    String layer = name(input.layerName());
    long number = input.versionNumber();
    return region.change(
        () -> {
          StatementsRecord policy = policy(region, layer, number);
          if (policy.has(input.statementId())) {
            throw LambdaFaults.conflict(
                "The statement id ("
                    + input.statementId()
                    + ") provided already exists. Please provide a new statement id, or remove the"
                    + " existing statement.");
          }
          checkRevision(policy, input.revisionId());
          String statement =
              new StatementWriter(input.statementId())
                  .principal(context.scope().partition(), input.principal())
                  .allow(input.action(), arn(region, layer, number))
                  .equal("aws:PrincipalOrgID", input.organizationId())
                  .text();
          StatementsRecord changed = policy.with(input.statementId(), statement, region.newId());
          region.layers().setPolicy(layer, number, changed);
          return AddLayerVersionPermissionResponse.builder()
              .statement(statement)
              .revisionId(changed.revisionId())
              .build();
        });
  }

  public Unit removeLayerVersionPermission(
      RequestContext context, RemoveLayerVersionPermissionRequest input) {
    LambdaRegion region = finder.region(context);
    String layer = name(input.layerName());
    long number = input.versionNumber();
    return region.change(
        () -> {
          StatementsRecord policy = policy(region, layer, number);
          if (policy.statements().isEmpty()) {
            throw noPolicy();
          }
          if (!policy.has(input.statementId())) {
            throw LambdaFaults.notFound(
                "Statement " + input.statementId() + " is not found in resource policy.");
          }
          checkRevision(policy, input.revisionId());
          region
              .layers()
              .setPolicy(layer, number, policy.without(input.statementId(), region.newId()));
          return Unit.INSTANCE;
        });
  }

  public GetLayerVersionPolicyResponse getLayerVersionPolicy(
      RequestContext context, GetLayerVersionPolicyRequest input) {
    LambdaRegion region = finder.region(context);
    StatementsRecord policy = policy(region, name(input.layerName()), input.versionNumber());
    if (policy.statements().isEmpty()) {
      throw noPolicy();
    }
    return GetLayerVersionPolicyResponse.builder()
        .policy(policy.document())
        .revisionId(policy.revisionId())
        .build();
  }
}
