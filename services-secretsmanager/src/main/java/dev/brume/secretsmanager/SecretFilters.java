package dev.brume.secretsmanager;

import dev.brume.secretsmanager.api.Filter;
import dev.brume.secretsmanager.engine.SecretRecord;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The filters of a list: all filters must match, each by one of its values; a value that begins
 * with an exclamation mark is negated.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_search-secret.html">Find
 *     secrets</a>
 */
record SecretFilters(List<Filter> filters) {
  private static final String NOT = "!";

  static SecretFilters of(List<Filter> filters) {
    List<Filter> given = filters == null ? List.of() : filters;
    for (Filter filter : given) {
      if (filter.key() == null) {
        throw SecretRefusals.invalidParameter("Invalid filter key");
      }
      if (filter.values() == null || filter.values().isEmpty()) {
        throw SecretRefusals.invalidParameter("Invalid filter values for key: " + filter.key());
      }
    }
    return new SecretFilters(given);
  }

  boolean admit(SecretRecord secret) {
    return filters.stream().allMatch(filter -> matches(filter, secret));
  }

  private static boolean matches(Filter filter, SecretRecord secret) {
    List<String> excluded = filter.values().stream().filter(each -> each.startsWith(NOT)).toList();
    List<String> wanted = filter.values().stream().filter(each -> !each.startsWith(NOT)).toList();
    return excluded.stream().noneMatch(value -> has(filter.key(), value.substring(1), secret))
        && (wanted.isEmpty()
            || wanted.stream().anyMatch(value -> has(filter.key(), value, secret)));
  }

  private static boolean has(String key, String value, SecretRecord secret) {
    Map<String, String> tags = secret.knownTags();
    return switch (key) {
      case "name" -> secret.name().startsWith(value);
      case "description" -> hasWord(secret.description(), value);
      case "tag-key" -> tags.keySet().stream().anyMatch(each -> each.startsWith(value));
      case "tag-value" -> tags.values().stream().anyMatch(each -> each.startsWith(value));
      case "all" -> hasAnywhere(secret, value);
      case "primary-region" -> value.equals(secret.primaryRegion());
      default -> false; // No secrets are owned by services.
    };
  }

  private static boolean hasWord(String text, String value) {
    if (text == null) {
      return false;
    }
    String lower = value.toLowerCase(Locale.ROOT);
    return text.toLowerCase(Locale.ROOT).startsWith(lower)
        || words(text).anyMatch(word -> word.startsWith(lower));
  }

  private static Stream<String> words(String text) {
    return Stream.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"));
  }

  private static boolean hasAnywhere(SecretRecord secret, String value) {
    Stream<String> texts =
        Stream.concat(
            Stream.of(secret.name(), secret.description() == null ? "" : secret.description()),
            secret.knownTags().entrySet().stream()
                .flatMap(tag -> Stream.of(tag.getKey(), tag.getValue())));
    List<String> all = texts.flatMap(SecretFilters::words).toList();
    return words(value).anyMatch(word -> all.stream().anyMatch(each -> each.startsWith(word)));
  }
}
