package dev.brume.lambda.invoke;

import dev.brume.core.error.AwsError;
import dev.brume.core.id.Ids;
import dev.brume.core.scope.Arn;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.FunctionFinder.Found;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.LambdaQuotas;
import dev.brume.lambda.api.TooManyRequestsException;
import dev.brume.lambda.capacity.ManagedFunctionRules;
import dev.brume.lambda.engine.CodePackage;
import dev.brume.lambda.engine.FunctionSettings.AttachedLayer;
import dev.brume.lambda.engine.FunctionVersionRecord;
import dev.brume.lambda.engine.LambdaRegion;
import dev.brume.lambda.engine.LayerVersionRecord;
import dev.brume.lambda.engine.ProvisionedConcurrencyRecord;
import dev.brume.lambda.runtime.Invocation;
import dev.brume.lambda.runtime.InvocationResult;
import dev.brume.lambda.runtime.RuntimePlan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Calls functions: chooses the version, enforces concurrency, and runs the call on a thread that
 * may block.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html">Understanding
 *     Lambda function scaling</a>
 */
public final class FunctionInvoker {
  /** The resolution of version weights. */
  private static final long WEIGHT_STEPS = 1_000_000;

  /** AWS's words, as people meet them. */
  public static final String UNQUALIFIED =
      "You cannot invoke a durable function using an unqualified ARN.";

  private final FunctionFinder finder;
  private final Ids ids;
  private final Executor threads;
  private final BiFunction<RuntimePlan, Invocation, InvocationResult> runner;
  private final DurableStarts starts;
  private final Map<String, Integer> underWay = new HashMap<>();

  /**
   * An admitted call, which counts until it is done.
   *
   * @param plan what runs it
   * @param version the version that was chosen
   * @param key what it counts for
   * @param execution the region of a durable execution that is to begin; null for a mere call
   */
  public record Admission(
      RuntimePlan plan, FunctionVersionRecord version, String key, LambdaRegion execution) {}

  /**
   * @param finder finds functions and layers
   * @param ids chooses among versions
   * @param threads runs what blocks
   * @param runner does a call; blocks
   * @param starts begins durable executions
   */
  public FunctionInvoker(
      FunctionFinder finder,
      Ids ids,
      Executor threads,
      BiFunction<RuntimePlan, Invocation, InvocationResult> runner,
      DurableStarts starts) {
    this.finder = finder;
    this.ids = ids;
    this.threads = threads;
    this.runner = runner;
    this.starts = starts;
  }

  /**
   * Admits a call, which must then be made; in a section of the store.
   *
   * @throws AwsError if the function can't be called now
   */
  public Admission admit(Found found) {
    return admit(found, (String) null);
  }

  /**
   * Admits a call for a tenant, which must then be made; in a section of the store.
   *
   * @param tenant null for none
   * @throws AwsError if the function can't be called now, or not for a tenant
   */
  public Admission admit(Found found, String tenant) {
    FunctionVersionRecord version = choose(found);
    checkTenant(version, tenant);
    if (version.settings().durable() == null) {
      return admit(found, version, tenant);
    }
    if (found.qualifier() == null) {
      throw LambdaFaults.invalid(UNQUALIFIED);
    }
    requireState(found, version);
    return new Admission(null, version, null, found.region());
  }

  /**
   * Admits one call of a function, durable or not; in a section of the store.
   *
   * @throws AwsError where the function can't be called now
   */
  public Admission admitOnce(Found found) {
    return admit(found, choose(found), null);
  }

  private Admission admit(Found found, FunctionVersionRecord version, String tenant) {
    requireState(found, version);
    String key = found.region().functionArn(found.function().name(), null);
    count(found, key);
    return new Admission(plan(found, version, tenant), version, key, null);
  }

  /** Functions with isolated tenants need one, and others have none. AWS's words vary. */
  static void checkTenant(FunctionVersionRecord version, String tenant) {
    boolean isolated = version.settings().tenantIsolation() != null;
    if (isolated && tenant == null) {
      throw LambdaFaults.invalid(
          "The invoked function is enabled with tenancy configuration. Add a valid tenant ID in"
              + " your request and try again.");
    }
    if (!isolated && tenant != null) {
      throw LambdaFaults.invalid(
          "The invoked function is not enabled with tenancy configuration. Remove the tenant ID"
              + " from your request and try again.");
    }
  }

  private static void requireState(Found found, FunctionVersionRecord version) {
    long now = found.region().nowMillis();
    String state = version.stateAt(found.region(), now);
    if (!state.equals("Active")) {
      throw LambdaFaults.conflict(
          "The operation cannot be performed at this time. The function is currently in the"
              + " following state: "
              + state);
    }
  }

