package dev.brume.server.clients.programs;

import static dev.brume.server.clients.programs.ClientProgram.installed;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * The tool that extracts AWS's API descriptions, by its own tests and against what it made: the
 * botocore that the Python tests drive is the release that the extracts are of.
 *
 * <p>Source of truth: the data files of botocore, and aws-models/README.md.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the clients are set up by a bash script")
class ModelExtractsTest {
  private static final Path MODELS = Path.of("..", "aws-models").toAbsolutePath().normalize();
  private static final Path CLIENT = Path.of(installed("python"));

  private static final Pattern UP_TO_DATE =
      Pattern.compile("^\\d+ extracts (?<name>are up to date)(?<passed>)$", Pattern.MULTILINE);

  @TestFactory
  Stream<DynamicTest> theTool() throws Exception {
    String tests = MODELS.resolve("tests").toString();
    return python(ClientProgramsTest.UNITTEST, "-m", "unittest", "discover", "-v", "-s", tests);
  }

  @TestFactory
  Stream<DynamicTest> theExtracts() throws Exception {
    String tool = MODELS.resolve("extract.py").toString();
    return python(UP_TO_DATE, tool, "--check", "--botocore-path", libraries());
  }

  private static Stream<DynamicTest> python(Pattern result, String... arguments) throws Exception {
    String python = CLIENT.resolve("bin/python").toString();
    List<String> command = Stream.concat(Stream.of(python), Stream.of(arguments)).toList();
    return new ClientProgram("python", command, result).tests(Map.of());
  }

  /** The folder that holds the botocore package; of no matter where the client is missing. */
  private static String libraries() throws IOException {
    if (!Files.isDirectory(CLIENT.resolve("lib"))) {
      return "";
    }
    PathMatcher wanted =
        FileSystems.getDefault().getPathMatcher("glob:**/lib/python3*/site-packages");
    try (Stream<Path> folders = Files.walk(CLIENT.resolve("lib"), 2)) {
      return folders.filter(wanted::matches).findFirst().orElseThrow().toString();
    }
  }
}
