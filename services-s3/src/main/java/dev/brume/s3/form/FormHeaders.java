package dev.brume.s3.form;

import dev.brume.core.http.Headers;
import dev.brume.s3.S3Refusals;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Converts a form's fields to the equivalent headers of PutObject. */
final class FormHeaders {
  private static final Set<String> PLAIN =
      Set.of(
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language",
          "content-md5",
          "content-type",
          "expires");

  private static final List<String> PREFIXES =
      List.of(
          "x-amz-meta-",
          "x-amz-checksum-",
          "x-amz-grant-",
          "x-amz-object-lock-",
          "x-amz-server-side-encryption",
          "x-amz-storage-class",
          "x-amz-website-redirect-location");

  private static final int LAST_OF_LATIN_1 = 0xff;
  private static final String METADATA = "x-amz-meta-";
  private static final String ACL = "acl";
  private static final String TAGGING = "tagging";
  private static final String ALGORITHM = "x-amz-checksum-algorithm";
  private static final String TYPE = "x-amz-checksum-type";

  private FormHeaders() {}

  /** The headers equivalent to {@code fields}. */
  static Headers of(FormFields fields) {
    Headers headers = new Headers();
    boolean checksummed = false;
    for (Map.Entry<String, String> field : fields.all().entrySet()) {
      String name = field.getKey().toLowerCase(Locale.ROOT);
      String value = field.getValue();
      if (name.equals(ACL)) {
        headers.add("x-amz-acl", value);
      } else if (name.equals(TAGGING)) {
        headers.add("x-amz-tagging", FormTags.inQueryForm(value));
      } else if (name.startsWith(METADATA)) {
        headers.add(name, verbatim(value));
      } else if (PLAIN.contains(name) || isObjectHeader(name)) {
        headers.add(name, inLatin1(value));
        checksummed |= name.startsWith("x-amz-checksum-");
      }
    }
    if (fields.get(ALGORITHM) != null && !checksummed) {
      throw S3Refusals.notImplemented(ALGORITHM);
    }
    return headers;
  }

  /** In forms S3 does not decode encoded words: text that looks like one is encoded again. */
  private static String verbatim(String value) {
    return value.contains("=?")
        ? "=?UTF-8?B?"
            + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))
            + "?="
        : value;
  }

  /** Characters outside of Latin-1, the charset of headers, become spaces. */
  private static String inLatin1(String value) {
    if (value.chars().allMatch(character -> character <= LAST_OF_LATIN_1)) {
      return value;
    }
    StringBuilder text = new StringBuilder(value.length());
    value.codePoints().forEach(point -> text.append(point <= LAST_OF_LATIN_1 ? (char) point : ' '));
    return text.toString();
  }

  private static boolean isObjectHeader(String name) {
    return !name.equals(ALGORITHM)
        && !name.equals(TYPE)
        && PREFIXES.stream().anyMatch(name::startsWith);
  }
}