  private FunctionVersionRecord choose(Found found) {
    if (found.qualifier() == null) {
      return ManagedFunctionRules.called(found.region(), found.version());
    }
    if (found.alias() == null || found.alias().weights().isEmpty()) {
      return found.version();
    }
    Map.Entry<String, Double> other = found.alias().weights().entrySet().iterator().next();
    boolean takesOther = ids.number(WEIGHT_STEPS) < other.getValue() * WEIGHT_STEPS;
    FunctionVersionRecord chosen =
        takesOther ? found.region().version(found.function().name(), other.getKey()) : null;
    return chosen == null ? found.version() : chosen;
  }

  private synchronized void count(Found found, String key) {
    int running = underWay.getOrDefault(key, 0);
    Integer reserved = found.function().reservedConcurrency();
    if (reserved != null && running >= reserved - provisionedElsewhere(found)) {
      throw throttled("ReservedFunctionConcurrentInvocationLimitExceeded");
    }
    int all = underWay.values().stream().mapToInt(Integer::intValue).sum();
    if (all >= LambdaQuotas.CONCURRENT_EXECUTIONS) {
      throw throttled("ConcurrentInvocationLimitExceeded");
    }
    underWay.put(key, running + 1);
  }

  /** Executions reserved or provisioned for other versions are not available to this one. */
  private static int provisionedElsewhere(Found found) {
    String function = found.function().name();
    LambdaRegion region = found.region();
    boolean own =
        found.qualifier() != null && region.provisioned().get(function, found.qualifier()) != null;
    return own
        ? 0
        : region.provisioned().all(function).stream()
            .mapToInt(ProvisionedConcurrencyRecord::requested)
            .sum();
  }

  private static AwsError throttled(String reason) {
    return AwsError.modelled(
        TooManyRequestsException.builder()
            .type("User")
            .message("Rate Exceeded.")
            .reason(reason)
            .build());
  }

  /** What an environment for a version is made of. */
  public RuntimePlan plan(Found found, FunctionVersionRecord version) {
    return plan(found, version, null);
  }

  private RuntimePlan plan(Found found, FunctionVersionRecord version, String tenant) {
    List<CodePackage> layers = new ArrayList<>();
    for (AttachedLayer attached : version.settings().layers()) {
      Arn arn = Arn.parse(attached.arn()).orElseThrow();
      LayerVersionRecord layer =
          finder
              .region(arn.scope())
              .layers()
              .version(arn.resourceId(), Long.parseLong(arn.qualifier()));
      if (layer != null) {
        layers.add(layer.code());
      }
    }
    return new RuntimePlan(
        found.region().scope(),
        found.function().name(),
        found.function().identity(),
        version.version(),
        version.settings(),
        version.code(),
        layers,
        tenant,
        0);
  }

  /**
   * Makes a call that was admitted, or begins a durable execution and waits for its end; in a
   * section of the store. The stage fails only where there is a bug.
   */
  public CompletableFuture<InvocationResult> call(Admission admission, Invocation invocation) {
    LambdaRegion region = admission.execution();
    if (region == null) {
      return callOnce(admission, invocation);
    }
    DurableStarts.Wanted wanted =
        new DurableStarts.Wanted(
            admission.version(),
            null,
            new String(invocation.payload(), StandardCharsets.UTF_8),
            invocation.traceId(),
            false);
    return starts.result(region, starts.start(region, wanted));
  }

  /** Makes one call that was admitted. The stage fails only where there is a bug. */
  public CompletableFuture<InvocationResult> callOnce(Admission admission, Invocation invocation) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return runner.apply(admission.plan(), invocation);
          } finally {
            release(admission.key());
          }
        },
        threads);
  }

  /**
   * Runs an admitted call, whose response goes to its sink.
   *
   * @param end receives the result; may block
   */
  public void stream(Admission admission, Invocation invocation, Consumer<InvocationResult> end) {
    if (admission.execution() != null) {
      call(admission, invocation).thenAcceptAsync(end, threads);
      return;
    }
    threads.execute(
        () -> {
          InvocationResult result;
          try {
            result = runner.apply(admission.plan(), invocation);
          } finally {
            release(admission.key());
          }
          end.accept(result);
        });
  }

  /** Cancels an admitted call. */
  public void giveUp(Admission admission) {
    if (admission.key() != null) {
      release(admission.key());
    }
  }

  private synchronized void release(String key) {
    underWay.computeIfPresent(key, (same, running) -> running == 1 ? null : running - 1);
  }
}
