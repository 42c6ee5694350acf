package dev.brume.logs;

import dev.brume.core.gateway.RequestContext;
import dev.brume.logs.api.InputLogEvent;
import dev.brume.logs.api.PutLogEventsRequest;
import dev.brume.logs.api.PutLogEventsResponse;
import dev.brume.logs.api.RejectedLogEventsInfo;
import dev.brume.logs.engine.LogEventRecord;
import dev.brume.logs.engine.LogGroupRecord;
import dev.brume.logs.engine.LogsQuotas;
import dev.brume.logs.engine.LogsRegion;
import dev.brume.logs.tail.LiveTails;
import java.util.ArrayList;
import java.util.List;

/**
 * Stores events. Events that are too new, too old or past the group's retention are dropped, and
 * the response reports them; all others are stored.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html">PutLogEvents</a>
 */
final class PutLogEventsOperation {
  private final LogGroupFinder finder;
  private final LiveTails tails;

  PutLogEventsOperation(LogGroupFinder finder, LiveTails tails) {
    this.finder = finder;
    this.tails = tails;
  }

  PutLogEventsResponse putLogEvents(RequestContext context, PutLogEventsRequest input) {
    LogsRefusals.refuseUnbuilt("entity", input.entity());
    List<InputLogEvent> events = input.logEvents();
    checkSizes(events);
    checkTimes(events);
    String stream = input.logStreamName();
    List<LogEventRecord> taken = new ArrayList<>();
    PutLogEventsResponse response =
        finder.with(
            context.scope(),
            input.logGroupName(),
            (region, group) -> {
              if (region.stream(group.name(), stream) == null) {
                throw LogsRefusals.noStream();
              }
              return put(region, group, stream, events, taken);
            });
    new SubscriptionEvents(context.scope(), input.logGroupName(), stream)
        .publish(finder.region(context.scope()), taken);
    tails.publish(context.scope(), input.logGroupName(), taken);
    return response;
  }

  private static void checkSizes(List<InputLogEvent> events) {
    long total = 0;
    for (InputLogEvent event : events) {
      long size = LogEventRecord.size(event.message());
      if (size > LogsQuotas.EVENT_BYTES) {
        throw LogsRefusals.invalid(
            "Log event too large: " + size + " bytes exceeds limit of " + LogsQuotas.EVENT_BYTES);
      }
      total += size;
    }
    if (total > LogsQuotas.BATCH_BYTES) {
      throw LogsRefusals.invalid(
          "Upload too large: " + total + " bytes exceeds limit of " + LogsQuotas.BATCH_BYTES);
    }
  }

  private static void checkTimes(List<InputLogEvent> events) {
    long former = Long.MIN_VALUE;
    for (InputLogEvent event : events) {
      if (event.timestamp() < former) {
        throw LogsRefusals.invalid(
            "Log events in a single PutLogEvents request must be in chronological order.");
      }
      former = event.timestamp();
    }
    if (former - events.getFirst().timestamp() > LogsQuotas.DAY_MILLIS) {
      throw LogsRefusals.invalid(
          "The batch of log events in a single PutLogEvents request cannot span more than 24"
              + " hours.");
    }
  }

  /** The events are in time order, so rejected ones are at the start and the end. */
  private static PutLogEventsResponse put(
      LogsRegion region,
      LogGroupRecord group,
      String stream,
      List<InputLogEvent> events,
      List<LogEventRecord> taken) {
    long now = region.nowMillis();
    int tooOld = countBefore(events, now - LogsQuotas.PAST_MILLIS);
    int expired =
        group.retentionDays() == 0
            ? 0
            : countBefore(events, now - group.retentionDays() * LogsQuotas.DAY_MILLIS);
    int tooNew = countBefore(events, now + LogsQuotas.FUTURE_MILLIS + 1);
    for (int at = Math.max(tooOld, expired); at < tooNew; at++) {
      InputLogEvent event = events.get(at);
      taken.add(region.append(group.name(), stream, event.timestamp(), event.message()));
    }
    boolean isAllTaken = tooOld == 0 && expired == 0 && tooNew == events.size();
    RejectedLogEventsInfo rejected =
        RejectedLogEventsInfo.builder()
            .tooOldLogEventEndIndex(tooOld == 0 ? null : tooOld)
            .expiredLogEventEndIndex(expired == 0 ? null : expired)
            .tooNewLogEventStartIndex(tooNew == events.size() ? null : tooNew)
            .build();
    return PutLogEventsResponse.builder()
        .nextSequenceToken(LogStreamOperations.sequenceToken(region.stream(group.name(), stream)))
        .rejectedLogEventsInfo(isAllTaken ? null : rejected)
        .build();
  }

  private static int countBefore(List<InputLogEvent> events, long millis) {
    return (int) events.stream().takeWhile(event -> event.timestamp() < millis).count();
  }
}
