package dev.brume.logs.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.error.AwsError;
import dev.brume.core.kit.JsonDocument;
import dev.brume.logs.LogsRefusals;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields that an index policy names: {@code {"Fields": ["requestId"]}}, or {@code FieldsV2}
 * with a type for each.
 *
 * @param fields in the order of the policy
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatchLogs-Field-Indexing-Syntax.html">
 *     Field index syntax and quotas</a>
 */
public record IndexPolicyDocument(List<IndexedField> fields) {
  /** "As many as 20 fields". */
  private static final int FIELDS = 20;

  /** "As many as 100 characters". */
  private static final int LENGTH = 100;

  private static final String FIELD_INDEX = "FIELD_INDEX";

  /** A field, and its type: {@code FIELD_INDEX} or {@code FACET}. */
  public record IndexedField(String name, String type) {}

  /**
   * Reads a document.
   *
   * @throws AwsError InvalidParameterException; AWS's words are not known
   */
  public static IndexPolicyDocument of(String text) {
    JsonNode document = JsonDocument.COMMON.object(text).orElse(null);
    if (document == null) {
      throw LogsRefusals.invalid("The policy document is not valid JSON.");
    }
    List<IndexedField> fields = new ArrayList<>();
    JsonNode names = document.path("Fields");
    names.forEach(name -> fields.add(new IndexedField(name.asText(), FIELD_INDEX)));
    document
        .path("FieldsV2")
        .properties()
        .forEach(
            entry ->
                fields.add(
                    new IndexedField(
                        entry.getKey(), entry.getValue().path("type").asText(FIELD_INDEX))));
    if (!(document.has("Fields") || document.has("FieldsV2")) || names.isValueNode()) {
      throw LogsRefusals.invalid("The policy document must contain the member Fields.");
    }
    if (fields.size() > FIELDS) {
      throw LogsRefusals.invalid("An index policy can contain as many as 20 fields.");
    }
    for (IndexedField field : fields) {
      if (field.name().isEmpty() || field.name().length() > LENGTH) {
        throw LogsRefusals.invalid("The name of an indexed field has 1 to 100 characters.");
      }
    }
    return new IndexPolicyDocument(List.copyOf(fields));
  }
}
