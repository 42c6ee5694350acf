package dev.brume.core.observe;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Counts requests by service, operation and status, and measures their durations. The number of
 * series is bounded whatever clients send: names come from the models, and unmodelled or excess
 * requests share one series.
 */
public final class RequestMeters {
  /** The most operations with their own series; no program calls nearly as many. */
  static final int MAX_OPERATIONS = 1_000;

  /** The most statuses with their own series per operation. */
  private static final int MAX_STATUSES = 16;

  private static final String NONE = "none";
  private static final String OTHER = "other";

  /** From the fastest request to the longest long poll. */
  private static final double[] BOUNDS_SECONDS = {
    0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    25
  };

  private static final long[] BOUNDS_NANOS = nanos(BOUNDS_SECONDS);

  private final LongAdder begun = new LongAdder();
  private final LongAdder waiting = new LongAdder();
  private final Map<Object, Series> byKind = new ConcurrentHashMap<>();
  private final Series unnamed = new Series(NONE, NONE);
  private final Series others = new Series(OTHER, OTHER);

  /** The counters of one operation: by status and by duration. */
  private static final class Series {
    final String service;
    final String operation;
    final LongAdder nanos = new LongAdder();
    volatile StatusCount[] statuses = {};

    Series(String service, String operation) {
      this.service = service;
      this.operation = operation;
    }

    void add(int status, long latencyNanos) {
      int bucket = 0;
      while (bucket < BOUNDS_NANOS.length && latencyNanos > BOUNDS_NANOS[bucket]) {
        bucket++;
      }
      count(status).buckets[bucket].increment();
      nanos.add(latencyNanos);
    }

    private StatusCount count(int status) {
      for (StatusCount known : statuses) {
        if (known.status == status) {
          return known;
        }
      }
      return newStatus(status);
    }

    private synchronized StatusCount newStatus(int status) {
      StatusCount[] known = statuses;
      int shown = known.length < MAX_STATUSES ? status : 0;
      for (StatusCount one : known) {
        if (one.status == shown) {
          return one;
        }
      }
      StatusCount[] more = Arrays.copyOf(known, known.length + 1);
      more[known.length] = new StatusCount(shown);
      statuses = more;
      return more[known.length];
    }

    long total(int bucket) {
      long total = 0;
      for (StatusCount status : statuses) {
        total += status.buckets[bucket].sum();
      }
      return total;
    }
  }

  /** Responses with one status. */
  private static final class StatusCount {
    /** 0 for all statuses beyond the limit. */
    final int status;

    final LongAdder[] buckets = new LongAdder[BOUNDS_NANOS.length + 1];

    StatusCount(int status) {
      this.status = status;
      for (int i = 0; i < buckets.length; i++) {
        buckets[i] = new LongAdder();
      }
    }

    long total() {
      long total = 0;
      for (LongAdder bucket : buckets) {
        total += bucket.sum();
      }
      return total;
    }
  }

  private static long[] nanos(double[] seconds) {
    long[] nanos = new long[seconds.length];
    for (int i = 0; i < seconds.length; i++) {
      nanos[i] = Math.round(seconds[i] * TimeUnit.SECONDS.toNanos(1));
    }
    return nanos;
  }

  void begun() {
    begun.increment();
  }

  /**
   * Counts an answered request.
   *
   * @param kind identifies its operation, or else the known part of the model; null if nothing is
   *     known
   */
  void ended(Object kind, RequestRecord record) {
    series(kind, record).add(record.status(), record.latencyNanos());
  }

  /** Counts one more waiting request. */
  void waits() {
    waiting.increment();
  }

  void waitsNoMore() {
    waiting.decrement();
  }

  private Series series(Object kind, RequestRecord record) {
    if (kind == null) {
      return unnamed;
    }
    Series known = byKind.get(kind);
    if (known != null) {
      return known;
    }
    if (byKind.size() >= MAX_OPERATIONS) {
      return others;
    }
    String operation = record.operation() == null ? NONE : record.operation();
    return byKind.computeIfAbsent(kind, k -> new Series(record.service(), operation));
  }

  /** Writes all counters. */
  void write(PrometheusText out) {
    List<Series> all =
        Stream.concat(byKind.values().stream(), Stream.of(unnamed, others))
            .filter(series -> series.statuses.length > 0)
            .sorted(
                Comparator.comparing((Series series) -> series.service)
                    .thenComparing(series -> series.operation))
            .toList();
    out.counter("brume_requests_total", "Requests answered.");
    all.forEach(series -> writeStatuses(out, series));
    out.family("brume_request_duration_seconds", "histogram", "From request head to answer head.");
    all.forEach(series -> writeBuckets(out, series));
    out.gauge("brume_requests_in_flight", "Requests not answered yet.")
        .sample(Math.max(0, begun.sum() - ended(all)));
    out.gauge("brume_requests_waiting", "Requests that wait for something: long polls.")
        .sample(waiting.sum());
  }

  private static long ended(List<Series> all) {
    long ended = 0;
    for (Series series : all) {
      for (StatusCount count : series.statuses) {
        ended += count.total();
      }
    }
    return ended;
  }

  private static void writeStatuses(PrometheusText out, Series series) {
    for (StatusCount count : series.statuses) {
      String status = count.status == 0 ? OTHER : Integer.toString(count.status);
      out.sample(
          "",
          count.total(),
          "service",
          series.service,
          "operation",
          series.operation,
          "status",
          status);
    }
  }

  private static void writeBuckets(PrometheusText out, Series series) {
    long sum = 0;
    for (int i = 0; i <= BOUNDS_NANOS.length; i++) {
      sum += series.total(i);
      String bound = i == BOUNDS_SECONDS.length ? "+Inf" : PrometheusText.number(BOUNDS_SECONDS[i]);
      out.sample(
          "_bucket", sum, "service", series.service, "operation", series.operation, "le", bound);
    }
    double seconds = series.nanos.sum() / 1e9;
    out.sample("_sum", seconds, "service", series.service, "operation", series.operation);
    out.sample("_count", sum, "service", series.service, "operation", series.operation);
  }
}
