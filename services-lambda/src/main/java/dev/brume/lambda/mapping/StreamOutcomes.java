package dev.brume.lambda.mapping;

import dev.brume.core.port.StreamRecord;
import dev.brume.lambda.engine.EventSourceMappingRecord;
import dev.brume.lambda.engine.LambdaRegion;
import dev.brume.lambda.engine.ShardProgressRecord;
import dev.brume.lambda.engine.StreamRules;
import dev.brume.lambda.mapping.DiscardedRecords.Reason;
import dev.brume.lambda.mapping.StreamBatches.Batch;
import dev.brume.lambda.runtime.InvocationResult;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Decides what follows a function's response to a batch: the next batch, a retry, a split, or
 * discarding.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html">
 *     Error handling of streams</a>
 */
final class StreamOutcomes {
  static final String NONE = "No records processed";
  private static final String OK = "OK";
  static final String PROBLEM = "PROBLEM: Function call failed";
  private static final String REPORTS = "ReportBatchItemFailures";

  /** The first retry delay; AWS only documents that delays grow. */
  private static final long FIRST_RETRY_MILLIS = 1_000;

  private static final long MAX_RETRY_MILLIS = 60_000;

  /**
   * The result of a call.
   *
   * @param done the number of processed records of the batch, from the first on
   * @param next the position after them; null at the shard's end
   * @param requestId the call's id
   * @param version the version that was called
   * @param failed whether the function itself failed
   */
  record Outcome(int done, String next, String requestId, String version, boolean failed) {}

  /** The number of expired records of a batch, from the first on. */
  int expired(LambdaRegion region, EventSourceMappingRecord mapping, Batch batch) {
    int maxAge = mapping.stream().maxAgeSeconds();
    if (maxAge == StreamRules.UNLIMITED) {
      return 0;
    }
    long oldest = region.nowMillis() - maxAge * 1000L;
    int expired = 0;
    while (expired < batch.size()
        && batch.records().get(expired).arrived().toEpochMilli() < oldest) {
      expired++;
    }
    return expired;
  }

  /** Discards expired records; within {@link LambdaRegion#change}. */
  void expire(
      LambdaRegion region,
      EventSourceMappingRecord mapping,
      ShardProgressRecord progress,
      Batch batch,
      int expired,
      String next,
      String requestId) {
    // AWS counts a call even if the function received nothing (recorded in November 2025).
    Reason reason =
        new Reason("RecordAgeExceeded", requestId, Math.max(1, progress.failures()), null, false);
    DiscardedRecords.report(
        region, mapping, progress.shardId(), batch.records().subList(0, expired), reason);
    region.put(mapping.uuid(), progress.after(expired, next));
  }

  /**
   * The number of records of a batch that a function has processed: those before the reported one
   * with the lowest sequence number.
   *
   * @param result its response; null if there is none
   */
  int done(EventSourceMappingRecord mapping, Batch batch, InvocationResult result) {
    if (result == null || result.failure()) {
      return 0;
    }
    if (TumblingWindows.has(mapping) && TumblingWindows.state(result) == null) {
      return 0;
    }
    if (!mapping.responseTypes().contains(REPORTS)) {
      return batch.size();
    }
    Set<String> numbers = new LinkedHashSet<>();
    batch.records().forEach(record -> numbers.add(record.sequenceNumber()));
    Set<String> failed =
        QueueEvents.failed(new String(result.payload(), StandardCharsets.UTF_8), numbers);
    int done = 0;
    for (StreamRecord record : batch.records()) {
      if (failed.contains(record.sequenceNumber())) {
        return done;
      }
      done++;
    }
    return done;
  }

  /**
   * Stores the next step; within {@link LambdaRegion#change}.
   *
   * @return the delay before the next batch, in milliseconds; 0 for none
   */
  long settle(
      LambdaRegion region,
      EventSourceMappingRecord mapping,
      ShardProgressRecord progress,
      Batch batch,
      Outcome outcome) {
    long now = region.nowMillis();
    int left = batch.size() - outcome.done();
    if (left == 0) {
      region.put(mapping.uuid(), progress.after(batch.size(), outcome.next()).withResult(OK, now));
      return 0;
    }
    StreamRules rules = mapping.stream();
    ShardProgressRecord after;
    long delay = retryMillis(progress.failures());
    if (outcome.done() > 0) {
      after = progress.failedFrom(outcome.next(), left);
      delay = FIRST_RETRY_MILLIS;
    } else if (rules.bisect() && batch.size() > 1) {
      after = progress.split(batch.size());
      delay = FIRST_RETRY_MILLIS;
    } else if (rules.maxRetries() != StreamRules.UNLIMITED
        && progress.failures() >= rules.maxRetries()) {
      int calls = progress.failures() + 1;
      DiscardedRecords.report(
          region,
          mapping,
          progress.shardId(),
          batch.records(),
          new Reason(
              "RetryAttemptsExhausted",
              outcome.requestId(),
              calls,
              outcome.version(),
              outcome.failed()));
      after = progress.after(batch.size(), batch.next());
      delay = 0;
    } else {
      after = progress.failedAgain(batch.size());
    }
    region.put(mapping.uuid(), after.withResult(PROBLEM, now));
    return delay;
  }

  private static long retryMillis(int failures) {
    return Math.min(FIRST_RETRY_MILLIS << Math.min(failures, 10), MAX_RETRY_MILLIS);
  }
}
