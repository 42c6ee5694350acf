package dev.brume.core.id;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Seeded ids: the n-th value of every run with the same seed is the same. Each value mixes seed and
 * count (SplitMix64), so that threads do not wait for each other.
 */
public final class SeededIds implements Ids {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final long seed;
  private final AtomicLong draws = new AtomicLong();

  public SeededIds(long seed) {
    this.seed = seed;
  }

  /** Ids that differ from run to run. */
  public static SeededIds random() {
    return new SeededIds(new SplittableRandom().nextLong());
  }

  private long draw() {
    return drawn(draws.incrementAndGet());
  }

  private long drawn(long number) {
    long mixed = seed + number * GOLDEN_GAMMA;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  @Override
  public String uuid() {
    long high = (draw() & 0xFFFFFFFFFFFF0FFFL) | 0x4000L;
    long low = (draw() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    byte[] text = new byte[36];
    hex(high >>> 32, 8, text, 0);
    hex(high >>> 16, 4, text, 9);
    hex(high, 4, text, 14);
    hex(low >>> 48, 4, text, 19);
    hex(low, 12, text, 24);
    text[8] = '-';
    text[13] = '-';
    text[18] = '-';
    text[23] = '-';
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static void hex(long value, int digits, byte[] text, int from) {
    long rest = value;
    for (int i = from + digits - 1; i >= from; i--) {
      text[i] = (byte) HEX[(int) (rest & 15)];
      rest >>>= 4;
    }
  }

  @Override
  public String text(int length, String alphabet) {
    char[] text = new char[length];
    long before = draws.getAndAdd(length);
    for (int i = 0; i < length; i++) {
      text[i] = alphabet.charAt((int) ((drawn(before + i + 1) >>> 1) % alphabet.length()));
    }
    return new String(text);
  }

  @Override
  public byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    long word = 0;
    for (int i = 0; i < length; i++) {
      word = (i & 7) == 0 ? draw() : word >>> 8;
      bytes[i] = (byte) word;
    }
    return bytes;
  }

  @Override
  public long number(long bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("The bound must be positive: " + bound);
    }
    return Math.floorMod(draw() >>> 1, bound);
  }
}
