package dev.brume.core.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;

/**
 * The most recent requests, in a ring of fixed size. Adding costs two atomic steps and takes no
 * lock; looking may miss a request that is added in the same moment.
 */
public final class RequestHistory {
  /** The most that can be asked for; a record is some 300 bytes. */
  public static final int MAX_CAPACITY = 100_000;

  private final AtomicReferenceArray<RequestRecord> slots;
  private final AtomicLong next = new AtomicLong();
  private volatile long first;

  /**
   * @param capacity how many requests are kept, 0 to {@link #MAX_CAPACITY}
   */
  public RequestHistory(int capacity) {
    slots = new AtomicReferenceArray<>(capacity);
  }

  /** How many requests are kept at most. */
  public int capacity() {
    return slots.length();
  }

  /** How many requests there have been, kept or not. */
  public long total() {
    return next.get();
  }

  /** The number of the record that its caller is about to add. */
  long nextNumber() {
    return next.getAndIncrement();
  }

  /** Adds {@code record}, whose number is one of {@link #nextNumber}; returns what it replaces. */
  RequestRecord add(RequestRecord record) {
    return slots.length() == 0
        ? record
        : slots.getAndSet((int) (record.number() % slots.length()), record);
  }

  /**
   * The records that {@code wanted} takes, the newest first.
   *
   * @param limit how many at most
   */
  public List<RequestRecord> newest(Predicate<RequestRecord> wanted, int limit) {
    List<RequestRecord> found = new ArrayList<>();
    long end = next.get();
    long start = Math.max(first, end - slots.length());
    for (long number = end - 1; number >= start && found.size() < limit; number--) {
      RequestRecord record = slots.get((int) (number % slots.length()));
      // Another number: not there yet, or overtaken meanwhile.
      if (record != null && record.number() == number && wanted.test(record)) {
        found.add(record);
      }
    }
    return found;
  }

  /** Forgets what there is; returns it. */
  List<RequestRecord> clear() {
    first = next.get();
    List<RequestRecord> cleared = new ArrayList<>();
    for (int i = 0; i < slots.length(); i++) {
      RequestRecord record = slots.get(i);
      if (record != null && record.number() < first && slots.compareAndSet(i, record, null)) {
        cleared.add(record);
      }
    }
    return cleared;
  }
}
