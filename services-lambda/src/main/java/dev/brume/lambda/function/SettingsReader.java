package dev.brume.lambda.function;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.JsonObjectText;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.LambdaQuotas;
import dev.brume.lambda.api.DurableConfig;
import dev.brume.lambda.api.Environment;
import dev.brume.lambda.api.EphemeralStorage;
import dev.brume.lambda.api.FileSystemConfig;
import dev.brume.lambda.api.ImageConfig;
import dev.brume.lambda.api.LoggingConfig;
import dev.brume.lambda.api.VpcConfig;
import dev.brume.lambda.engine.DurableSettings;
import dev.brume.lambda.engine.FunctionSettings;
import dev.brume.lambda.engine.FunctionSettings.FileSystemMount;
import dev.brume.lambda.engine.FunctionSettings.ImageSettings;
import dev.brume.lambda.engine.FunctionSettings.LoggingSettings;
import dev.brume.lambda.engine.FunctionSettings.VpcSettings;
import dev.brume.lambda.shape.RuntimeNames;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Parses the settings in requests that create or change a function, with the checks that the model
 * does not contain.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html">
 *     CreateFunction</a>
 */
final class SettingsReader {
  /** "Reserved environment variables". */
  private static final Set<String> RESERVED =
      Set.of(
          "_HANDLER",
          "_X_AMZN_TRACE_ID",
          "AWS_DEFAULT_REGION",
          "AWS_REGION",
          "AWS_EXECUTION_ENV",
          "AWS_LAMBDA_FUNCTION_NAME",
          "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
          "AWS_LAMBDA_FUNCTION_VERSION",
          "AWS_LAMBDA_INITIALIZATION_TYPE",
          "AWS_LAMBDA_LOG_GROUP_NAME",
          "AWS_LAMBDA_LOG_STREAM_NAME",
          "AWS_ACCESS_KEY",
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "AWS_LAMBDA_RUNTIME_API",
          "LAMBDA_TASK_ROOT",
          "LAMBDA_RUNTIME_DIR");

  private static final String TEXT = "Text";
  private static final String INFO = "INFO";

  private SettingsReader() {}

  /** The timeout; the model permits more than ordinary functions do. */
  static int timeout(int seconds) {
    if (seconds > LambdaQuotas.TIMEOUT_SECONDS) {
      throw LambdaFaults.constraint(
          "Value '"
              + seconds
              + "' at 'timeout' failed to satisfy constraint: Member must have value less than or"
              + " equal to "
              + LambdaQuotas.TIMEOUT_SECONDS);
    }
    return seconds;
  }

  /**
   * How durable executions are kept; null where the function is not durable. "You can only enable
   * durable execution when creating a function."
   *
   * @param known what it was before; null for a new function
   * @see <a
   *     href="https://docs.aws.amazon.com/lambda/latest/dg/durable-configuration.html">Configure
   *     Lambda durable functions</a>
   */
  static DurableSettings durable(DurableSettings known, DurableConfig config) {
    if (config == null) {
      return known;
    }
    if (config.executionTimeout() == null && known == null) {
      throw LambdaFaults.invalid(
          "You cannot create a function with a durable configuration without an executionTimeout");
    }
    DurableSettings before =
        known == null
            ? new DurableSettings(
                config.executionTimeout(), DurableSettings.DEFAULT_RETENTION_DAYS, null)
            : known;
    return new DurableSettings(
        config.executionTimeout() == null
            ? before.executionTimeoutSeconds()
            : config.executionTimeout(),
        config.retentionPeriodInDays() == null
            ? before.retentionDays()
            : config.retentionPeriodInDays(),
        config.kmsKeyArn() == null
            ? before.kmsKeyArn()
            : CreateFunctionOperation.emptyAsNull(config.kmsKeyArn()));
  }

  /**
   * The file systems; at most one.
   *
   * @throws AwsError InvalidParameterValueException; AWS's words are not known
   */
  static List<FileSystemMount> fileSystems(List<FileSystemConfig> given) {
    if (given.stream().anyMatch(system -> system.s3FilesConfig() != null)) {
      throw LambdaFaults.notDone("S3FilesConfig");
    }
    return given.stream()
        .map(system -> new FileSystemMount(system.arn(), system.localMountPath()))
        .toList();
  }

  /**
   * "If you specify a file system, the function must be connected to a VPC."
   *
   * @throws AwsError InvalidParameterValueException; AWS's words are not known
   */
  static void checkFileSystems(FunctionSettings settings) {
    List<FileSystemMount> systems = settings.fileSystems();
    if (systems == null || systems.isEmpty()) {
      return;
    }
    if (settings.vpc() == null || settings.vpc().subnetIds().isEmpty()) {
      throw LambdaFaults.invalid(
          "Function must be configured to execute in a VPC to mount file" + " systems.");
    }
  }

