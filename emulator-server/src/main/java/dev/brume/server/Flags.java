package dev.brume.server;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * What the command line says: {@code start [--port N] [--host H] [--data DIR]}. Plain calls, such
 * as the launcher's, are read without picocli, which would be a quarter of all classes loaded at
 * start; all else (help, other forms, mistakes) is left to it.
 *
 * @param port null where not given
 * @param host null where not given
 * @param data null where not given
 */
record Flags(String port, String host, String data) {

  /**
   * Reads {@code arguments}.
   *
   * @return null where help or the version was asked for, and printed
   * @throws ParameterException where they are wrong
   */
  static Flags parse(String[] arguments) {
    Flags plain = parsePlain(arguments);
    return plain != null ? plain : parseAny(arguments);
  }

  private static Flags parsePlain(String[] arguments) {
    String port = null;
    String host = null;
    String data = null;
    if (arguments.length > 0 && !arguments[0].equals("start")) {
      return null;
    }
    for (int i = 1; i < arguments.length; i += 2) {
      if (i + 1 == arguments.length || arguments[i + 1].startsWith("-")) {
        return null;
      }
      String value = arguments[i + 1];
      switch (arguments[i]) {
        case "--port" -> port = value;
        case "--host" -> host = value;
        case "--data" -> data = value;
        default -> {
          return null;
        }
      }
    }
    return new Flags(port, host, data);
  }

  private static Flags parseAny(String[] arguments) {
    ParseResult parsed = new CommandLine(commands()).parseArgs(arguments);
    if (CommandLine.printHelpIfRequested(parsed)) {
      return null;
    }
    ParseResult flags = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
    return new Flags(
        flags.matchedOptionValue("--port", null),
        flags.matchedOptionValue("--host", null),
        flags.matchedOptionValue("--data", null));
  }

  private static CommandSpec commands() {
    CommandSpec start = options("start", "Serves until interrupted.");
    CommandSpec root = options("brume", "AWS on your own machine.");
    root.version("brume " + Version.current());
    return root.addSubcommand("start", start);
  }

  private static CommandSpec options(String name, String description) {
    CommandSpec spec = CommandSpec.create().name(name).mixinStandardHelpOptions(true);
    spec.usageMessage().description(description);
    return spec.addOption(option("--port", "N", "The port; 0 for any free one. Default: 4566."))
        .addOption(
            option(
                "--host",
                "H",
                "The address to listen on. Default: 127.0.0.1; in a container, all."))
        .addOption(option("--data", "DIR", "The folder for what is kept on disk."));
  }

  private static OptionSpec option(String name, String parameter, String description) {
    return OptionSpec.builder(name)
        .paramLabel(parameter)
        .type(String.class)
        .description(description)
        .build();
  }
}
