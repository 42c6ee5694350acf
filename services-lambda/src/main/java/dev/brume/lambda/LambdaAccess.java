package dev.brume.lambda;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.AccessTarget;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.gateway.ServiceAccess;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.Struct;
import dev.brume.core.scope.Scope;
import dev.brume.lambda.api.LambdaApi;
import dev.brume.lambda.durable.DurableCallbackOperations;
import dev.brume.lambda.engine.FunctionRecord;
import dev.brume.lambda.engine.LambdaRegion;
import dev.brume.lambda.policy.FunctionPolicies;

/**
 * The permissions of Lambda's operations. The resource follows from an operation's members.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html">
 *     Actions, resources, and condition keys for AWS Lambda</a>
 */
final class LambdaAccess implements ServiceAccess {
  private static final String PREFIX = "lambda:";

  private final FunctionFinder finder;

  LambdaAccess(FunctionFinder finder) {
    this.finder = finder;
  }

  @Override
  public void check(RequestContext context, Struct input) {
    context.require(new AccessQuery(PREFIX + action(context.operation()), target(context, input)));
  }

  private static String action(Operation<?, ?> operation) {
    if (operation == LambdaApi.INVOKE || operation == LambdaApi.INVOKE_WITH_RESPONSE_STREAM) {
      return "InvokeFunction";
    }
    return operation == LambdaApi.GET_LAYER_VERSION_BY_ARN ? "GetLayerVersion" : operation.name();
  }

  private AccessTarget target(RequestContext context, Struct input) {
    String function = text(input, "FunctionName");
    if (function != null) {
      return function(context, function, text(input, "Qualifier"));
    }
    String layer = text(input, "LayerName");
    Scope scope = context.scope();
    if (layer != null) {
      String arn =
          layer.startsWith("arn:") ? layer : scope.colonArn("lambda", "layer", layer).toString();
      String number = text(input, "VersionNumber");
      return AccessTarget.of(number == null ? arn : arn + ":" + number, scope.account());
    }
    String mapping = text(input, "UUID");
    if (mapping != null) {
      return AccessTarget.of(
          scope.colonArn("lambda", "event-source-mapping", mapping).toString(), scope.account());
    }
    String callback = text(input, "CallbackId");
    if (callback != null) {
      String arn = DurableCallbackOperations.executionArn(finder, scope, callback);
      return arn == null ? AccessTarget.ANY : AccessTarget.of(arn, scope.account());
    }
    for (String name :
        new String[] {"Resource", "CodeSigningConfigArn", "Arn", "DurableExecutionArn"}) {
      String arn = text(input, name);
      if (arn != null) {
        return AccessTarget.of(arn, scope.account());
      }
    }
    return AccessTarget.ANY;
  }

  private static String text(Struct input, String name) {
    Member member = input.schema().member(name);
    Object value = member == null ? null : input.get(member.index());
    return value == null ? null : value.toString();
  }

  private AccessTarget function(RequestContext context, String text, String qualifier) {
    FunctionReference parsed = FunctionReference.parse(context.scope(), text);
    if (parsed == null) {
      return AccessTarget.ANY;
    }
    return of(finder, parsed.qualifier() == null ? parsed.at(qualifier) : parsed);
  }

  /** A function as an access target, whether it exists or not. */
  static AccessTarget of(FunctionFinder finder, FunctionReference reference) {
    AccessTarget target = AccessTarget.of(reference.arn(), reference.scope().account());
    LambdaRegion region = finder.region(reference.scope());
    FunctionRecord function = region.functions().get(reference.name());
    return function == null
        ? target
        : target
            .with(FunctionPolicies.of(region, reference.name(), reference.qualifier()))
            .withTags(function.tags());
  }
}
