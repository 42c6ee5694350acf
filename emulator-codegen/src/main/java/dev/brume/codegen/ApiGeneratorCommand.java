package dev.brume.codegen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Generates the Java API of AWS services from their descriptions. Run by the build.
 *
 * <p>Output that is up to date for this generator and these descriptions is kept, without loading
 * the models.
 */
public final class ApiGeneratorCommand {
  private static final String USAGE =
      """
      usage: Main --model FILE [--overlay FILE] --package NAME --service NAME [--service-id ID] \
      --output DIR
             Main --list FILE [--overlay FILE] --output DIR
             Main --catalog MODELS [--overlays DIR] --output DIR
      A list names a service a line: shape id, package, name, service id; its shapes are on the \
      class path.\
      """;

  private ApiGeneratorCommand() {}

  /** Runs one of the commands; on failure exits with 1 and a one-line message. */
  public static void main(String[] arguments) throws IOException {
    try {
      run(Arguments.parse(arguments));
    } catch (GenerationException failure) {
      System.err.println(failure.getMessage());
      System.exit(1);
    }
  }

  static void run(Arguments arguments) throws IOException {
    if (arguments.has("catalog")) {
      CatalogFile.generate(
          arguments.path("catalog"), arguments.optionalPath("overlays"), arguments.path("output"));
    } else if (arguments.has("list")) {
      generateList(arguments);
    } else if (arguments.has("model")) {
      generateModel(arguments);
    } else {
      throw new GenerationException(USAGE);
    }
  }

  private static void generateModel(Arguments arguments) throws IOException {
    Path model = arguments.path("model");
    Path overlay = arguments.optionalPath("overlay");
    String fileName = model.getFileName().toString();
    ApiTarget target =
        new ApiTarget(
            null,
            arguments.get("package"),
            arguments.get("service"),
            arguments.getOr("service-id", fileName.replaceFirst("\\.[a-z]+$", "")));
    Stamp stamp = Stamp.of(arguments.text()).file(model).file(overlay).generator();
    Path folder = target.folder(arguments.path("output"));
    if (!stamp.isCurrent(folder)) {
      new ApiGenerator(ModelFiles.load(model, overlay), target).generate(folder);
      stamp.write(folder);
    }
  }

  private static void generateList(Arguments arguments) throws IOException {
    Path list = arguments.path("list");
    Path overlay = arguments.optionalPath("overlay");
    Path output = arguments.path("output");
    Stamp stamp = Stamp.of(arguments.text()).file(list).file(overlay).generator();
    if (stamp.isCurrent(output)) {
      return;
    }
    ModelFiles models = ModelFiles.discovered(overlay);
    List<String> lines = Files.readAllLines(list);
    for (String line : lines) {
      if (!line.isBlank() && !line.startsWith("#")) {
        ApiTarget target = ApiTarget.parse(line);
        new ApiGenerator(models, target).generate(target.folder(output));
      }
    }
    stamp.write(output);
  }
}
