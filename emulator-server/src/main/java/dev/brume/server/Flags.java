package dev.brume.server;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The command line: {@code start} and its options. Plain calls, such as the launcher's, are parsed
 * without picocli, which would be a quarter of all classes loaded at start; everything else (help,
 * other forms, mistakes) is left to it.
 *
 * @param given the options with their values; those without a value have {@code "1"}
 */
record Flags(Map<String, String> given) {
  private static final String ENFORCE = "--enforce";

  /** The options with a value: the value's name, and the option's purpose. */
  private static final Map<String, List<String>> VALUED =
      new TreeMap<>(
          Map.of(
              "--auth",
              List.of("MODE", "verify: every signature is checked. permissive: any is taken."),
              "--config",
              List.of("FILE", "A file of lines NAME=value; flags and environment go before it."),
              "--data",
              List.of("DIR", "The folder for what is kept on disk."),
              "--host",
              List.of("H", "The address to listen on. Default: 127.0.0.1; in a container, all."),
              "--log-requests",
              List.of("FORM", "One line a request on standard output: line, json or off."),
              "--port",
              List.of("N", "The port; 0 for any free one. Default: 4566.")));

  /** The options that set a variable, and their values. */
  private static final Map<String, Set<String>> CHOICES =
      Map.of(
          "--auth", Set.of("permissive", "verify"),
          "--log-requests", Set.of("line", "json", "off"));

  private static final Map<String, String> VARIABLES =
      Map.of(
          "--auth", "BRUME_AUTH", ENFORCE, "ENFORCE_IAM", "--log-requests", "BRUME_LOG_REQUESTS");

  /**
   * Parses {@code arguments}.
   *
   * @return null if help or the version was requested, and printed
   * @throws ParameterException if they are invalid
   * @throws UsageException if a value is empty
   */
  static Flags parse(String[] arguments) {
    Flags plain = parsePlain(arguments);
    Flags flags = plain != null ? plain : parseAny(arguments);
    if (flags != null) {
      flags.given.forEach(Flags::checkValue);
    }
    return flags;
  }

  /** An empty folder, host or file is a mistake. */
  private static void checkValue(String flag, String value) {
    if (value.isBlank()) {
      throw new UsageException(flag + " needs a value");
    }
  }

  private static Flags parsePlain(String[] arguments) {
    Map<String, String> given = new HashMap<>();
    if (arguments.length > 0 && !arguments[0].equals("start")) {
      return null;
    }
    for (int i = 1; i < arguments.length; i++) {
      String name = arguments[i];
      String value = "1";
      if (!name.equals(ENFORCE)) {
        if (!VALUED.containsKey(name)
            || i + 1 == arguments.length
            || arguments[i + 1].startsWith("-")) {
          return null;
        }
        value = arguments[++i];
      }
      given.put(name, value);
    }
    return new Flags(given);
  }

  private static Flags parseAny(String[] arguments) {
    ParseResult parsed = new CommandLine(commands()).parseArgs(arguments);
    if (CommandLine.printHelpIfRequested(parsed)) {
      return null;
    }
    ParseResult flags = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
    Map<String, String> given = new HashMap<>();
    for (String name : VALUED.keySet()) {
      String value = flags.matchedOptionValue(name, null);
      if (value != null) {
        given.put(name, value);
      }
    }
    if (flags.hasMatchedOption(ENFORCE)) {
      given.put(ENFORCE, "1");
    }
    return new Flags(given);
  }

  private static CommandSpec commands() {
    CommandSpec start = options("start", "Serves until interrupted.");
    CommandSpec root = options("brume", "AWS on your own machine.");
    root.version("brume " + BrumeVersion.current());
    return root.addSubcommand("start", start);
  }

  private static CommandSpec options(String name, String description) {
    CommandSpec spec = CommandSpec.create().name(name).mixinStandardHelpOptions(true);
    spec.usageMessage().description(description);
    VALUED.forEach(
        (option, words) ->
            spec.addOption(
                OptionSpec.builder(option)
                    .paramLabel(words.get(0))
                    .type(String.class)
                    .description(words.get(1))
                    .build()));
    return spec.addOption(
        OptionSpec.builder(ENFORCE).description("Policies and access rules are enforced.").build());
  }

  /** The addresses to listen on: {@code otherwise}, unless an option sets them. */
  List<ListenAddress> listening(List<ListenAddress> otherwise) {
    String host = given.get("--host");
    String port = given.get("--port");
    if (host == null && port == null) {
      return otherwise;
    }
    ListenAddress first = otherwise.get(0);
    return List.of(
        new ListenAddress(
            host == null ? first.host() : ListenAddress.host(host, first.host()),
            port == null ? first.port() : ListenAddress.port(port)));
  }

  /** The data directory, or null. */
  Path data() {
    return path("--data");
  }

  /** The configuration file, or null. */
  Path config() {
    return path("--config");
  }

  private Path path(String name) {
    return given.containsKey(name) ? Path.of(given.get(name)) : null;
  }

  /**
   * The values of the options that set variables, by variable name.
   *
   * @throws UsageException if one has an invalid value
   */
  Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>();
    VARIABLES.forEach(
        (flag, variable) -> {
          String value = given.get(flag);
          if (value != null) {
            checkChoice(flag, value);
            variables.put(variable, value);
          }
        });
    return variables;
  }

  private static void checkChoice(String flag, String value) {
    Set<String> choices = CHOICES.get(flag);
    if (choices != null && !choices.contains(value)) {
      String sorted = String.join(", ", choices.stream().sorted().toList());
      throw new UsageException(flag + " is one of " + sorted + "; not " + value);
    }
  }
}
