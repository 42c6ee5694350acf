package dev.brume.s3.object;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.QueryString;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.api.Tag;
import dev.brume.s3.api.Tagging;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules for object tags, in headers and in XML.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html">Object
 *     tagging</a>
 */
public final class ObjectTags {
  private static final String HEADER = "x-amz-tagging";
  private static final String SYSTEM_PREFIX = "aws:";
  private static final String SIGNS = "_.:/=+-@";
  private static final int MAX_TAGS = 10;
  private static final int MAX_KEY_LENGTH = 128;
  private static final int MAX_VALUE_LENGTH = 256;

  private ObjectTags() {}

  /**
   * Reads the header {@code x-amz-tagging}: tags in the form of a query string.
   *
   * @return null where there are none
   * @throws AwsError where they can't be
   */
  public static Map<String, String> ofHeader(String header) {
    if (header == null) {
      return null;
    }
    Map<String, String> tags = new LinkedHashMap<>();
    for (String pair : header.split("&")) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String key = QueryString.decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : QueryString.decode(pair.substring(equals + 1));
      if (key.isEmpty() || equals >= 0 && pair.indexOf('=', equals + 1) >= 0) {
        throw malformedHeader(header);
      }
      check(key, value);
      if (tags.put(key, value) != null) {
        throw malformedHeader(header);
      }
    }
    return counted(tags);
  }

  private static AwsError malformedHeader(String header) {
    return S3Refusals.invalidArgument(
        "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters"
            + " without tag name duplicates.",
        HEADER,
        header);
  }

  /**
   * Reads the XML of PutObjectTagging and of form posts.
   *
   * @return null where there are none
   * @throws AwsError where they can't be
   */
  public static Map<String, String> of(Tagging tagging) {
    if (tagging.tagSet() == null) {
      return null;
    }
    Map<String, String> tags = new LinkedHashMap<>();
    for (Tag tag : tagging.tagSet()) {
      if (tag.key() == null || tag.value() == null) {
        throw S3Refusals.malformedXml();
      }
      check(tag.key(), tag.value());
      if (tags.put(tag.key(), tag.value()) != null) {
        throw S3Errors.invalidTag("Cannot provide multiple Tags with the same key")
            .withDetail("TagKey", tag.key());
      }
    }
    return counted(tags);
  }

  private static Map<String, String> counted(Map<String, String> tags) {
    if (tags.size() > MAX_TAGS) {
      throw S3Errors.badRequest("Object tags cannot be greater than " + MAX_TAGS);
    }
    return tags.isEmpty() ? null : tags;
  }

  /** The tags in XML. */
  static List<Tag> written(Map<String, String> tags) {
    List<Tag> list = new ArrayList<>();
    if (tags != null) {
      tags.forEach((key, value) -> list.add(Tag.builder().key(key).value(value).build()));
    }
    return list;
  }

  private static void check(String key, String value) {
    if (key.startsWith(SYSTEM_PREFIX)) {
      throw S3Errors.invalidTag("Your TagKey cannot be prefixed with aws:")
          .withDetail("TagKey", key);
    }
    if (key.isEmpty() || key.length() > MAX_KEY_LENGTH || !isText(key)) {
      throw S3Errors.invalidTag("The TagKey you have provided is invalid")
          .withDetail("TagKey", key);
    }
    if (value.length() > MAX_VALUE_LENGTH || !isText(value)) {
      throw S3Errors.invalidTag("The TagValue you have provided is invalid")
          .withDetail("TagKey", key)
          .withDetail("TagValue", value);
    }
  }

  /** Whether every character may stand in a tag. */
  public static boolean isText(String text) {
    return text.codePoints().allMatch(ObjectTags::isAllowed);
  }

  /** Letters, digits, and spaces of all scripts, and a few signs. */
  private static boolean isAllowed(int character) {
    return switch (Character.getType(character)) {
      case Character.DECIMAL_DIGIT_NUMBER,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> Character.isLetter(character) || SIGNS.indexOf(character) >= 0;
    };
  }
}
