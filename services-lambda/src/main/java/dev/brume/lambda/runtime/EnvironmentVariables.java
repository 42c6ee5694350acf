package dev.brume.lambda.runtime;

import dev.brume.core.port.RoleSession;
import dev.brume.core.scope.Scope;
import dev.brume.core.time.MachineClock;
import dev.brume.lambda.engine.FunctionSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The environment of a function's process.
 *
 * @param plan its runtime plan
 * @param task the directory of its code
 * @param layers the directory of its layers' contents
 * @param temporary the directory of its temporary files
 * @param stream the last part of the log stream's name
 * @param runtimeApi the address of its Runtime API
 * @param credentials of its role
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime">
 *     Defined runtime environment variables</a>
 */
record EnvironmentVariables(
    RuntimePlan plan,
    Path task,
    List<Path> layers,
    Path temporary,
    String stream,
    String runtimeApi,
    RoleSession credentials) {
  private static final String DAEMON = "127.0.0.1";
  private static final String DAEMON_PORT = "2000";
  private static final String WRAPPER = "AWS_LAMBDA_EXEC_WRAPPER";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** The command, wrapped by the function's wrapper script if it has one. */
  List<String> wrapped(List<String> command) {
    Map<String, String> own = plan.settings().environment();
    String wrapper = own == null ? null : own.get(WRAPPER);
    if (wrapper == null || wrapper.isEmpty()) {
      return command;
    }
    List<String> wrapped = new ArrayList<>();
    wrapped.add(local(wrapper));
    wrapped.addAll(command);
    return wrapped;
  }

  /** The path on this machine of a path that functions use. */
  private String local(String path) {
    if (path.startsWith("/var/task/")) {
      return task.resolve(path.substring("/var/task/".length())).toString();
    }
    if (path.startsWith("/opt/")) {
      for (Path layer : layers) {
        Path found = layer.resolve(path.substring("/opt/".length()));
        if (found.toFile().exists()) {
          return found.toString();
        }
      }
    }
    return path;
  }

  /** The log stream of an environment started at a given time. */
  String logStream(long millis) {
    return logStream(plan.version(), millis, stream);
  }

  /** The log stream of an environment of a version, with a name of its own. */
  static String logStream(String version, long millis, String name) {
    return DAY.format(Instant.ofEpochMilli(millis)) + "/[" + version + "]" + name;
  }

  /**
   * All variables.
   *
   * @param endpoint the emulator's endpoint; null if unknown
   */
  Map<String, String> all(String endpoint) {
    FunctionSettings settings = plan.settings();
    Scope scope = plan.scope();
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("LANG", "en_US.UTF-8");
    variables.put("TZ", ":UTC");
    variables.put("HOME", temporary.toString());
    variables.put("TMPDIR", temporary.toString());
    variables.put("PATH", paths("bin", System.getenv().getOrDefault("PATH", "/usr/bin:/bin")));
    variables.put("LD_LIBRARY_PATH", paths("lib", task + ":" + task.resolve("lib")));
    addModulePaths(variables, settings.runtime());
    if (endpoint != null) {
      variables.put("AWS_ENDPOINT_URL", endpoint);
    }
    if (settings.environment() != null) {
      variables.putAll(settings.environment());
    }
    variables.put("_HANDLER", settings.handler());
    variables.put("LAMBDA_TASK_ROOT", task.toString());
    variables.put("LAMBDA_RUNTIME_DIR", "/var/runtime");
    variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    variables.put("AWS_REGION", scope.region());
    variables.put("AWS_DEFAULT_REGION", scope.region());
    if (!settings.runtime().startsWith("provided")) {
      variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + settings.runtime());
    }
    if (!settings.runtime().startsWith("provided") && !settings.runtime().startsWith("java")) {
      variables.put("PWD", task.toString());
      variables.put("SHLVL", "0");
    }
    if ("JSON".equals(settings.logging().format())) {
      variables.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
      variables.put("AWS_LAMBDA_LOG_LEVEL", settings.logging().applicationLevel());
    }
    variables.put("AWS_LAMBDA_FUNCTION_NAME", plan.function());
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", plan.version());
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(settings.memoryMegabytes()));
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", settings.logging().group());
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", logStream(MachineClock.SYSTEM.millis()));
    variables.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
    variables.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
    variables.put("AWS_SESSION_TOKEN", credentials.sessionToken());
    variables.put("AWS_XRAY_CONTEXT_MISSING", "LOG_ERROR");
    variables.put("AWS_XRAY_DAEMON_ADDRESS", DAEMON + ":" + DAEMON_PORT);
    variables.put("_AWS_XRAY_DAEMON_ADDRESS", DAEMON);
    variables.put("_AWS_XRAY_DAEMON_PORT", DAEMON_PORT);
    return variables;
  }

  /** Adds the module paths of Python and Node.js, as AWS's runtimes do. */
  private void addModulePaths(Map<String, String> variables, String runtime) {
    if (runtime.startsWith("python")) {
      String sitePackages = paths("python/lib/" + runtime + "/site-packages", task.toString());
      variables.put("PYTHONPATH", paths("python", sitePackages));
    } else if (runtime.startsWith("nodejs")) {
      String version = "nodejs/node" + runtime.replaceAll("\\D", "") + "/node_modules";
      String own = task.resolve("node_modules") + ":" + task;
      variables.put("NODE_PATH", paths(version, paths("nodejs/node_modules", own)));
    }
  }

  /** The directories of layers, before {@code rest}. */
  private String paths(String directory, String rest) {
    StringBuilder paths = new StringBuilder();
    for (Path layer : layers) {
      paths.append(layer.resolve(directory)).append(':');
    }
    return paths.append(rest).toString();
  }
}
