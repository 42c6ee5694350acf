package dev.brume.benchmarks;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How each server of a comparison is started; only those that are there. */
final class Servers {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final String CLASS_PATH = System.getProperty("java.class.path");

  private Servers() {}

  /** The distribution, started as {@code ./brume start} does. */
  static List<String> brume(Path distribution) {
    List<String> command =
        new ArrayList<>(List.of(JAVA, "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"));
    String options = System.getenv("BRUME_JAVA_OPTS");
    if (options != null && !options.isBlank()) {
      command.addAll(Arrays.asList(options.trim().split("\\s+")));
    }
    command.addAll(
        List.of(
            "-cp",
            distribution.resolve("lib") + File.separator + "*",
            "dev.brume.server.Main",
            "start",
            "--port",
            "{port}"));
    return command;
  }

  /** The same, verifying signatures. */
  static List<String> verifying(List<String> brume) {
    List<String> command = new ArrayList<>();
    command.add("env");
    command.add("BRUME_AUTH=verify");
    command.add("BRUME_CREDENTIALS=" + Signing.KEY + ":" + Signing.SECRET);
    command.addAll(brume);
    return command;
  }

  static List<String> bareNetty(Path answers) {
    return List.of(
        JAVA,
        "--enable-native-access=ALL-UNNAMED",
        "-XX:+UseSerialGC",
        "-cp",
        CLASS_PATH,
        BareNetty.class.getName(),
        "{port}",
        answers.toString());
  }

  /** The other emulators that this machine has. */
  static Map<String, List<String>> peers() {
    Map<String, List<String>> peers = new LinkedHashMap<>();
    Path elasticMq = Path.of("benchmarks", "target", "peers", "elasticmq");
    if (Files.isDirectory(elasticMq)) {
      peers.put(
          "ElasticMQ",
          List.of(
              JAVA,
              "-cp",
              CLASS_PATH + File.pathSeparator + elasticMq + File.separator + "*",
              ElasticMq.class.getName(),
              "{port}"));
    }
    String moto = System.getenv("MOTO_SERVER");
    if (moto != null && !moto.isBlank()) {
      peers.put("moto", List.of(moto, "-p", "{port}"));
    }
    return peers;
  }
}
