package dev.brume.benchmarks;

import java.io.File;
import java.io.IOException;
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
  private static final Path PEERS = Path.of("benchmarks", "target", "peers").toAbsolutePath();

  private final Path distribution;

  Servers(Path distribution) {
    this.distribution = distribution;
  }

  /** The distribution, with the options of {@code ./brume start} but its archive of classes. */
  List<String> brume() {
    return brume(distribution);
  }

  private static List<String> brume(Path distribution) {
    List<String> command =
        new ArrayList<>(
            List.of(
                JAVA,
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:MetaspaceSize=64m"));
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

  /** Another build of Brume to compare with, where the variable BRUME_BEFORE names its folder. */
  List<String> before() {
    String folder = System.getenv("BRUME_BEFORE");
    return folder == null || folder.isBlank() ? null : brume(Path.of(folder));
  }

  /** The distribution as it is installed, by its own command line. */
  List<String> installed() throws IOException {
    Path home = Path.of("benchmarks", "target", "installed").toAbsolutePath();
    Files.createDirectories(home);
    Path script = home.resolve("brume");
    Files.deleteIfExists(script);
    Files.copy(Path.of("brume"), script);
    Files.deleteIfExists(home.resolve("lib"));
    Files.createSymbolicLink(home.resolve("lib"), distribution.resolve("lib").toAbsolutePath());
    String java = "JAVA_HOME=" + System.getProperty("java.home");
    return List.of("env", java, "bash", script.toString(), "start", "--port", "{port}");
  }

  /** With an AOT cache (JDK 25), which a server makes here that starts, answers once and ends. */
  List<String> withAotCache() throws Exception {
    Path cache = Path.of("benchmarks", "target", "brume.aot");
    Files.deleteIfExists(cache);
    List<String> making = new ArrayList<>(brume());
    making.add(1, "-XX:AOTCacheOutput=" + cache);
    ServerProcess.start(making).close();
    List<String> command = new ArrayList<>(brume());
    command.add(1, "-XX:AOTCache=" + cache);
    return command;
  }

  /** Verifying signatures. */
  List<String> verifying() {
    List<String> command = new ArrayList<>();
    command.add("env");
    command.add("BRUME_AUTH=verify");
    command.add("BRUME_CREDENTIALS=" + Signing.KEY + ":" + Signing.SECRET);
    command.addAll(brume());
    return command;
  }

  /** Enforcing access by policies. */
  List<String> enforcing() {
    List<String> command = new ArrayList<>(brume());
    command.add("--enforce");
    return command;
  }

  List<String> bareNetty(Path answers) {
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

  Map<String, List<String>> peersOfSqs() {
    Map<String, List<String>> peers = new LinkedHashMap<>();
    Path elasticMq = PEERS.resolve("elasticmq");
    if (isThere("ElasticMQ", elasticMq)) {
      peers.put(
          "ElasticMQ",
          List.of(
              JAVA,
              "-cp",
              CLASS_PATH + File.pathSeparator + elasticMq + File.separator + "*",
              ElasticMq.class.getName(),
              "{port}"));
    }
    addMoto(peers);
    return peers;
  }

  Map<String, List<String>> peersOfDynamoDb() {
    Map<String, List<String>> peers = new LinkedHashMap<>();
    Path dynalite = PEERS.resolve("dynalite/node_modules/dynalite");
    if (isThere("dynalite", dynalite)) {
      String program =
          "require('%s')({createTableMs: 0}).listen({port}, '127.0.0.1')".formatted(dynalite);
      peers.put("dynalite", List.of("node", "-e", program));
    }
    addMoto(peers);
    return peers;
  }

  Map<String, List<String>> peersOfKinesis() {
    Map<String, List<String>> peers = new LinkedHashMap<>();
    Path kinesalite = PEERS.resolve("kinesalite/node_modules/kinesalite");
    if (isThere("kinesalite", kinesalite)) {
      String program =
          "require('%s')({createStreamMs: 0}).listen({port}, '127.0.0.1')".formatted(kinesalite);
      peers.put("kinesalite", List.of("node", "-e", program));
    }
    addMoto(peers);
    return peers;
  }

  Map<String, List<String>> peersOfS3() throws IOException {
    Map<String, List<String>> peers = new LinkedHashMap<>();
    if (isThere("S3Mock", PEERS.resolve("s3mock"))) {
      peers.put(
          "S3Mock",
          List.of(
              JAVA,
              "-Djava.io.tmpdir=" + Scratch.folder("s3mock"),
              "-cp",
              PEERS.resolve("s3mock") + File.separator + "*",
              "com.adobe.testing.s3mock.S3MockApplication",
              "--http.port={port}",
              "--server.port=0",
              "--vectors.http.port=0",
              "--vectors.https.port=0"));
    }
    if (isThere("s3proxy", PEERS.resolve("s3proxy"))) {
      Path settings = Path.of("benchmarks", "peers").toAbsolutePath();
      peers.put(
          "s3proxy",
          List.of(
              JAVA,
              "-Dlogback.configurationFile=" + settings.resolve("logback.xml"),
              "-Ds3proxy.endpoint=http://127.0.0.1:{port}",
              "-cp",
              PEERS.resolve("s3proxy") + File.separator + "*",
              "org.gaul.s3proxy.Main",
              "--properties",
              settings.resolve("s3proxy.properties").toString()));
    }
    Path s3rver = PEERS.resolve("s3rver/node_modules/s3rver");
    if (isThere("s3rver", s3rver)) {
      peers.put("s3rver", List.of("node", "-e", s3rver(s3rver, Scratch.folder("s3rver"))));
    }
    addMoto(peers);
    return peers;
  }

  /** It knows one access key, and is told of the one that the benchmarks use. */
  private static String s3rver(Path installed, Path folder) {
    return "require('%1$s/lib/models/account').DUMMY_ACCOUNT.createKeyPair('%3$s', '%4$s');"
        .concat("new (require('%1$s'))({directory: '%2$s', address: '127.0.0.1', port: {port},")
        .concat(" silent: true, allowMismatchedSignatures: true}).run();")
        .formatted(installed, folder, Signing.KEY, Signing.SECRET);
  }

  private static void addMoto(Map<String, List<String>> peers) {
    Path python = PEERS.resolve("moto/bin/python");
    if (isThere("moto", python)) {
      String program = "from moto.server import main; main()";
      peers.put("moto", List.of(python.toString(), "-c", program, "-p", "{port}"));
    }
  }

  private static boolean isThere(String name, Path path) {
    if ("no".equals(System.getenv("PEERS"))) {
      return false;
    }
    if (Files.exists(path)) {
      return true;
    }
    System.err.println(name + " is not to be had: left out");
    return false;
  }
}
