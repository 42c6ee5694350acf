package dev.brume.jdk17.runtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Methods that came to the JDK after Java 17, each by its name. A method of an object has that
 * object as its first argument; so the class of it is the oldest that had the method. {@code
 * LowerJar} fails where one is called that is neither here nor in Java 17.
 */
public final class Backports {
  private static final long IDLE_SECONDS = 5;

  private Backports() {}

  // ------------------------------------------------------------------------------------ numbers

  /** Of {@code Math}, Java 21. */
  public static int clamp(long value, int min, int max) {
    return (int) clamp(value, (long) min, (long) max);
  }

  /** Of {@code Math}, Java 21. */
  public static long clamp(long value, long min, long max) {
    if (min > max) {
      throw new IllegalArgumentException(min + " > " + max);
    }
    return Math.min(max, Math.max(value, min));
  }

  /** Of {@code Math}, Java 21. */
  public static double clamp(double value, double min, double max) {
    if (!(min <= max)) {
      throw new IllegalArgumentException(min + " > " + max);
    }
    return Math.min(max, Math.max(value, min));
  }

  /** Of {@code Math}, Java 18. */
  public static long divideExact(long dividend, long divisor) {
    if (dividend == Long.MIN_VALUE && divisor == -1) {
      throw new ArithmeticException("long overflow");
    }
    return dividend / divisor;
  }

  /** Of {@code Math}, Java 18. */
  public static int ceilDiv(int dividend, int divisor) {
    return -Math.floorDiv(-dividend, divisor);
  }

  /** Of {@code Math}, Java 18. */
  public static long ceilDiv(long dividend, int divisor) {
    return ceilDiv(dividend, (long) divisor);
  }

  /** Of {@code Math}, Java 18. */
  public static long ceilDiv(long dividend, long divisor) {
    long quotient = dividend / divisor;
    boolean positive = (dividend ^ divisor) >= 0;
    return positive && quotient * divisor != dividend ? quotient + 1 : quotient;
  }

  /** Of {@code Math}, Java 18. */
  public static long unsignedMultiplyHigh(long x, long y) {
    return Math.multiplyHigh(x, y) + (x >> 63 & y) + (y >> 63 & x);
  }

  // --------------------------------------------------------------------------------------- text

  /** Java 21. */
  public static StringBuilder repeat(StringBuilder text, int codePoint, int count) {
    String once = Character.toString(codePoint);
    return text.append(once.repeat(count));
  }

  /** Java 21. */
  public static StringBuilder repeat(StringBuilder text, CharSequence part, int count) {
    return text.append(String.valueOf(part).repeat(count));
  }

  /** Java 21. */
  public static int indexOf(String text, int character, int start, int end) {
    return text.substring(0, end).indexOf(character, start);
  }

  /** Of {@code Locale}, Java 19. */
  public static Locale of(String language) {
    return new Locale.Builder().setLanguage(language).build();
  }

  // -------------------------------------------------------------------------------- collections

  /** Of {@code HashMap}, Java 19. */
  public static <K, V> HashMap<K, V> newHashMap(int entries) {
    return new HashMap<>(capacity(entries));
  }

  /** Of {@code LinkedHashMap}, Java 19. */
  public static <K, V> LinkedHashMap<K, V> newLinkedHashMap(int entries) {
    return new LinkedHashMap<>(capacity(entries));
  }

  /** Of {@code HashSet}, Java 19. */
  public static <T> HashSet<T> newHashSet(int elements) {
    return new HashSet<>(capacity(elements));
  }

  /** Of {@code LinkedHashSet}, Java 19. */
  public static <T> LinkedHashSet<T> newLinkedHashSet(int elements) {
    return new LinkedHashSet<>(capacity(elements));
  }

  private static int capacity(int entries) {
    return (int) Math.ceil(entries / 0.75);
  }

  /** Java 21. */
  public static <T> T getFirst(List<T> list) {
    present(list);
    return list.get(0);
  }

  /** Java 21. */
  public static <T> T getLast(List<T> list) {
    return list.get(present(list) - 1);
  }

