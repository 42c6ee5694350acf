package dev.brume.lambda.concurrency;

import dev.brume.core.effect.Outbox;
import dev.brume.lambda.engine.LambdaRegion;
import dev.brume.lambda.engine.ProvisionedConcurrencyRecord;
import dev.brume.lambda.runtime.RuntimePlan;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/**
 * Starts an environment of a version with provisioned concurrency and records a failure. The
 * environment serves the next call.
 */
public final class ProvisionedStarts {
  private final Executor threads;
  private final Outbox outbox;
  private final Predicate<RuntimePlan> begins;
  private final Set<ProvisionedConcurrencyRecord> underWay = ConcurrentHashMap.newKeySet();

  /**
   * @param threads runs blocking work
   * @param outbox runs the continuation with the result
   * @param begins whether an environment starts; blocks until that is known
   */
  public ProvisionedStarts(Executor threads, Outbox outbox, Predicate<RuntimePlan> begins) {
    this.threads = threads;
    this.outbox = outbox;
    this.begins = begins;
  }

  boolean isUnderWay(ProvisionedConcurrencyRecord config) {
    return underWay.contains(config);
  }

  void begin(LambdaRegion region, ProvisionedConcurrencyRecord config, RuntimePlan plan) {
    underWay.add(config);
    long generation = outbox.generation();
    CompletableFuture<Boolean> begun =
        CompletableFuture.supplyAsync(() -> begins.test(plan), threads);
    outbox.await(
        begun,
        () -> {
          boolean known = generation == outbox.generation() && !begun.isCompletedExceptionally();
          if (known && !begun.join()) {
            fail(region, config);
          }
          underWay.remove(config);
        });
  }

  private static void fail(LambdaRegion region, ProvisionedConcurrencyRecord config) {
    region.change(
        () -> {
          var current = region.provisioned().get(config.function(), config.qualifier());
          if (config.equals(current)) {
            region
                .provisioned()
                .put(
                    config.failed("FUNCTION_ERROR_INIT_FAILURE"),
                    config.function(),
                    config.qualifier());
          }
          return null;
        });
  }
}
