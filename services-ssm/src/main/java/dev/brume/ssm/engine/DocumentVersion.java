package dev.brume.ssm.engine;

import dev.brume.core.kit.Transition;
import java.util.List;

/**
 * A version of a document.
 *
 * @param number 1 for the first
 * @param versionName null where it has none
 * @param displayName null where it has none
 * @param targetType the kind of resource that the document can run on; null for none
 * @param content the text, as it was given
 * @param format {@code JSON}, {@code YAML} or {@code TEXT}
 * @param hash the SHA-256 of the content in hexadecimal digits
 * @param description that the content has, or null
 * @param schemaVersion that the content has, or null
 * @param parameters that the content takes, in its order
 * @param platforms that the content can run on
 * @param createdMillis when it was made
 * @param state {@code Creating} or {@code Updating}, then {@code Active}
 */
public record DocumentVersion(
    long number,
    String versionName,
    String displayName,
    String targetType,
    String content,
    String format,
    String hash,
    String description,
    String schemaVersion,
    List<DeclaredParameter> parameters,
    List<String> platforms,
    long createdMillis,
    Transition state) {

  /**
   * A parameter that a document takes.
   *
   * @param description null where it has none
   * @param defaultValue null where it has none
   */
  public record DeclaredParameter(
      String name, String type, String description, String defaultValue) {}
}
