package dev.brume.sqs.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A queue at its plainest: one list, searched from front to end. What the engine is held against.
 */
final class QueueModel {
  /** What was never received was there before what was given back in the same millisecond. */
  private static final Comparator<Entry> BY_AVAILABILITY =
      Comparator.<Entry>comparingLong(entry -> entry.dueMillis)
          .thenComparing(entry -> entry.received)
          .thenComparing(entry -> entry.ordinal);

  final boolean fifo;
  final int visibilitySeconds;
  final int delaySeconds;
  final int retentionSeconds;
  final int maxReceiveCount;
  final QueueModel deadLetterQueue;
  final List<Entry> entries = new ArrayList<>();
  final List<Polling> waiting = new ArrayList<>();
  private final List<Entry> arriving = new ArrayList<>();
  private final Map<String, Long> deduplicated = new HashMap<>();
  private long ordinals;

  /** A message. */
  static final class Entry {
    long ordinal;
    String body;
    String group;
    long sentMillis;
    long dueMillis;
    int receives;
    boolean received;
  }

  /** A consumer that waits, and what it got: null while it waits. */
  static final class Polling {
    int count;
    int timeoutSeconds;
    long deadlineMillis;
    List<String> got;
  }

  QueueModel(
      boolean fifo,
      int visibilitySeconds,
      int delaySeconds,
      int retentionSeconds,
      int maxReceiveCount,
      QueueModel deadLetterQueue) {
    this.fifo = fifo;
    this.visibilitySeconds = visibilitySeconds;
    this.delaySeconds = delaySeconds;
    this.retentionSeconds = retentionSeconds;
    this.maxReceiveCount = maxReceiveCount;
    this.deadLetterQueue = deadLetterQueue;
  }

  void send(String body, String group, String deduplicationId, long now) {
    if (fifo) {
      Long first = deduplicated.get(deduplicationId);
      if (first != null && now - first < 300_000) {
        return;
      }
      deduplicated.put(deduplicationId, now);
    }
    add(body, group, now, now + delaySeconds * 1000L);
  }

  private void add(String body, String group, long sentMillis, long dueMillis) {
    Entry entry = new Entry();
    entry.ordinal = ordinals++;
    entry.body = body;
    entry.group = group;
    entry.sentMillis = sentMillis;
    entry.dueMillis = dueMillis;
    entries.add(entry);
  }

  void purge() {
    entries.clear();
    deduplicated.clear();
  }

  void expire(long now) {
    entries.removeIf(entry -> entry.sentMillis + retentionSeconds * 1000L <= now);
  }

  List<Entry> receive(int count, int timeoutSeconds, long now) {
    expire(now);
    List<Entry> taken = new ArrayList<>();
    String group = null;
    while (taken.size() < count) {
      Optional<Entry> next = next(taken, group, now);
      if (next.isEmpty()) {
        break;
      }
      Entry entry = next.get();
      group = entry.group;
      if (deadLetterQueue != null && entry.receives >= maxReceiveCount) {
        entries.remove(entry);
        deadLetterQueue.arriving.add(entry);
      } else {
        taken.add(entry);
      }
    }
    for (Entry entry : taken) {
      entry.receives++;
      entry.received = true;
      entry.dueMillis = now + timeoutSeconds * 1000L;
    }
    return taken;
  }

  private Optional<Entry> next(List<Entry> taken, String group, long now) {
    List<Entry> ready =
        entries.stream()
            .filter(entry -> entry.dueMillis <= now && !taken.contains(entry))
            .filter(entry -> !fifo || isHead(entry, taken))
            .sorted(fifo ? BY_AVAILABILITY : Comparator.comparingLong(entry -> entry.ordinal))
            .toList();
    if (fifo && group != null) {
      Optional<Entry> same = ready.stream().filter(entry -> entry.group.equals(group)).findFirst();
      if (same.isPresent()) {
        return same;
      }
    }
    return ready.stream().findFirst();
  }

  /** Whether nothing older of the entry's group is there, in flight or not. */
  private boolean isHead(Entry entry, List<Entry> taken) {
    return entries.stream()
        .filter(other -> other.group.equals(entry.group) && !taken.contains(other))
        .noneMatch(other -> other.ordinal < entry.ordinal);
  }

  boolean isInFlight(Entry entry, long now) {
    return entries.contains(entry) && entry.received && entry.dueMillis > now;
  }

  /** Takes in the dead letters one by one, and serves who waits. */
  void arrive(long now) {
    for (Entry entry : List.copyOf(arriving)) {
      add(entry.body, entry.group, fifo ? now : entry.sentMillis, now);
      serve(now);
    }
    arriving.clear();
  }

  /** Serves who waits, as long as the first gets something. */
  void serve(long now) {
    expire(now);
    while (!waiting.isEmpty()) {
      Polling first = waiting.get(0);
      List<Entry> taken = receive(first.count, first.timeoutSeconds, now);
      if (taken.isEmpty()) {
        break;
      }
      first.got = taken.stream().map(entry -> entry.body).toList();
      waiting.remove(first);
    }
  }

  void endWaits(long now) {
    for (Polling polling : List.copyOf(waiting)) {
      if (polling.deadlineMillis <= now) {
        polling.got = List.of();
        waiting.remove(polling);
      }
    }
  }

  /** The next moment after {@code now} at which something happens by itself, or MAX_VALUE. */
  long nextEventMillis(long now) {
    long next = Long.MAX_VALUE;
    for (Entry entry : entries) {
      next = entry.dueMillis > now ? Math.min(next, entry.dueMillis) : next;
      next = Math.min(next, entry.sentMillis + retentionSeconds * 1000L);
    }
    for (Polling polling : waiting) {
      next = Math.min(next, polling.deadlineMillis);
    }
    return next;
  }

  QueueCounts counts(long now) {
    expire(now);
    int visible = (int) entries.stream().filter(entry -> entry.dueMillis <= now).count();
    int inFlight = (int) entries.stream().filter(entry -> isInFlight(entry, now)).count();
    return new QueueCounts(visible, inFlight, entries.size() - visible - inFlight);
  }
}