  /** Java 21. */
  public static <T> T removeFirst(List<T> list) {
    present(list);
    return list.remove(0);
  }

  /** Java 21. */
  public static <T> T removeLast(List<T> list) {
    return list.remove(present(list) - 1);
  }

  private static int present(Collection<?> elements) {
    if (elements.isEmpty()) {
      throw new NoSuchElementException();
    }
    return elements.size();
  }

  /** Java 21. */
  public static <T> void addFirst(List<T> list, T element) {
    list.add(0, element);
  }

  /** Java 21. */
  public static <T> void addLast(List<T> list, T element) {
    list.add(element);
  }

  /** Java 21, but a copy, not a view. */
  public static <T> List<T> reversed(List<T> list) {
    List<T> copy = new ArrayList<>(list);
    Collections.reverse(copy);
    return Collections.unmodifiableList(copy);
  }

  /** Java 21. */
  public static <T> T getFirst(LinkedHashSet<T> set) {
    return set.iterator().next();
  }

  /** Java 21. */
  public static <T> T getLast(LinkedHashSet<T> set) {
    return new ArrayDeque<>(set).getLast();
  }

  /** Java 21. */
  public static <T> T removeFirst(LinkedHashSet<T> set) {
    Iterator<T> elements = set.iterator();
    T first = elements.next();
    elements.remove();
    return first;
  }

  /** Java 21. */
  public static <T> T getFirst(SortedSet<T> set) {
    return set.first();
  }

  /** Java 21. */
  public static <T> T getLast(SortedSet<T> set) {
    return set.last();
  }

  /** Java 21. */
  public static <K, V> Map.Entry<K, V> firstEntry(LinkedHashMap<K, V> map) {
    Iterator<Map.Entry<K, V>> entries = map.entrySet().iterator();
    return entries.hasNext() ? entries.next() : null;
  }

  /** Java 21. */
  public static <K, V> Map.Entry<K, V> lastEntry(LinkedHashMap<K, V> map) {
    return map.isEmpty() ? null : new ArrayDeque<>(map.entrySet()).getLast();
  }

  /** Java 21. */
  public static <K, V> Map.Entry<K, V> pollFirstEntry(LinkedHashMap<K, V> map) {
    Map.Entry<K, V> first = firstEntry(map);
    if (first != null) {
      map.remove(first.getKey());
    }
    return first;
  }

  /** Of {@code Collections}, Java 21. */
  public static <K, V> Map<K, V> unmodifiableSequencedMap(Map<? extends K, ? extends V> map) {
    return map instanceof SortedMap
        ? Collections.unmodifiableSortedMap(sorted(map))
        : Collections.unmodifiableMap(map);
  }

  @SuppressWarnings("unchecked")
  private static <K, V> SortedMap<K, V> sorted(Map<? extends K, ? extends V> map) {
    return (SortedMap<K, V>) map;
  }

  // ------------------------------------------------------------------------------------ threads

  /** Of {@code Thread}, Java 21. */
  public static ThreadBuilder ofVirtual() {
    return new DaemonThreadBuilder();
  }

  /** Of {@code Thread}, Java 21. */
  public static Thread startVirtualThread(Runnable task) {
    return ofVirtual().start(task);
  }

  /** Java 19. */
  public static long threadId(Thread thread) {
    return thread.getId();
  }

  /** Java 21. */
  public static boolean isVirtual(Thread thread) {
    return false;
  }

  /** Of {@code Executors}, Java 21. */
  public static ExecutorService newThreadPerTaskExecutor(ThreadFactory factory) {
    return new ThreadPoolExecutor(
        0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
  }

  /** Of {@code Executors}, Java 21. */
  public static ExecutorService newVirtualThreadPerTaskExecutor() {
    return newThreadPerTaskExecutor(ofVirtual().factory());
  }

  /** Java 19: waits until what was given to it is done. */
  public static void close(ExecutorService executor) {
    executor.shutdown();
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = executor.awaitTermination(1, TimeUnit.DAYS);
      } catch (InterruptedException e) {
        interrupted = true;
        executor.shutdownNow();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
