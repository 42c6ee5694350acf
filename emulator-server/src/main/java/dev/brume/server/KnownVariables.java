package dev.brume.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which environment variables are the emulator's, and their effect. */
final class KnownVariables {
  /** The variable that names the configuration file. */
  static final String CONFIG = "BRUME_CONFIG";

  private static final String DOCKER_FLAGS = "LAMBDA_DOCKER_FLAGS";

  /** Flags that only label containers: Testcontainers sets them always, and nobody misses them. */
  private static final Pattern LABELS = Pattern.compile("(\\s*(-l|--label)[ =]\\S+)*\\s*");

  /** Those that {@link Configuration} reads. */
  private static final Set<String> HONOURED =
      Set.of(
          "ALLOW_NONSTANDARD_REGIONS",
          "BRUME_ADMIN_TOKEN",
          "BRUME_AUTH",
          CONFIG,
          "BRUME_CREDENTIALS",
          "BRUME_DYNAMODB_READ_LAG",
          "BRUME_DYNAMODB_THROTTLING",
          "BRUME_INIT_DIR",
          "BRUME_KINESIS_THROUGHPUT_LIMITS",
          "BRUME_LOG_REQUESTS",
          "BRUME_RECORD_BODIES",
          "BRUME_RECORD_BODY_BYTES",
          "BRUME_RECORD_REQUESTS",
          "BRUME_RECORD_TOTAL_BYTES",
          "BRUME_SSE_C_NEEDS_TLS",
          "BRUME_TRANSITIONS",
          "BRUME_VERIFY_BODIES",
          "BUCKET_MARKER_LOCAL",
          "CUSTOM_SSL_CERT_PATH",
          "DATA_DIR",
          "DEBUG",
          "DEFAULT_REGION",
          "DISABLE_CORS_CHECKS",
          "DISABLE_CORS_HEADERS",
          "DYNAMODB_DELAY_TRANSIENT_STATUSES",
          "DYNAMODB_ERROR_PROBABILITY",
          "DYNAMODB_READ_ERROR_PROBABILITY",
          "DYNAMODB_SHARE_DB",
          "DYNAMODB_WRITE_ERROR_PROBABILITY",
          "EAGER_SERVICE_LOADING",
          "EDGE_PORT",
          "ENFORCE_IAM",
          "EXTRA_CORS_ALLOWED_HEADERS",
          "EXTRA_CORS_ALLOWED_ORIGINS",
          "EXTRA_CORS_EXPOSE_HEADERS",
          "GATEWAY_LISTEN",
          "HOSTNAME_EXTERNAL",
          "IAM_SOFT_MODE",
          "KINESIS_ERROR_PROBABILITY",
          "KINESIS_LATENCY",
          "KINESIS_ON_DEMAND_STREAM_COUNT_LIMIT",
          "KINESIS_SHARD_LIMIT",
          "LAMBDA_KEEPALIVE_MS",
          "LAMBDA_RETRY_BASE_DELAY_SECONDS",
          "LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT",
          "LOCALSTACK_HOST",
          "LOCALSTACK_HOSTNAME",
          "LS_LOG",
          "PERSISTENCE",
          "PERSISTENCE_SYNC",
          "S3_SKIP_SIGNATURE_VALIDATION",
          "SERVICES",
          "SNAPSHOT_FLUSH_INTERVAL",
          "SNAPSHOT_LOAD_STRATEGY",
          "SNAPSHOT_SAVE_STRATEGY",
          "SQS_DELAY_PURGE_RETRY",
          "SQS_DELAY_RECENTLY_DELETED",
          "SQS_ENDPOINT_STRATEGY",
          "STRICT_SERVICE_LOADING",
          "USE_SSL");

  /** LocalStack's variables that Brume does not need: ignored silently. */
  private static final Set<String> NEEDLESS =
      Set.of(
          "ACTIVATE_PRO",
          "API_KEY",
          "AUTH_TOKEN",
          "DISABLE_EVENTS",
          "DOCKER_HOST",
          "DOCKER_SOCK",
          "DYNAMODB_REMOVE_EXPIRED_ITEMS",
          "LAMBDA_IGNORE_ARCHITECTURE",
          "MAIN_CONTAINER_NAME",
          "MAIN_DOCKER_NETWORK",
          "PARITY_AWS_ACCESS_KEY_ID",
          "SKIP_INFRA_DOWNLOADS",
          "SKIP_SSL_CERT_DOWNLOAD",
          "SQS_ENABLE_MESSAGE_RETENTION_PERIOD");

  /** LocalStack's variables without effect here: their users are warned. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          DOCKER_FLAGS,
          "LAMBDA_DOCKER_NETWORK",
          "LAMBDA_EXECUTOR",
          "LAMBDA_LIMITS_CONCURRENT_EXECUTIONS",
          "LAMBDA_RUNTIME_IMAGE_MAPPING",
          "LAMBDA_SYNCHRONOUS_CREATE");

  /** Variables of the launcher and the container. */
  private static final Set<String> OF_THE_LAUNCHER = Set.of("BRUME_JAVA_OPTS");

  private KnownVariables() {}

  /** A warning for each group of set variables without effect; empty if there are none. */
  static List<String> remarks(Map<String, String> raw) {
    Set<String> names = new TreeSet<>(raw.keySet());
    for (String name : List.of(DOCKER_FLAGS, "LOCALSTACK_" + DOCKER_FLAGS)) {
      if (raw.containsKey(name) && LABELS.matcher(raw.get(name)).matches()) {
        names.remove(name);
      }
    }
    return remarks(names, KnownVariables::looksLikeOurs, "These variables are not known: ");
  }

  /** The same for a file's names, all of which are meant for the emulator. */
  static List<String> remarksOnFile(Path file, Map<String, String> values) {
    List<String> lines =
        remarks(values.keySet(), name -> true, "These names in " + file + " are not known: ");
    for (String name : OF_THE_LAUNCHER) {
      if (values.containsKey(name)) {
        lines.add(name + " has no effect in " + file + ": it is read before that");
      }
    }
    return lines;
  }

  private static List<String> remarks(
      Set<String> names, Predicate<String> mustBeKnown, String words) {
    Set<String> idle = new TreeSet<>();
    Set<String> unknown = new TreeSet<>();
    for (String name : names) {
      String bare = name.startsWith("LOCALSTACK_") ? name.substring("LOCALSTACK_".length()) : name;
      if (WITHOUT_EFFECT.contains(bare)) {
        idle.add(name);
      } else if (mustBeKnown.test(name) && !isKnown(name, bare)) {
        unknown.add(name);
      }
    }
    List<String> lines = new ArrayList<>();
    if (!idle.isEmpty()) {
      lines.add("These variables have no effect yet: " + String.join(", ", idle));
    }
    if (!unknown.isEmpty()) {
      lines.add(words + String.join(", ", unknown));
    }
    return lines;
  }

  private static boolean looksLikeOurs(String name) {
    return name.startsWith("LOCALSTACK_") || name.startsWith("BRUME_");
  }

  private static boolean isKnown(String name, String bare) {
    return HONOURED.contains(bare)
        || HONOURED.contains(name)
        || NEEDLESS.contains(bare)
        || OF_THE_LAUNCHER.contains(name);
  }

  /** The names that {@link Configuration} reads. */
  static Set<String> honoured() {
    return HONOURED;
  }

  /** The silently ignored names. */
  static Set<String> needless() {
    return NEEDLESS;
  }

  /** The names whose users are warned that they have no effect. */
  static Set<String> withoutEffect() {
    return WITHOUT_EFFECT;
  }
}
