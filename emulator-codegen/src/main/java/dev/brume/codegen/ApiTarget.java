package dev.brume.codegen;

import java.nio.file.Path;

/**
 * What to generate.
 *
 * @param serviceShape the absolute id of the service shape, or null: the model's only one
 * @param packageName the package of the generated code
 * @param name the prefix of the generated classes' names, such as {@code Sqs}
 * @param serviceId the name that Brume and LocalStack use, such as {@code sqs}
 */
record ApiTarget(String serviceShape, String packageName, String name, String serviceId) {

  /** Parses a line of a list: the four components, separated by spaces. */
  static ApiTarget parse(String line) {
    String[] words = line.trim().split("\\s+");
    if (words.length != 4) {
      throw new GenerationException("not a shape id, package, name and service id: " + line);
    }
    return new ApiTarget(words[0], words[1], words[2], words[3]);
  }

  /** The package's folder under {@code output}. */
  Path folder(Path output) {
    return output.resolve(packageName.replace('.', '/'));
  }
}
