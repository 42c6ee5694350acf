package dev.brume.core.kit;

import dev.brume.core.error.AwsError;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What a resource may be called, where the model does not say it or says it otherwise than the
 * service checks it. A constant beside the page that it follows.
 *
 * @param minLength in UTF-16 code units
 * @param maxLength in UTF-16 code units
 * @param form what the whole name must match
 */
public record NameRule(int minLength, int maxLength, Pattern form) {

  /** A name of the characters of a class, such as {@code [A-Za-z0-9_-]}. */
  public static NameRule of(int minLength, int maxLength, String characterClass) {
    return new NameRule(minLength, maxLength, Pattern.compile(characterClass + "*"));
  }

  /** Whether a resource may be called so. */
  public boolean admits(String name) {
    return name != null
        && name.length() >= minLength
        && name.length() <= maxLength
        && form.matcher(name).matches();
  }

  /**
   * Returns {@code name}, which the rule must admit.
   *
   * @throws AwsError the refusal, where it does not
   */
  public String require(String name, Supplier<AwsError> refusal) {
    if (!admits(name)) {
      throw refusal.get();
    }
    return name;
  }
}