  /** The size of /tmp; the model permits more than ordinary functions do. */
  static int ephemeralStorage(EphemeralStorage storage) {
    if (storage.size() > LambdaQuotas.EPHEMERAL_MEGABYTES) {
      throw LambdaFaults.constraint(
          "Value '"
              + storage.size()
              + "' at 'ephemeralStorage.size' failed to satisfy constraint: Member must have value"
              + " less than or equal to "
              + LambdaQuotas.EPHEMERAL_MEGABYTES);
    }
    return storage.size();
  }

  /**
   * The variables, in name order.
   *
   * @throws AwsError InvalidParameterValueException if they are reserved, or more than 4 KB
   */
  static Map<String, String> environment(Environment environment) {
    Map<String, String> variables =
        environment.variables() == null ? Map.of() : new TreeMap<>(environment.variables());
    Set<String> reserved = new TreeSet<>(variables.keySet());
    reserved.retainAll(RESERVED);
    if (!reserved.isEmpty()) {
      throw LambdaFaults.invalid(
          "Lambda was unable to configure your environment variables because the environment"
              + " variables you have provided contains reserved keys that are currently not"
              + " supported for modification. Reserved keys used in this request: "
              + String.join(", ", reserved));
    }
    String measured = JsonObjectText.of(json -> variables.forEach(json::member));
    if (measured.getBytes(StandardCharsets.UTF_8).length > LambdaQuotas.ENVIRONMENT_BYTES) {
      throw LambdaFaults.invalid(
          "Lambda was unable to configure your environment variables because the environment"
              + " variables you have provided exceeded the 4KB limit. String measured: "
              + measured);
    }
    return Collections.unmodifiableMap(variables);
  }

  /** The network; null if it is not set. */
  static VpcSettings vpc(VpcConfig vpc) {
    List<String> subnets = vpc.subnetIds() == null ? List.of() : List.copyOf(vpc.subnetIds());
    List<String> groups =
        vpc.securityGroupIds() == null ? List.of() : List.copyOf(vpc.securityGroupIds());
    if (subnets.isEmpty() != groups.isEmpty()) {
      throw LambdaFaults.invalid("SubnetIds and SecurityIds must coexist or be both empty list.");
    }
    return new VpcSettings(subnets, groups, Boolean.TRUE.equals(vpc.ipv6AllowedForDualStack()));
  }

  /** The overrides of an image; null if there are none. */
  static ImageSettings image(ImageConfig image) {
    boolean nothing =
        isEmpty(image.entryPoint())
            && isEmpty(image.command())
            && (image.workingDirectory() == null || image.workingDirectory().isEmpty());
    return nothing
        ? null
        : new ImageSettings(image.entryPoint(), image.command(), image.workingDirectory());
  }

  private static boolean isEmpty(List<String> texts) {
    return texts == null || texts.isEmpty();
  }

  /**
   * The logging settings.
   *
   * @param known the present ones; null for a new function
   * @param given null for nothing
   */
  static LoggingSettings logging(String function, LoggingSettings known, LoggingConfig given) {
    LoggingSettings from =
        known != null ? known : new LoggingSettings(TEXT, null, null, "/aws/lambda/" + function);
    if (given == null) {
      return from;
    }
    String format = given.logFormat() == null ? from.format() : given.logFormat();
    String group = given.logGroup() == null ? from.group() : given.logGroup();
    if (format.equals(TEXT)) {
      refuseLevel("ApplicationLogLevel", given.applicationLogLevel());
      refuseLevel("SystemLogLevel", given.systemLogLevel());
      return new LoggingSettings(format, null, null, group);
    }
    return new LoggingSettings(
        format,
        level(given.applicationLogLevel(), from.applicationLevel()),
        level(given.systemLogLevel(), from.systemLevel()),
        group);
  }

  private static String level(String given, String known) {
    if (given != null) {
      return given;
    }
    return known == null ? INFO : known;
  }

  private static void refuseLevel(String name, String level) {
    if (level != null) {
      throw LambdaFaults.invalid(
          name
              + " is not supported when LogFormat is set to \"Text\". Remove "
              + name
              + " from your request or change the LogFormat to \"JSON\" and try again.");
    }
  }

  /**
   * The SnapStart setting.
   *
   * @throws AwsError InvalidParameterValueException if the runtime does not support it
   */
  static String snapStart(String applyOn, String runtime) {
    if (!applyOn.equals("None") && (runtime == null || !RuntimeNames.hasSnapStart(runtime))) {
      throw LambdaFaults.invalid(runtime + " is not supported for SnapStart enabled functions.");
    }
    return applyOn;
  }
}
