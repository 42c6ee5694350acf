package dev.brume.core.kit;

import dev.brume.core.error.AwsError;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * What the tags of a service's resources may be. Services differ in the order in which they check,
 * in a few numbers, and in the words with which they refuse; all of these are given here, and the
 * rest is common.
 *
 * @param maxCount how many tags a resource can have
 * @param maxKeyLength in characters
 * @param maxValueLength in characters
 * @param characters which code points keys and values may hold
 * @param length how a service counts characters
 * @param order what is checked of each tag, in the service's order; what is not named is not
 *     checked. {@link Fault#TOO_MANY} in first place means that they are counted before one is
 *     looked at, elsewhere that they are counted after all
 * @param refusal the service's error for a fault
 * @see <a href="https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html">Tag naming
 *     limits and requirements</a>
 */
public record TagRules(
    int maxCount,
    int maxKeyLength,
    int maxValueLength,
    IntPredicate characters,
    Length length,
    List<Fault> order,
    Refusal refusal) {

  /** "Each resource can have a maximum of 50 user created tags." */
  public static final int MAX_COUNT = 50;

  /** "The tag key must be a minimum of 1 and a maximum of 128 Unicode characters." */
  public static final int MAX_KEY_LENGTH = 128;

  /** "The tag value must be a minimum of 0 and a maximum of 256 Unicode characters." */
  public static final int MAX_VALUE_LENGTH = 256;

  /** "Reserved for AWS use." */
  public static final String RESERVED_PREFIX = "aws:";

  /** What can be wrong with tags. */
  public enum Fault {
    TOO_MANY,
    NO_KEY,
    NO_VALUE,
    KEY_LENGTH,
    VALUE_LENGTH,
    KEY_CHARACTERS,
    VALUE_CHARACTERS,
    RESERVED_KEY,
    RESERVED_VALUE,
    DUPLICATE_KEY
  }

  /** How characters are counted. */
  public enum Length {
    CODE_POINTS,
    UTF_16
  }

  /** Makes a service's error. */
  @FunctionalInterface
  public interface Refusal {
    /**
     * The error for a fault.
     *
     * @param key the key of the tag at fault; null of {@link Fault#TOO_MANY}
     * @param value its value; null of {@link Fault#TOO_MANY}
     */
    AwsError of(Fault fault, String key, String value);
  }

  /** The order of most services: each tag by itself, then all together. */
  private static final List<Fault> COMMON_ORDER =
      List.of(
          Fault.NO_KEY,
          Fault.NO_VALUE,
          Fault.KEY_LENGTH,
          Fault.VALUE_LENGTH,
          Fault.KEY_CHARACTERS,
          Fault.VALUE_CHARACTERS,
          Fault.RESERVED_KEY,
          Fault.DUPLICATE_KEY,
          Fault.TOO_MANY);

  public TagRules {
    order = List.copyOf(order);
  }

  /** AWS's common limits, with a service's errors. */
  public static TagRules common(Refusal refusal) {
    return new TagRules(
        MAX_COUNT,
        MAX_KEY_LENGTH,
        MAX_VALUE_LENGTH,
        TagRules::isCommon,
        Length.CODE_POINTS,
        COMMON_ORDER,
        refusal);
  }

  /** The same with another number of tags. */
  public TagRules withMaxCount(int count) {
    return new TagRules(count, maxKeyLength, maxValueLength, characters, length, order, refusal);
  }

  /** The same with another order of checks; see {@link #order}. */
  public TagRules inOrder(Fault... checks) {
    return new TagRules(
        maxCount, maxKeyLength, maxValueLength, characters, length, List.of(checks), refusal);
  }

  /** The same with other characters allowed. */
  public TagRules withCharacters(IntPredicate allowed) {
    return new TagRules(maxCount, maxKeyLength, maxValueLength, allowed, length, order, refusal);
  }

  /** The same where a character outside of Unicode's basic plane counts twice, as on S3. */
  public TagRules countingUtf16() {
    return new TagRules(
        maxCount, maxKeyLength, maxValueLength, characters, Length.UTF_16, order, refusal);
  }

  /**
   * "Letters, spaces, and numbers representable in UTF-8, and the characters _ . : / = + - @".
   *
   * @see <a href="https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html">Tag naming
   *     limits and requirements</a>
   */
  public static boolean isCommon(int character) {
    return switch (Character.getType(character)) {
      case Character.DECIMAL_DIGIT_NUMBER,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> Character.isLetter(character) || "_.:/=+-@".indexOf(character) >= 0;
    };
  }

  /**
   * The tags of a request as a map in their order.
   *
   * @param given null for none
   * @throws AwsError where a resource can't have them
   */
  public <T> Map<String, String> checked(
      Collection<T> given, Function<T, String> key, Function<T, String> value) {
    Collection<T> tags = given == null ? List.of() : given;
    boolean countFirst = !order.isEmpty() && order.get(0) == Fault.TOO_MANY;
    if (countFirst) {
      count(tags.size());
    }
    Map<String, String> checked = LinkedHashMap.newLinkedHashMap(tags.size());
    for (T tag : tags) {
      String tagKey = key.apply(tag);
      String tagValue = value.apply(tag);
      for (Fault fault : order) {
        if (has(fault, tagKey, tagValue, checked)) {
          throw refusal.of(fault, tagKey, tagValue);
        }
      }
      checked.put(tagKey, tagValue == null ? "" : tagValue);
    }
    if (!countFirst && order.contains(Fault.TOO_MANY)) {
      count(checked.size());
    }
    return checked;
  }

  /**
   * The tags of a request that come as a map.
   *
   * @param given null for none
   * @throws AwsError where a resource can't have them
   */
  public Map<String, String> checked(Map<String, String> given) {
    return given == null
        ? Map.of()
        : checked(given.entrySet(), Map.Entry::getKey, Map.Entry::getValue);
  }

  /**
   * What a resource has after {@code given} is added: known keys keep their places.
   *
   * @param known what the resource has
   * @param given what {@link #checked} returned
   * @throws AwsError where these are more than a resource can have
   */
  public Map<String, String> merged(Map<String, String> known, Map<String, String> given) {
    Map<String, String> merged = new LinkedHashMap<>(known);
    merged.putAll(given);
    if (order.contains(Fault.TOO_MANY)) {
      count(merged.size());
    }
    return merged;
  }

  private void count(int tags) {
    if (tags > maxCount) {
      throw refusal.of(Fault.TOO_MANY, null, null);
    }
  }

  private boolean has(Fault fault, String key, String value, Map<String, String> others) {
    return switch (fault) {
      case TOO_MANY -> false;
      case NO_KEY -> key == null;
      case NO_VALUE -> value == null;
      case KEY_LENGTH -> key != null && (key.isEmpty() || lengthOf(key) > maxKeyLength);
      case VALUE_LENGTH -> value != null && lengthOf(value) > maxValueLength;
      case KEY_CHARACTERS -> key != null && !key.codePoints().allMatch(characters);
      case VALUE_CHARACTERS -> value != null && !value.codePoints().allMatch(characters);
      case RESERVED_KEY -> isReserved(key);
      case RESERVED_VALUE -> isReserved(value);
      case DUPLICATE_KEY -> others.containsKey(key);
    };
  }

  private int lengthOf(String text) {
    return length == Length.UTF_16 ? text.length() : text.codePointCount(0, text.length());
  }

  /** Whether {@code text} begins with {@link #RESERVED_PREFIX}, "in any combination of case". */
  public static boolean isReserved(String text) {
    return text != null && text.toLowerCase(Locale.ROOT).startsWith(RESERVED_PREFIX);
  }
}
