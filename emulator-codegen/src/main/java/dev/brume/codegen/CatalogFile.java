package dev.brume.codegen;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.smithy.model.knowledge.TopDownIndex;
import software.amazon.smithy.model.shapes.OperationShape;
import software.amazon.smithy.model.shapes.ServiceShape;
import software.amazon.smithy.model.traits.HttpTrait;

/**
 * The routing data of every service, including those without code: {@code index.txt} with a line
 * per service, and {@code <service id>.txt} with the same line and one per operation. Columns are
 * separated by tabs.
 */
final class CatalogFile {
  private static final String PACKAGE = "dev/brume/catalog";
  private static final String COLUMNS =
      "# id, sdkId, signingName, endpointPrefix, targetPrefix, version, protocols\n";

  private CatalogFile() {}

  static void generate(Path models, Path overlays, Path output) throws IOException {
    Path folder = output.resolve(PACKAGE);
    Stamp stamp = Stamp.of("catalog").folder(models).generator();
    if (overlays != null) {
      stamp.folder(overlays);
    }
    if (stamp.isCurrent(output)) {
      return;
    }
    SourceFolder files = new SourceFolder(folder);
    StringBuilder index = new StringBuilder(COLUMNS);
    for (Path model : modelFiles(models)) {
      String fileName = model.getFileName().toString();
      String id = fileName.substring(0, fileName.length() - ".json".length());
      ModelFiles loaded =
          ModelFiles.load(model, overlays == null ? null : overlays.resolve(fileName));
      ServiceShape service = loaded.service(null);
      String line = line(id, service);
      index.append(line);
      files.write(id + ".txt", COLUMNS + line + operations(loaded, service));
    }
    files.write("index.txt", index.toString());
    files.deleteOthers(".txt");
    stamp.write(output);
  }

  private static List<Path> modelFiles(Path models) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(models, "*.json")) {
      files.forEach(found::add);
    }
    return found.stream().sorted().toList();
  }

  private static String line(String id, ServiceShape service) {
    ServiceTraits traits = ServiceTraits.of(service);
    return String.join(
            "\t",
            id,
            traits.sdkId(),
            traits.signingName(),
            traits.endpointPrefix(),
            traits.targetPrefix(),
            service.getVersion(),
            String.join(",", traits.protocols()))
        + "\n";
  }

  private static String operations(ModelFiles loaded, ServiceShape service) {
    StringBuilder lines = new StringBuilder("# operation, method, uri\n");
    TopDownIndex.of(loaded.model()).getContainedOperations(service).stream()
        .sorted()
        .forEach(operation -> lines.append(line(operation)));
    return lines.toString();
  }

  private static String line(OperationShape operation) {
    String binding =
        operation
            .getTrait(HttpTrait.class)
            .map(http -> http.getMethod() + "\t" + http.getUri())
            .orElse("POST\t/");
    return operation.getId().getName() + "\t" + binding + "\n";
  }
}
