package dev.brume.server;

import dev.brume.lambda.LambdaOptions;
import dev.brume.lambda.LambdaOptions.Rules;
import dev.brume.lambda.runtime.RuntimeLimits;
import java.util.Map;
import java.util.regex.Pattern;

/** Lambda's settings from the environment. */
final class LambdaSettings {
  private static final String KEEP = "LAMBDA_KEEPALIVE_MS";
  private static final String INIT = "LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT";
  private static final String RETRY = "LAMBDA_RETRY_BASE_DELAY_SECONDS";
  private static final String FOLDERS = "BUCKET_MARKER_LOCAL";

  /** Buckets' names, and LocalStack's former one with underscores. */
  private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9._-]{1,63}");

  private static final long MAX_MILLIS = 86_400_000;
  private static final int MAX_SECONDS = 21_600;

  private LambdaSettings() {}

  static Rules of(Environment environment) {
    RuntimeLimits usual = RuntimeLimits.DEFAULT;
    String folders = environment.text(FOLDERS);
    if (folders != null && !BUCKET.matcher(folders).matches()) {
      throw new UsageException(FOLDERS + " is a name for a bucket; not " + folders);
    }
    return new Rules(
        new RuntimeLimits(
            (int) environment.number(INIT, MAX_SECONDS, usual.initSeconds()),
            environment.number(KEEP, MAX_MILLIS, usual.keepMillis())),
        (int) environment.number(RETRY, MAX_SECONDS, LambdaOptions.RETRY_SECONDS),
        folders == null ? LambdaOptions.FOLDERS : folders);
  }

  /** The settings in force, by variable name. */
  static void put(Map<String, Object> map, Rules rules) {
    map.put(KEEP, rules.limits().keepMillis());
    map.put(INIT, rules.limits().initSeconds());
    map.put(RETRY, rules.retrySeconds());
    map.put(FOLDERS, rules.folders());
  }
}
