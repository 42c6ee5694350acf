package dev.brume.core.gateway;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.AccessTarget;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.Struct;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Which actions the operations of a service need, and on which resources. By default an operation
 * needs the action of its own name, on all resources; a test requires that every bound operation is
 * named here, by {@link #onAny} where that default is right. The gateway adds {@code
 * aws:RequestTag/...} and {@code aws:TagKeys}.
 *
 * <pre>{@code
 * new AccessTable("sns")
 *     .on(SnsApi.PUBLISH, (context, input) -> topic(input.topicArn()))
 *     .on(SnsApi.PUBLISH_BATCH, "Publish", (context, input) -> topic(input.topicArn()))
 *     .open(...)
 * }</pre>
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Actions,
 *     resources, and condition keys for AWS services</a>
 */
public final class AccessTable implements ServiceAccess {
  private final String prefix;
  private final Map<Operation<?, ?>, BiFunction<RequestContext, Struct, List<AccessQuery>>> rules =
      new IdentityHashMap<>();

  /**
   * @param prefix the part before the colon of the service's actions, such as {@code sqs}
   */
  public AccessTable(String prefix) {
    this.prefix = prefix;
  }

  /**
   * {@code operation} needs the action of its own name on the resource that {@code target} returns.
   */
  public <I extends Struct> AccessTable on(
      Operation<I, ?> operation, BiFunction<RequestContext, I, AccessTarget> target) {
    return on(operation, operation.name(), target);
  }

  /**
   * {@code operation} needs {@code action} on the resource that {@code target} returns.
   *
   * @param action without the service: {@code SendMessage}
   */
  public <I extends Struct> AccessTable on(
      Operation<I, ?> operation,
      String action,
      BiFunction<RequestContext, I, AccessTarget> target) {
    String name = prefix + ":" + action;
    return onMany(
        operation,
        (context, input) -> List.of(new AccessQuery(name, target.apply(context, input))));
  }

  /**
   * {@code operation} needs every permission that {@code queries} returns; the first denial is the
   * error.
   */
  @SuppressWarnings("unchecked") // The operation's input is that of its rule.
  public <I extends Struct> AccessTable onMany(
      Operation<I, ?> operation, BiFunction<RequestContext, I, List<AccessQuery>> queries) {
    rules.put(operation, (context, input) -> queries.apply(context, (I) input));
    return this;
  }

  /** Every signed caller may call these operations, such as {@code sts:GetCallerIdentity}. */
  public AccessTable open(Operation<?, ?>... operations) {
    for (Operation<?, ?> operation : operations) {
      rules.put(operation, (context, input) -> List.of());
    }
    return this;
  }

  /**
   * These need the action of their name, and no particular resource: "you must specify all
   * resources ("*") in the Resource element of your policy statement".
   */
  public AccessTable onAny(Operation<?, ?>... operations) {
    for (Operation<?, ?> operation : operations) {
      on(operation, (context, input) -> AccessTarget.ANY);
    }
    return this;
  }

  @Override
  public boolean covers(Operation<?, ?> operation) {
    return rules.containsKey(operation);
  }

  @Override
  public void check(RequestContext context, Struct input) {
    BiFunction<RequestContext, Struct, List<AccessQuery>> rule = rules.get(context.operation());
    if (rule == null) {
      context.require(new AccessQuery(prefix + ":" + context.operation().name(), AccessTarget.ANY));
      return;
    }
    for (AccessQuery query : rule.apply(context, input)) {
      context.require(query);
    }
  }
}
