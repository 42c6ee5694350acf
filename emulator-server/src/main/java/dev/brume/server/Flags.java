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
 * What the command line says: {@code start} and its options. Plain calls, such as the launcher's,
 * are read without picocli, which would be a quarter of all classes loaded at start; all else
 * (help, other forms, mistakes) is left to it.
 *
 * @param given the options given, with their values; those that take none have {@code "1"}
 */
record Flags(Map<String, String> given) {
  private static final String ENFORCE = "--enforce";

  /** The options with a value: its name, and what it is for. */
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

  /** The options that stand for a variable, and the values that they take. */
  private static final Map<String, Set<String>> CHOICES =
      Map.of(
          "--auth", Set.of("permissive", "verify"),
          "--log-requests", Set.of("line", "json", "off"));

  private static final Map<String, String> VARIABLES =
      Map.of(
          "--auth", "BRUME_AUTH", ENFORCE, "ENFORCE_IAM", "--log-requests", "BRUME_LOG_REQUESTS");

  /**
   * Reads {@code arguments}.
   *
   * @return null where help or the version was asked for, and printed
   * @throws ParameterException where they are wrong
   * @throws UsageException where a value is empty
   */
  static Flags parse(String[] arguments) {
    Flags plain = parsePlain(arguments);
    Flags flags = plain != null ? plain : parseAny(arguments);
    if (flags != null) {
      flags.given.forEach(Flags::checkValue);
    }
    return flags;
  }

  /** An empty folder, host or file would be one that nobody meant. */
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

  /** Where to listen: at {@code otherwise}, unless an option says something else. */
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

  /** The folder of the state, or null. */
  Path data() {
    return path("--data");
  }

  /** The configuration's file, or null. */
  Path config() {
    return path("--config");
  }

  private Path path(String name) {
    return given.containsKey(name) ? Path.of(given.get(name)) : null;
  }

  /**
   * What the options say that stand for variables, by the variables' names.
   *
   * @throws UsageException where one has a value that it does not take
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
