package dev.brume.logs.tail;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.id.Ids;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.time.Timeline;
import dev.brume.logs.LogGroupFinder;
import dev.brume.logs.LogsRefusals;
import dev.brume.logs.api.LiveTailSessionStart;
import dev.brume.logs.api.LogsErrors;
import dev.brume.logs.api.StartLiveTailRequest;
import dev.brume.logs.api.StartLiveTailResponse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * StartLiveTail.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartLiveTail.html">StartLiveTail</a>
 */
public final class LiveTailOperation {
  /** "15 concurrent Live Tail sessions" of an account in a region. */
  private static final int SESSIONS = 15;

  private final LogGroupFinder finder;
  private final LiveTails tails;
  private final Timeline timeline;
  private final Ids ids;

  /**
   * @param finder finds log groups
   * @param tails keeps the sessions
   * @param surroundings time and ids
   */
  public LiveTailOperation(LogGroupFinder finder, LiveTails tails, Surroundings surroundings) {
    this.finder = finder;
    this.tails = tails;
    timeline = surroundings.timeline();
    ids = surroundings.ids();
  }

  /** Begins a session. The words of its refusals are not known, but for those that are shared. */
  public StartLiveTailResponse startLiveTail(RequestContext context, StartLiveTailRequest input) {
    List<String> streams = input.logStreamNames() == null ? List.of() : input.logStreamNames();
    List<String> prefixes =
        input.logStreamNamePrefixes() == null ? List.of() : input.logStreamNamePrefixes();
    if (!streams.isEmpty() && !prefixes.isEmpty()) {
      throw LogsRefusals.invalid(
          "LogStream names and LogStream name prefix are mutually exclusive parameters.");
    }
    boolean ofStreams = !streams.isEmpty() || !prefixes.isEmpty();
    if (ofStreams && input.logGroupIdentifiers().size() > 1) {
      throw LogsRefusals.invalid(
          "Log streams can only be specified together with a single log group.");
    }
    Set<String> groups = new LinkedHashSet<>();
    for (String identifier : input.logGroupIdentifiers()) {
      String name = LogGroupFinder.nameOfArn(context.scope(), identifier);
      finder.with(context.scope(), name, (region, group) -> group);
      groups.add(name);
    }
    if (tails.count(context.scope()) >= SESSIONS) {
      throw LogsErrors.limitExceededException("Resource limit exceeded.");
    }
    LiveTailSession session =
        new LiveTailSession(
            tails,
            timeline,
            context.scope(),
            new LiveTailSession.Wanted(
                groups, streams, prefixes, LogsRefusals.pattern(input.logEventFilterPattern())),
            LiveTailSessionStart.builder()
                .requestId(context.requestId())
                .sessionId(ids.uuid())
                .logGroupIdentifiers(input.logGroupIdentifiers())
                .logStreamNames(streams)
                .logStreamNamePrefixes(prefixes)
                .logEventFilterPattern(
                    input.logEventFilterPattern() == null ? "" : input.logEventFilterPattern())
                .build());
    session.begin();
    return StartLiveTailResponse.builder().responseStream(session).build();
  }
}
