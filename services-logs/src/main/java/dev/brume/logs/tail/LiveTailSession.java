package dev.brume.logs.tail;

import dev.brume.core.error.AwsError;
import dev.brume.core.schema.EventStream;
import dev.brume.core.scope.Scope;
import dev.brume.core.time.Timeline;
import dev.brume.logs.api.LiveTailSessionLogEvent;
import dev.brume.logs.api.LiveTailSessionMetadata;
import dev.brume.logs.api.LiveTailSessionStart;
import dev.brume.logs.api.LiveTailSessionUpdate;
import dev.brume.logs.api.SessionTimeoutException;
import dev.brume.logs.api.StartLiveTailResponseStream;
import dev.brume.logs.engine.LogEventRecord;
import dev.brume.logs.engine.LogsRegion;
import dev.brume.logs.pattern.LogPattern;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Flow;

/**
 * A session: what has come in a second is sent at its end, also where that is nothing.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartLiveTail.html">StartLiveTail</a>
 */
final class LiveTailSession implements EventStream<StartLiveTailResponseStream>, Flow.Subscription {
  /** "Every second, a LiveTailSessionUpdate object is sent." */
  private static final long UPDATE_MILLIS = 1_000;

  /** "A session can stay open for up to 3 hours." */
  private static final long LIFE_MILLIS = 3 * 3_600_000L;

  /** "If there are more than 500 log events in one second, the events are sampled." */
  private static final int UPDATE_EVENTS = 500;

  /** Updates that wait for a client which is slow; others are dropped. */
  private static final int WAITING_UPDATES = 4;

  private final Object lock = new Object();
  private final LiveTails tails;
  private final Timeline timeline;
  private final Scope scope;
  private final Wanted wanted;
  private final long endMillis;
  private final Deque<StartLiveTailResponseStream> waiting = new ArrayDeque<>();
  private List<LiveTailSessionLogEvent> events = new ArrayList<>();
  private boolean sampled;
  private Flow.Subscriber<? super StartLiveTailResponseStream> subscriber;
  private long demand;
  private boolean sending;
  private boolean over;
  private AwsError failure;

  /**
   * What a session is told.
   *
   * @param groups by name
   * @param streams by name; empty for all
   * @param prefixes of streams; empty for all
   * @param pattern what messages must match
   */
  record Wanted(
      Set<String> groups, List<String> streams, List<String> prefixes, LogPattern pattern) {
    private boolean takes(LogEventRecord event) {
      boolean ofStream =
          streams.isEmpty() && prefixes.isEmpty()
              || streams.contains(event.stream())
              || prefixes.stream().anyMatch(event.stream()::startsWith);
      return ofStream && pattern.matches(event.message());
    }
  }

  LiveTailSession(
      LiveTails tails, Timeline timeline, Scope scope, Wanted wanted, LiveTailSessionStart start) {
    this.tails = tails;
    this.timeline = timeline;
    this.scope = scope;
    this.wanted = wanted;
    endMillis = timeline.nowMillis() + LIFE_MILLIS;
    waiting.add(StartLiveTailResponseStream.ofSessionStart(start));
  }

  boolean isOf(Scope other) {
    return scope.equals(other);
  }

  /** Begins to take events. */
  void begin() {
    tails.add(this);
    timeline.schedule(this, timeline.nowMillis() + UPDATE_MILLIS, this::ring);
  }

  void take(Scope from, String group, List<LogEventRecord> taken) {
    if (!scope.equals(from) || !wanted.groups().contains(group)) {
      return;
    }
    synchronized (lock) {
      for (LogEventRecord event : taken) {
        if (wanted.takes(event)) {
          add(group, event);
        }
      }
    }
  }

  private void add(String group, LogEventRecord event) {
    if (events.size() == UPDATE_EVENTS) {
      sampled = true;
      return;
    }
    events.add(
        LiveTailSessionLogEvent.builder()
            .logStreamName(event.stream())
            .logGroupIdentifier(identifier(group))
            .message(event.message())
            .timestamp(event.timestamp())
            .ingestionTime(event.ingestedMillis())
            .build());
  }

  /** Such as {@code 123456789012:name}. */
  private String identifier(String group) {
    String arn = LogsRegion.arn(scope, group);
    return scope.account() + ":" + arn.substring(arn.lastIndexOf(':') + 1);
  }

  /** A second is over. */
  private void ring() {
    boolean ending = timeline.nowMillis() >= endMillis;
    synchronized (lock) {
      if (over) {
        return;
      }
      if (waiting.size() < WAITING_UPDATES) {
        waiting.add(
            StartLiveTailResponseStream.ofSessionUpdate(
                LiveTailSessionUpdate.builder()
                    .sessionMetadata(LiveTailSessionMetadata.builder().sampled(sampled).build())
                    .sessionResults(events)
                    .build()));
        events = new ArrayList<>();
        sampled = false;
      }
    }
    if (ending) {
      finish(
          AwsError.modelled(
              SessionTimeoutException.builder().message("The session has timed out").build()));
    } else {
      timeline.schedule(this, timeline.nowMillis() + UPDATE_MILLIS, this::ring);
    }
    send();
  }

  /** No more is sent. */
  void end() {
    finish(null);
    send();
  }

  private void finish(AwsError why) {
    synchronized (lock) {
      over = true;
      failure = why;
    }
    letGo();
  }

  private void letGo() {
    tails.remove(this);
    timeline.cancel(this);
  }

  @Override
  public void subscribe(Flow.Subscriber<? super StartLiveTailResponseStream> given) {
    synchronized (lock) {
      subscriber = given;
    }
    given.onSubscribe(this);
  }

  @Override
  public void request(long count) {
    synchronized (lock) {
      demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
    }
    send();
  }

  /** The client has gone. */
  @Override
  public void cancel() {
    synchronized (lock) {
      over = true;
      subscriber = null;
      waiting.clear();
    }
    letGo();
  }

  /** Sends what there is, as far as the client wants it; one thread at a time. */
  private void send() {
    synchronized (lock) {
      if (sending) {
        return;
      }
      sending = true;
    }
    while (true) {
      StartLiveTailResponseStream next;
      Flow.Subscriber<? super StartLiveTailResponseStream> to;
      synchronized (lock) {
        to = subscriber;
        next = to == null || demand == 0 ? null : waiting.poll();
        if (next == null) {
          sending = false;
          boolean ends = over && to != null && waiting.isEmpty();
          if (!ends) {
            return;
          }
          subscriber = null;
        } else {
          demand--;
        }
      }
      if (next == null) {
        complete(to);
        return;
      }
      to.onNext(next);
    }
  }

  private void complete(Flow.Subscriber<? super StartLiveTailResponseStream> to) {
    if (failure == null) {
      to.onComplete();
    } else {
      to.onError(failure);
    }
  }
}
