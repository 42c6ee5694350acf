package dev.brume.core.observe;

import dev.brume.core.time.Stopwatch;
import dev.brume.core.time.Timeline;

/**
 * Observes every AWS request: counts it, adds it to the history, and logs it if configured. It is
 * called on the front end's threads, so it neither formats nor blocks.
 */
public final class RequestObserver {
  private final Timeline timeline;
  private final Stopwatch stopwatch;
  private final RequestHistory history;
  private final BodyRecorder bodies;
  private final RequestMeters meters = new RequestMeters();

  /** Null if nothing is logged. */
  private final RequestLog log;

  /**
   * @param timeline provides the times
   * @param stopwatch measures the durations
   * @param history keeps the records
   * @param bodies keeps the messages
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

  /** An observer that counts and keeps no records. */
  public static RequestObserver countingOnly(Timeline timeline) {
    return new RequestObserver(
        timeline,
        Stopwatch.SYSTEM,
        new RequestHistory(0),
        new BodyRecorder(BodyRecorder.Settings.OFF),
        null);
  }

  /** A request has arrived; returns the start for {@link #nanosSince}. */
  public long begun() {
    meters.begun();
    return stopwatch.nanos();
  }

  /** The nanoseconds since {@code moment}. */
  public long nanosSince(long moment) {
    return stopwatch.nanos() - moment;
  }

  /** The present time of the timeline, in milliseconds. */
  public long nowMillis() {
    return timeline.nowMillis();
  }

  /** The present time of the machine's clock, in milliseconds. */
  public long machineMillis() {
    return stopwatch.machineMillis();
  }

  /** The number of the next record for {@link #ended}. */
  public long nextNumber() {
    return history.nextNumber();
  }

  /**
   * Records an answered request.
   *
   * @param kind identifies its operation, or else the known part of the model: the same object for
   *     each request of a kind; null if nothing is known
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

  /** A request's operation starts to wait: for a message, or for the rest of an upload. */
  public void waits() {
    meters.waits();
  }

  /** The wait has ended. */
  public void waitsNoMore() {
    meters.waitsNoMore();
  }

  /** The recorded requests. */
  public RequestHistory history() {
    return history;
  }

  /** Clears the recorded requests; returns their number. */
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

  /** Writes the counters. */
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
