package dev.brume.s3.object;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.QueryString;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.S3TagRules;
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

  private ObjectTags() {}

  /**
   * Parses the header {@code x-amz-tagging}: tags in the form of a query string.
   *
   * @return null if there are none
   * @throws AwsError if they are invalid
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
      boolean malformed = key.isEmpty() || equals >= 0 && pair.indexOf('=', equals + 1) >= 0;
      if (malformed || tags.put(key, value) != null) {
        throw malformedHeader(header);
      }
    }
    return nullIfEmpty(S3TagRules.OF_OBJECTS.checked(tags));
  }

  private static AwsError malformedHeader(String header) {
    return S3Refusals.invalidArgument(
        "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters"
            + " without tag name duplicates.",
        HEADER,
        header);
  }

  /**
   * Converts the XML of PutObjectTagging and of form posts.
   *
   * @return null if there are none
   * @throws AwsError if they are invalid
   */
  public static Map<String, String> of(Tagging tagging) {
    return nullIfEmpty(S3TagRules.OF_OBJECTS.checked(tagging.tagSet(), Tag::key, Tag::value));
  }

  private static Map<String, String> nullIfEmpty(Map<String, String> tags) {
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
}
