package dev.brume.lambda;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.AccessTarget;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.gateway.ServiceAccess;
import dev.brume.core.policy.ContextKeys;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.Struct;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.lambda.api.CapacityProviderConfig;
import dev.brume.lambda.api.CapacityProviderPermissionsConfig;
import dev.brume.lambda.api.LambdaApi;
import dev.brume.lambda.api.VpcConfig;
import dev.brume.lambda.durable.DurableCallbackOperations;
import dev.brume.lambda.engine.EventSourceMappingRecord;
import dev.brume.lambda.engine.FunctionRecord;
import dev.brume.lambda.engine.LambdaRegion;
import dev.brume.lambda.function.ExecutionRoles;
import dev.brume.lambda.policy.FunctionPolicies;
import java.util.List;
import java.util.Set;

/**
 * The permissions of Lambda's operations. The resource follows from an operation's members.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html">
 *     Actions, resources, and condition keys for AWS Lambda</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html">Fine-tuning
 *     the Resources and Conditions sections of policies</a>
 */
final class LambdaAccess implements ServiceAccess {
  private static final String PREFIX = "lambda:";
  private static final String FUNCTION = "FunctionName";
  private static final String ROLE = "Role";
  private static final String LAYER = "LayerName";
  private static final String MAPPING = "UUID";
  private static final String CALLBACK = "CallbackId";
  private static final String CAPACITY = "CapacityProviderName";
  private static final List<String> ARNS =
      List.of("Resource", "ResourceArn", "CodeSigningConfigArn", "Arn", "DurableExecutionArn");

  /** These have no resource; mappings have the condition {@code lambda:FunctionArn} instead. */
  private static final Set<Operation<?, ?>> ON_ANY =
      Set.of(
          LambdaApi.CREATE_CODE_SIGNING_CONFIG,
          LambdaApi.CREATE_EVENT_SOURCE_MAPPING,
          LambdaApi.GET_ACCOUNT_SETTINGS,
          LambdaApi.LIST_CAPACITY_PROVIDERS,
          LambdaApi.LIST_CODE_SIGNING_CONFIGS,
          LambdaApi.LIST_EVENT_SOURCE_MAPPINGS,
          LambdaApi.LIST_FUNCTIONS,
          LambdaApi.LIST_LAYERS);

  private static final Set<Operation<?, ?>> ON_URLS =
      Set.of(
          LambdaApi.CREATE_FUNCTION_URL_CONFIG,
          LambdaApi.DELETE_FUNCTION_URL_CONFIG,
          LambdaApi.GET_FUNCTION_URL_CONFIG,
          LambdaApi.UPDATE_FUNCTION_URL_CONFIG);

  private final FunctionFinder finder;

  LambdaAccess(FunctionFinder finder) {
    this.finder = finder;
  }

  @Override
  public void check(RequestContext context, Struct input) {
    ContextKeys.Builder keys = ContextKeys.builder();
    addConditions(context, input, keys);
    AccessTarget target =
        ON_ANY.contains(context.operation())
            ? AccessTarget.ANY.with(keys.build())
            : resource(context, input, keys);
    context.require(new AccessQuery(PREFIX + action(context.operation()), target));
    requireToPassRole(context, text(input, ROLE));
    requireToUseCapacity(context, input);
  }

  /**
   * Capacity providers get a role, and functions get a capacity provider.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-managed-instances-security.html">Security
   *     and permissions: "Users need the lambda:PassCapacityProvider permission"</a>
   */
  private static void requireToUseCapacity(RequestContext context, Struct input) {
    if (value(input, "PermissionsConfig") instanceof CapacityProviderPermissionsConfig roles) {
      requireToPassRole(context, roles.capacityProviderOperatorRoleArn());
    }
    if (value(input, "CapacityProviderConfig") instanceof CapacityProviderConfig capacity
        && capacity.lambdaManagedInstancesCapacityProviderConfig() != null) {
      String arn = capacity.lambdaManagedInstancesCapacityProviderConfig().capacityProviderArn();
      AccessTarget target = AccessTarget.of(arn, context.scope().account());
      context.require(new AccessQuery("lambda:PassCapacityProvider", target));
    }
  }

  /** "To create a function, you need permission to pass its execution role." */
  private static void requireToPassRole(RequestContext context, String role) {
    if (role == null || !context.access().isRestricted()) {
      return;
    }
    String account = Arn.parse(role).map(Arn::account).orElse(null);
    if (!context.scope().account().equals(account)) {
      AwsError refusal =
          context
              .access()
              .enforced(
                  AwsError.client(
                      "AccessDeniedException", 403, "Cross-account pass role is not allowed."));
      if (refusal != null) {
        throw refusal;
      }
    }
    context.require(AccessQuery.passingRole(role, ExecutionRoles.SERVICE));
  }

  @Override
  public boolean covers(Operation<?, ?> operation) {
    return ON_ANY.contains(operation)
        || List.of(FUNCTION, LAYER, MAPPING, CALLBACK, CAPACITY).stream()
            .anyMatch(each -> has(operation, each))
        || ARNS.stream().anyMatch(each -> has(operation, each));
  }

  private static boolean has(Operation<?, ?> operation, String member) {
    return operation.input().member(member) != null;
  }

