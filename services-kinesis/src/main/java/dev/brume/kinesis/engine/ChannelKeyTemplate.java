package dev.brume.kinesis.engine;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The template of the keys that a channel gives to its objects, in which {@code !{name}} stands for
 * a variable. AWS appends a unique suffix to each key; its form is not documented.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/streams/latest/dev/data-delivery-s3-key-template.html">S3
 *     output key template</a>
 */
public final class ChannelKeyTemplate {
  /** AWS's template where none is given. */
  static final String DEFAULT =
      "kinesis-channel/!{channel-name}/!{channel-id}/!{yyyy}/!{MM}/!{dd}/!{HH}/"
          + "!{channel-name}-!{channel-id}-!{yyyy}-!{MM}-!{dd}-!{HH}-!{mm}!{extension}";

  private static final String BEGIN = "!{";
  private static final Pattern VARIABLE = Pattern.compile("!\\{([^}]*)}");
  private static final Set<String> NAMES = Set.of("channel-name", "channel-id", "stream-name");
  private static final Set<String> TIMES = Set.of("yyyy", "yy", "MM", "dd", "HH", "mm");
  private static final String EXTENSION = "extension";

  /** A file extension may stand in the template itself: {@code !{extension:.json}}. */
  private static final String GIVEN_EXTENSION = EXTENSION + ":";

  private static final Map<String, String> EXTENSIONS = Map.of("GZIP", ".gz", "ZSTD", ".zst");

  private ChannelKeyTemplate() {}

  /** Whether a template has variables that there are, and nothing that only looks like one. */
  public static boolean isValid(String template) {
    boolean known =
        VARIABLE.matcher(template).results().allMatch(found -> isVariable(found.group(1)));
    return known && !VARIABLE.matcher(template).replaceAll("").contains(BEGIN);
  }

  private static boolean isVariable(String name) {
    return NAMES.contains(name)
        || TIMES.contains(name)
        || name.equals(EXTENSION)
        || name.startsWith(GIVEN_EXTENSION);
  }

  /** The key of an object of a channel, without its suffix. */
  static String fill(ChannelState channel, long millis) {
    String template = channel.destination().keyTemplate();
    return fill(template == null ? DEFAULT : template, channel, millis);
  }

  /** The key of an object with records that could not be delivered, without its suffix. */
  static String fillDead(ChannelState channel, long millis) {
    String name = DEFAULT.substring(DEFAULT.lastIndexOf('/') + 1).replace("!{extension}", "");
    return channel.destination().errorPrefix() + fill(name, channel, millis);
  }

  private static String fill(String template, ChannelState channel, long millis) {
    Function<String, String> time =
        pattern ->
            DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                .format(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC));
    return VARIABLE
        .matcher(template)
        .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), channel, time)));
  }

  private static String value(String name, ChannelState channel, Function<String, String> time) {
    return switch (name) {
      case "channel-name" -> channel.name();
      case "channel-id" -> channel.id();
      case "stream-name" -> channel.stream();
      case EXTENSION -> EXTENSIONS.getOrDefault(channel.destination().compression(), "");
      default ->
          name.startsWith(GIVEN_EXTENSION)
              ? name.substring(GIVEN_EXTENSION.length())
              : time.apply(name);
    };
  }
}
