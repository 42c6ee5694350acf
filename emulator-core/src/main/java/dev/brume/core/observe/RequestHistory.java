package dev.brume.core.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;

/**
 * The most recent requests, in a ring of fixed size. Adding takes two atomic steps and no lock;
 * reading may miss a request that is added concurrently.
 */
public final class RequestHistory {
  /** The largest capacity; a record takes about 300 bytes. */
  public static final int MAX_CAPACITY = 100_000;

  private final AtomicReferenceArray<RequestRecord> slots;
  private final AtomicLong next = new AtomicLong();
  private volatile long first;

  /**
   * @param capacity the number of requests kept, 0 to {@link #MAX_CAPACITY}
   */
  public RequestHistory(int capacity) {
    slots = new AtomicReferenceArray<>(capacity);
  }

  /** The most requests kept. */
  public int capacity() {
    return slots.length();
  }

  /** The number of requests so far, kept or not. */
  public long total() {
    return next.get();
  }

  /** The number for the record that the caller is about to add. */
  long nextNumber() {
    return next.getAndIncrement();
  }

  /**
   * Adds {@code record}, whose number is from {@link #nextNumber}; returns the record that it
   * replaces.
   */
  RequestRecord add(RequestRecord record) {
    return slots.length() == 0
        ? record
        : slots.getAndSet((int) (record.number() % slots.length()), record);
  }

  /**
   * The records that match {@code wanted}, newest first.
   *
   * @param limit the most records
   */
  public List<RequestRecord> newest(Predicate<RequestRecord> wanted, int limit) {
    List<RequestRecord> found = new ArrayList<>();
    long end = next.get();
    long start = Math.max(first, end - slots.length());
    for (long number = end - 1; number >= start && found.size() < limit; number--) {
      RequestRecord record = slots.get((int) (number % slots.length()));
      // Another number: not added yet, or overwritten meanwhile.
      if (record != null && record.number() == number && wanted.test(record)) {
        found.add(record);
      }
    }
    return found;
  }

  /** Removes and returns all records. */
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
