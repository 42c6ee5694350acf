package dev.brume.core.observe;

import dev.brume.core.time.Stopwatch;
import dev.brume.core.time.Timeline;

/**
 * Sees every request that is AWS's: counts it, remembers it, and has it logged where that is
 * wanted. It is called on the front end's threads, so it formats nothing and waits for nothing.
 */
public final class RequestObserver {
  private final Timeline timeline;
  private final Stopwatch stopwatch;
  private final RequestHistory history;
  private final BodyRecorder bodies;
  private final RequestMeters meters = new RequestMeters();

  /** Null where nothing is logged. */
  private final RequestLog log;

  /**
   * @param timeline says when
   * @param stopwatch says for how long
   * @param history remembers
   * @param bodies keeps the messages themselves
   * @param log writes lines, or null
   */
  public RequestObserver(
      Timeline timeline,
      Stopwatch stopwatch,
      RequestHistory history,
      BodyRecorder bodies,
      RequestLog log) {
    this.timeline = timeline;
    this.stopwatch = stopwatch;
    this.history = history;
    this.bodies = bodies;
    this.log = log;
  }

  /** One that counts and remembers nothing. */
  public static RequestObserver countingOnly(Timeline timeline) {
    return new RequestObserver(
        timeline,
        Stopwatch.SYSTEM,
        new RequestHistory(0),
        new BodyRecorder(BodyRecorder.Settings.OFF),
        null);
  }

  /** A request has come; returns the moment for {@link #nanosSince}. */
  public long begun() {
    meters.begun();
    return stopwatch.nanos();
  }

  /** How long ago {@code moment} was. */
  public long nanosSince(long moment) {
    return stopwatch.nanos() - moment;
  }

  /** The present, as records have it. */
  public long nowMillis() {
    return timeline.nowMillis();
  }

  /** The same by the machine's clock. */
  public long machineMillis() {
    return stopwatch.machineMillis();
  }

  /** The number of the record that is to be handed to {@link #ended} next. */
  public long nextNumber() {
    return history.nextNumber();
  }

  /**
   * A request has been answered.
   *
   * @param kind stands for its operation, or for what else of the model is known of it: the same
   *     object for each request of a kind; null where nothing is known
   */
  public void ended(Object kind, RequestRecord record) {
    meters.ended(kind, record);
    RequestRecord replaced = history.add(record);
    if (replaced != null && replaced.capture() != null) {
      bodies.forget(replaced.capture());
    }
    if (log != null) {
      log.add(record);
    }
  }

  /** The operation of a request waits: for a message to come, for the rest of an upload. */
  public void waits() {
    meters.waits();
  }

  /** It waits no more. */
  public void waitsNoMore() {
    meters.waitsNoMore();
  }

  /** The requests that are remembered. */
  public RequestHistory history() {
    return history;
  }

  /** Forgets the requests that are remembered; returns how many there were. */
  public int clear() {
    int cleared = 0;
    for (RequestRecord record : history.clear()) {
      cleared++;
      if (record.capture() != null) {
        bodies.forget(record.capture());
      }
    }
    return cleared;
  }

  /** Keeps the messages of requests. */
  public BodyRecorder bodies() {
    return bodies;
  }

  /** Writes what was counted. */
  public void write(PrometheusText out) {
    meters.write(out);
    out.gauge("brume_requests_remembered_max", "Requests that /_brume/requests can show.")
        .sample(history.capacity());
    out.gauge("brume_request_capture_bytes", "Memory taken by recorded messages.")
        .sample(bodies.heldBytes());
    if (log != null) {
      out.counter("brume_request_log_lines_total", "Lines written to the log of requests.")
          .sample(log.written());
      out.counter(
              "brume_request_log_lines_dropped_total",
              "Lines left out because nobody took them fast enough.")
          .sample(log.dropped());
    }
  }
}
