package dev.brume.s3.form;

import dev.brume.core.http.MultipartForm;
import dev.brume.core.http.MultipartForm.Field;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The fields of a form by name, ignoring case, with {@code ${filename}} replaced if the file has a
 * name.
 */
final class FormFields {
  private static final String FILE_NAME = "${filename}";

  private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  FormFields(MultipartForm form) {
    for (Field field : form.fields()) {
      values.merge(
          field.name(),
          form.fileName().isEmpty()
              ? field.value()
              : field.value().replace(FILE_NAME, form.fileName()),
          (first, more) -> first + "," + more);
    }
  }

  /** The value of a field, or null. */
  String get(String name) {
    return values.get(name);
  }

  /**
   * The same for a required field.
   *
   * @throws dev.brume.core.error.AwsError InvalidArgument
   */
  String require(String name) {
    String value = values.get(name);
    if (value == null) {
      throw FormErrors.missingField(name);
    }
    return value;
  }

  Map<String, String> all() {
    return Collections.unmodifiableMap(values);
  }
}
