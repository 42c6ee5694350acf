package dev.brume.core.gateway;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.id.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * Makes requests fail or wait on purpose, so that programs can be tested against errors and delays.
 * Inactive until configured. Rules and latency belong to the server and survive resets.
 */
public final class FaultInjection {
  /** The largest number of rules. */
  public static final int MAX_RULES = 1000;

  /** The longest latency, in milliseconds. */
  public static final int MAX_LATENCY_MILLIS = 600_000;

  /** The resolution of probabilities. */
  private static final int STEPS = 1_000_000;

  private volatile List<FaultRule> rules = List.of();
  private volatile int latencyMillis;

  /** The rules in force, in order: the first that matches a request decides. */
  public List<FaultRule> rules() {
    return rules;
  }

  /**
   * Changes the rules.
   *
   * @throws IllegalArgumentException if there would be more than {@link #MAX_RULES} rules
   */
  public synchronized List<FaultRule> change(UnaryOperator<List<FaultRule>> change) {
    List<FaultRule> changed = List.copyOf(change.apply(new ArrayList<>(rules)));
    if (changed.size() > MAX_RULES) {
      throw new IllegalArgumentException("There can be at most " + MAX_RULES + " rules");
    }
    rules = changed;
    return changed;
  }

  /** The delay of every response, in milliseconds. */
  public int latencyMillis() {
    return latencyMillis;
  }

  /**
   * Delays every response.
   *
   * @param millis 0 to {@link #MAX_LATENCY_MILLIS}
   */
  public void delayBy(int millis) {
    latencyMillis = millis;
  }

  /**
   * @throws AwsError if the request, whose operation and scope are known, is to fail
   */
  void check(Exchange exchange, Route route, GatewayOptions options) {
    String region = exchange.scope.region();
    String operation = exchange.operation().name();
    for (FaultRule rule : rules) {
      if (rule.concerns(region, route.entry().id(), operation)) {
        if (isHit(rule, options.ids())) {
          throw rule.error();
        }
        return;
      }
    }
  }

  private static boolean isHit(FaultRule rule, Ids ids) {
    return rule.probability() >= 1 || ids.number(STEPS) < rule.probability() * STEPS;
  }

  /** The response, delayed on the emulator's timeline. */
  CompletionStage<HttpResponse> delayed(
      CompletionStage<HttpResponse> answer, GatewayOptions options) {
    int millis = latencyMillis;
    if (millis == 0) {
      return answer;
    }
    CompletableFuture<HttpResponse> late = new CompletableFuture<>();
    long deadline = options.timeline().nowMillis() + millis;
    answer.whenComplete(
        (response, failure) ->
            options.timeline().schedule(late, deadline, () -> complete(late, response, failure)));
    return late;
  }

  private static void complete(
      CompletableFuture<HttpResponse> late, HttpResponse response, Throwable failure) {
    if (failure == null) {
      late.complete(response);
    } else {
      late.completeExceptionally(failure);
    }
  }
}
