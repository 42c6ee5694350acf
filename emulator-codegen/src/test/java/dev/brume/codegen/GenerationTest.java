package dev.brume.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is generated is a function of model and overlay, and is written only where it changed. */
final class GenerationTest {
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000);

  @TempDir private Path folder;

  @Test
  void theSameModelGivesTheSameFiles() throws IOException {
    GeneratedCode.generate(GeneratedCode.resource("tricky.smithy"), null, folder.resolve("a"));
    GeneratedCode.generate(GeneratedCode.resource("tricky.smithy"), null, folder.resolve("b"));
    assertThat(contents(folder.resolve("a"))).isEqualTo(contents(folder.resolve("b"))).isNotEmpty();
  }

  @Test
  void onlyChangedFilesAreTouchedAndOthersGo() throws IOException {
    Path model = model("structure Input { a: String }");
    GeneratedCode.generate(model, null, folder.resolve("out"));
    Path input = file("Input.java");
    Path shapes = file("TrickyShapes.java");
    Path stale = Files.writeString(file("Stale.java"), "");
    Files.setLastModifiedTime(input, LONG_AGO);
    Files.setLastModifiedTime(shapes, LONG_AGO);

    GeneratedCode.generate(
        model("structure Input { a: String } @length(max: 1) string S"),
        null,
        folder.resolve("out"));
    assertThat(Files.getLastModifiedTime(input)).isEqualTo(LONG_AGO);
    assertThat(stale).doesNotExist();

    GeneratedCode.generate(
        model("structure Input { a: String, b: Integer }"), null, folder.resolve("out"));
    assertThat(Files.getLastModifiedTime(input)).isNotEqualTo(LONG_AGO);
    assertThat(Files.getLastModifiedTime(shapes)).isNotEqualTo(LONG_AGO);
  }

  @Test
  void anUnchangedModelIsNotEvenLoaded() throws IOException {
    Path model = model("structure Input { a: String }");
    String[] arguments = {
      "--model",
      model.toString(),
      "--package",
      GeneratedCode.PACKAGE,
      "--service",
      "Tricky",
      "--output",
      folder.resolve("out").toString()
    };
    ApiGeneratorCommand.run(Arguments.parse(arguments));
    Files.writeString(file("Input.java"), "left alone");
    ApiGeneratorCommand.run(Arguments.parse(arguments));
    assertThat(file("Input.java")).hasContent("left alone");

    model("structure Input { a: String, b: String }");
    ApiGeneratorCommand.run(Arguments.parse(arguments));
    assertThat(file("Input.java")).content().contains("String b");
    assertThat(file("TrickyApi.java")).content().contains("\"model\"");
  }

  @Test
  void overlaysRenameClassesAndAddErrors() throws IOException {
    Path overlay =
        Files.writeString(
            folder.resolve("overlay.json"),
            """
            {"smithy": "2.0",
             "metadata": {"brume.renames": [{"shape": "test.small#Input", "name": "Renamed"}]},
             "shapes": {
               "test.small#Small": {"type": "apply",
                 "traits": {"brume.protocols#unmodelledErrors": ["test.small#Extra"]}},
               "test.small#Extra": {"type": "structure", "members": {},
                 "traits": {"smithy.api#error": "client"}},
               "brume.protocols#unmodelledErrors": {"type": "list",
                 "member": {"target": "smithy.api#String"},
                 "traits": {"smithy.api#trait": {"selector": "service"}}}}}
            """);
    GeneratedCode.generate(model("structure Input {}"), overlay, folder.resolve("out"));
    assertThat(file("Renamed.java")).content().contains("\"test.small\", \"Input\"");
    assertThat(file("Input.java")).doesNotExist();
    assertThat(file("TrickyErrors.java"))
        .content()
        .contains("AwsError extra(String message)", "modelled(Extra.builder().build(), message)");
  }

  @Test
  void aRenameOfNothingIsRefused() throws IOException {
    Path overlay =
        Files.writeString(
            folder.resolve("overlay.json"),
            """
            {"smithy": "2.0",
             "metadata": {"brume.renames": [{"shape": "test.small#Absent", "name": "Renamed"}]}}
            """);
    Path model = model("structure Input {}");
    assertThatThrownBy(() -> GeneratedCode.generate(model, overlay, folder.resolve("out")))
        .isInstanceOf(GenerationException.class)
        .hasMessageContaining("test.small#Absent");
  }

  @Test
  void classesOfOneNameAreRefused() throws IOException {
    Path model = model("structure Input { a: SmallApi } structure SmallApi {}");
    ApiTarget target = new ApiTarget(null, GeneratedCode.PACKAGE, "Small", "small");
    assertThatThrownBy(() -> new ApiGenerator(ModelFiles.load(model, null), target))
        .isInstanceOf(GenerationException.class)
        .hasMessageContaining("test.small#SmallApi");
  }

  @Test
  void moreMembersThanARecordTakesAreRefused() throws IOException {
    Path fits = model("structure Input { " + members(254) + " }");
    GeneratedCode.generate(fits, null, folder.resolve("out"));
    Path tooMany = model("structure Input { " + members(255) + " }");
    assertThatThrownBy(() -> GeneratedCode.generate(tooMany, null, folder.resolve("out")))
        .isInstanceOf(GenerationException.class)
        .hasMessageContaining("test.small#Input has more than 254 members");
  }

  private static String members(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "m" + i + ": String")
        .collect(Collectors.joining(", "));
  }

  /** A service with one operation, whose input is {@code Input}. */
  private Path model(String shapes) throws IOException {
    return Files.writeString(
        folder.resolve("model.smithy"),
        """
        $version: "2.0"
        namespace test.small
        service Small { version: "1", operations: [Do] }
        operation Do { input: Input }
        """
            + shapes.replaceAll(" (?=structure|@)", "\n")
            + "\n");
  }

  private Path file(String name) {
    return folder.resolve("out").resolve(GeneratedCode.PACKAGE.replace('.', '/')).resolve(name);
  }

  private static Map<Path, String> contents(Path root) throws IOException {
    Map<Path, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(root.relativize(file), Files.readString(file));
      }
    }
    return contents;
  }
}