  private static String action(Operation<?, ?> operation) {
    if (operation == LambdaApi.INVOKE || operation == LambdaApi.INVOKE_WITH_RESPONSE_STREAM) {
      return "InvokeFunction";
    }
    return operation == LambdaApi.GET_LAYER_VERSION_BY_ARN ? "GetLayerVersion" : operation.name();
  }

  private AccessTarget resource(RequestContext context, Struct input, ContextKeys.Builder keys) {
    String function = text(input, FUNCTION);
    String mapping = text(input, MAPPING);
    Scope scope = context.scope();
    if (mapping != null) { // UpdateEventSourceMapping names a function besides.
      return AccessTarget.of(
              scope.colonArn("lambda", "event-source-mapping", mapping).toString(), scope.account())
          .with(keys.build());
    }
    if (function != null) {
      FunctionReference reference = reference(context, function, text(input, "Qualifier"));
      return reference == null ? AccessTarget.ANY.with(keys.build()) : of(finder, reference, keys);
    }
    String layer = text(input, LAYER);
    if (layer != null) {
      String arn =
          layer.startsWith("arn:") ? layer : scope.colonArn("lambda", "layer", layer).toString();
      String number = text(input, "VersionNumber");
      return AccessTarget.of(number == null ? arn : arn + ":" + number, scope.account())
          .with(keys.build());
    }
    String provider = text(input, CAPACITY);
    if (provider != null) {
      String arn =
          provider.startsWith("arn:")
              ? provider
              : scope.colonArn("lambda", "capacity-provider", provider).toString();
      return AccessTarget.of(arn, scope.account()).with(keys.build());
    }
    String callback = text(input, CALLBACK);
    if (callback != null) {
      String arn = DurableCallbackOperations.executionArn(finder, scope, callback);
      return (arn == null ? AccessTarget.ANY : AccessTarget.of(arn, scope.account()))
          .with(keys.build());
    }
    for (String name : ARNS) {
      String arn = text(input, name);
      if (arn != null) {
        return AccessTarget.of(arn, scope.account()).with(keys.build());
      }
    }
    return AccessTarget.ANY.with(keys.build());
  }

  private void addConditions(RequestContext context, Struct input, ContextKeys.Builder keys) {
    Operation<?, ?> operation = context.operation();
    if (operation == LambdaApi.ADD_PERMISSION) {
      keys.put("lambda:Principal", text(input, "Principal"))
          .put("lambda:FunctionUrlAuthType", text(input, "FunctionUrlAuthType"));
    }
    if (ON_URLS.contains(operation)) {
      keys.put("lambda:FunctionUrlAuthType", text(input, "AuthType"))
          .put("lambda:FunctionArn", functionArn(context, input));
    }
    if (operation == LambdaApi.CREATE_EVENT_SOURCE_MAPPING || has(operation, MAPPING)) {
      keys.put("lambda:FunctionArn", functionArn(context, input));
    }
    if (value(input, "Layers") instanceof List<?> layers) {
      keys.put("lambda:Layer", layers.stream().map(Object::toString).toList());
    }
    if (has(operation, FUNCTION)) {
      keys.put("lambda:CodeSigningConfigArn", text(input, "CodeSigningConfigArn"));
    }
    if (value(input, "VpcConfig") instanceof VpcConfig vpc) {
      keys.put("lambda:SubnetIds", vpc.subnetIds() == null ? List.of() : vpc.subnetIds())
          .put(
              "lambda:SecurityGroupIds",
              vpc.securityGroupIds() == null ? List.of() : vpc.securityGroupIds());
    }
  }

  /** The function that a request names, or else the one of the mapping that it names. */
  private String functionArn(RequestContext context, Struct input) {
    String function = text(input, FUNCTION);
    if (function != null) {
      FunctionReference reference = reference(context, function, text(input, "Qualifier"));
      return reference == null ? null : reference.arn();
    }
    LambdaRegion region = finder.region(context.scope());
    EventSourceMappingRecord mapping = region.mappings().get(text(input, MAPPING));
    return mapping == null ? null : region.functionArn(mapping.function(), mapping.qualifier());
  }

  private static FunctionReference reference(
      RequestContext context, String text, String qualifier) {
    FunctionReference parsed = FunctionReference.parse(context.scope(), text);
    return parsed == null || parsed.qualifier() != null ? parsed : parsed.at(qualifier);
  }

  private static Object value(Struct input, String name) {
    Member member = input.schema().member(name);
    return member == null ? null : input.get(member.index());
  }

  private static String text(Struct input, String name) {
    Object value = value(input, name);
    return value == null ? null : value.toString();
  }

  /** A function as an access target, whether it exists or not. */
  static AccessTarget of(FunctionFinder finder, FunctionReference reference) {
    return of(finder, reference, ContextKeys.builder());
  }

  private static AccessTarget of(
      FunctionFinder finder, FunctionReference reference, ContextKeys.Builder keys) {
    AccessTarget target = AccessTarget.of(reference.arn(), reference.scope().account());
    LambdaRegion region = finder.region(reference.scope());
    FunctionRecord function = region.functions().get(reference.name());
    return function == null
        ? target.with(keys.build())
        : target
            .with(FunctionPolicies.of(region, reference.name(), reference.qualifier()))
            .with(keys.tags("aws:ResourceTag/", function.tags()).build());
  }
}
