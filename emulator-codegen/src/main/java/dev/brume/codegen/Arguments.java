package dev.brume.codegen;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The options of a command line, each a name with two dashes and a value. */
record Arguments(Map<String, String> options) {

  /**
   * @throws GenerationException if the arguments are not pairs of {@code --name value}
   */
  static Arguments parse(String[] arguments) {
    Map<String, String> options = new TreeMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      if (!arguments[i].startsWith("--") || i + 1 == arguments.length) {
        throw new GenerationException("not an option with a value: " + arguments[i]);
      }
      options.put(arguments[i].substring(2), arguments[i + 1]);
    }
    return new Arguments(options);
  }

  boolean has(String name) {
    return options.containsKey(name);
  }

  String get(String name) {
    if (!has(name)) {
      throw new GenerationException("missing option: --" + name);
    }
    return options.get(name);
  }

  String getOr(String name, String absent) {
    return options.getOrDefault(name, absent);
  }

  Path path(String name) {
    return Path.of(get(name));
  }

  Path optionalPath(String name) {
    return has(name) ? path(name) : null;
  }

  /** All options as one text, equal for equal options. */
  String text() {
    return options.toString();
  }
}
