package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;
import dev.brume.dynamodb.item.ItemValue;
import java.math.BigInteger;
import java.util.List;

/**
 * A range of a table or index.
 *
 * @param from the first key; null for the start
 * @param to the first key after it; null for the end
 */
public record ItemRange(Blob from, Blob to) {
  /** Everything. */
  public static final ItemRange ALL = new ItemRange(null, null);

  private static final int HASH_BITS = 64;

  /** The comparison of a sort key. */
  public enum Comparison {
    /** Equal. */
    EQ,
    /** Less. */
    LT,
    /** Less or equal. */
    LE,
    /** Greater. */
    GT,
    /** Greater or equal. */
    GE,
    /** Between two values, or equal to one of them. */
    BETWEEN,
    /** Beginning with. */
    BEGINS_WITH
  }

  /**
   * The items of a partition with those values of the first sort attributes.
   *
   * @param partition a value for each part of the partition key
   * @param sort values for the first parts of the sort key; may be empty
   */
  public static ItemRange of(List<ItemValue> partition, List<ItemValue> sort) {
    Blob prefix = KeyEncoding.prefix(partition, sort);
    return new ItemRange(prefix, KeyEncoding.after(prefix));
  }

  /** The same, narrowed by the comparison of the next sort attribute with {@code operands}. */
  public static ItemRange of(
      List<ItemValue> partition,
      List<ItemValue> sort,
      Comparison comparison,
      List<ItemValue> operands) {
    Blob prefix = KeyEncoding.prefix(partition, sort);
    Blob end = KeyEncoding.after(prefix);
    ItemValue first = operands.getFirst();
    Blob at = KeyEncoding.with(prefix, first);
    return switch (comparison) {
      case EQ -> new ItemRange(at, KeyEncoding.after(at));
      case LT -> new ItemRange(prefix, at);
      case LE -> new ItemRange(prefix, KeyEncoding.after(at));
      case GT -> new ItemRange(KeyEncoding.after(at), end);
      case GE -> new ItemRange(at, end);
      case BETWEEN ->
          new ItemRange(at, KeyEncoding.after(KeyEncoding.with(prefix, operands.getLast())));
      case BEGINS_WITH -> {
        Blob beginning = KeyEncoding.withBeginning(prefix, first);
        yield new ItemRange(beginning, KeyEncoding.after(beginning));
      }
    };
  }

  /** A segment of a parallel scan: the hashes are divided evenly. */
  public static ItemRange ofSegment(int segment, int totalSegments) {
    return new ItemRange(
        bound(segment, totalSegments),
        segment + 1 == totalSegments ? null : bound(segment + 1, totalSegments));
  }

  private static Blob bound(int segment, int totalSegments) {
    BigInteger[] divided =
        BigInteger.valueOf(segment)
            .shiftLeft(HASH_BITS)
            .divideAndRemainder(BigInteger.valueOf(totalSegments));
    long hash = divided[0].longValue() + (divided[1].signum() > 0 ? 1 : 0);
    return KeyEncoding.ofHash(hash);
  }

  /** Whether {@code key} is in the range. */
  public boolean contains(Blob key) {
    return (from == null || key.compareTo(from) >= 0) && (to == null || key.compareTo(to) < 0);
  }

  /** The rest of the range after {@code key}, forward or backward. */
  public ItemRange after(Blob key, boolean forward) {
    return forward ? new ItemRange(KeyEncoding.justAfter(key), to) : new ItemRange(from, key);
  }
}
