package dev.brume.core.kit;

import dev.brume.core.error.AwsError;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The rule for a resource's name, if the model has none or the service checks another one. Declared
 * as a constant with the page that it follows.
 *
 * @param minLength in UTF-16 code units
 * @param maxLength in UTF-16 code units
 * @param form the pattern of the whole name
 */
public record NameRule(int minLength, int maxLength, Pattern form) {

  /** A name of the characters of a class, such as {@code [A-Za-z0-9_-]}. */
  public static NameRule of(int minLength, int maxLength, String characterClass) {
    return new NameRule(minLength, maxLength, Pattern.compile(characterClass + "*"));
  }

  /** Whether a name is valid. */
  public boolean admits(String name) {
    return name != null
        && name.length() >= minLength
        && name.length() <= maxLength
        && form.matcher(name).matches();
  }

  /**
   * Returns {@code name} if it is valid.
   *
   * @throws AwsError the refusal, if it is invalid
   */
  public String require(String name, Supplier<AwsError> refusal) {
    if (!admits(name)) {
      throw refusal.get();
    }
    return name;
  }
}
