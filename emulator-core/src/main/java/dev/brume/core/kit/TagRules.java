package dev.brume.core.kit;

import dev.brume.core.error.AwsError;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * The rules for the tags of a service's resources. Services differ in the order of checks, in a few
 * numbers and in their error texts, which are parameters; the rest is common.
 *
 * @param maxCount the most tags of a resource
 * @param maxKeyLength in characters
 * @param maxValueLength in characters
 * @param characters the code points allowed in keys and values
 * @param length how a service counts characters
 * @param order the checks of each tag, in the service's order; faults not listed are not checked.
 *     {@link Fault#TOO_MANY} in first place means that tags are counted before the other checks,
 *     elsewhere after them
 * @param ignoresCase whether keys that differ only in case are the same key
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
    boolean ignoresCase,
    Refusal refusal) {

  /** "Each resource can have a maximum of 50 user created tags." */
  public static final int MAX_COUNT = 50;

  /** "The tag key must be a minimum of 1 and a maximum of 128 Unicode characters." */
  public static final int MAX_KEY_LENGTH = 128;

  /** "The tag value must be a minimum of 0 and a maximum of 256 Unicode characters." */
  public static final int MAX_VALUE_LENGTH = 256;

  /** "Reserved for AWS use." */
  public static final String RESERVED_PREFIX = "aws:";

  /** The possible faults of tags. */
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

  /** Creates a service's error. */
  @FunctionalInterface
  public interface Refusal {
    /**
     * The error for a fault.
     *
     * @param key the key of the tag at fault; null for {@link Fault#TOO_MANY}
     * @param value its value; null for {@link Fault#TOO_MANY}
     */
    AwsError of(Fault fault, String key, String value);
  }

  /** The order of most services: each tag by itself, then the count. */
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
        false,
        refusal);
  }

  /** The same with another maximum number of tags. */
  public TagRules withMaxCount(int count) {
    return new TagRules(
        count, maxKeyLength, maxValueLength, characters, length, order, ignoresCase, refusal);
  }

  /** The same with another order of checks; see {@link #order}. */
  public TagRules inOrder(Fault... checks) {
    return new TagRules(
        maxCount,
        maxKeyLength,
        maxValueLength,
        characters,
        length,
        List.of(checks),
        ignoresCase,
        refusal);
  }

  /** The same with other allowed characters. */
  public TagRules withCharacters(IntPredicate allowed) {
    return new TagRules(
        maxCount, maxKeyLength, maxValueLength, allowed, length, order, ignoresCase, refusal);
  }

  /** The same with supplementary characters counted twice, as on S3. */
  public TagRules countingUtf16() {
    return new TagRules(
        maxCount,
        maxKeyLength,
        maxValueLength,
        characters,
        Length.UTF_16,
        order,
        ignoresCase,
        refusal);
  }

  /**
   * The same where the case of a key's letters is kept, and does not tell keys apart, as in IAM.
   * Tags are in the order of their keys then.
   */
  public TagRules ignoringCase() {
    return new TagRules(
        maxCount, maxKeyLength, maxValueLength, characters, length, order, true, refusal);
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
   * The tags of a request as an ordered map.
   *
   * @param given null for none
   * @throws AwsError if they are invalid
   */
  public <T> Map<String, String> checked(
      Collection<T> given, Function<T, String> key, Function<T, String> value) {
    Collection<T> tags = given == null ? List.of() : given;
    boolean countFirst = !order.isEmpty() && order.get(0) == Fault.TOO_MANY;
    if (countFirst) {
      count(tags.size());
    }
    Map<String, String> checked =
        ignoresCase
            ? new TreeMap<>(String.CASE_INSENSITIVE_ORDER)
            : LinkedHashMap.newLinkedHashMap(tags.size());
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
   * The tags of a request in the form of a map.
   *
   * @param given null for none
   * @throws AwsError if they are invalid
   */
  public Map<String, String> checked(Map<String, String> given) {
    return given == null
        ? Map.of()
        : checked(given.entrySet(), Map.Entry::getKey, Map.Entry::getValue);
  }

  /**
   * A resource's tags after {@code given} is added: existing keys keep their positions.
   *
   * @param known the resource's tags
   * @param given the result of {@link #checked}
   * @throws AwsError if there are too many
   */
  public Map<String, String> merged(Map<String, String> known, Map<String, String> given) {
    Map<String, String> merged = new LinkedHashMap<>(known);
    if (ignoresCase) {
      merged.keySet().removeIf(given::containsKey);
    }
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
