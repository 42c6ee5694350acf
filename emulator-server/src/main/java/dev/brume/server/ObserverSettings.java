package dev.brume.server;

import dev.brume.core.observe.BodyRecorder;
import dev.brume.core.observe.RequestHistory;
import dev.brume.core.observe.RequestLog;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.Locale;
import java.util.Set;

/**
 * The recording and logging of requests.
 *
 * @param remembered the number of recent requests kept (BRUME_RECORD_REQUESTS)
 * @param bodies whether messages are kept from the start, and how much of them
 *     (BRUME_RECORD_BODIES, BRUME_RECORD_BODY_BYTES, BRUME_RECORD_TOTAL_BYTES)
 * @param log the format of the line per request, or null for none (BRUME_LOG_REQUESTS)
 */
public record ObserverSettings(int remembered, BodyRecorder.Settings bodies, RequestLog.Form log) {
  private static final int REMEMBERED = 1_000;
  private static final String LOG = "BRUME_LOG_REQUESTS";

  /** LocalStack's log levels that include requests. */
  private static final Set<String> TALKATIVE = Set.of("info", "debug", "trace");

  /** The last thousand requests, without messages, and no log. */
  public static final ObserverSettings DEFAULT =
      new ObserverSettings(REMEMBERED, BodyRecorder.Settings.OFF, null);

  /**
   * Reads the environment.
   *
   * @param logLevel the general log level
   * @throws UsageException if a value is invalid
   */
  static ObserverSettings of(Environment environment, String logLevel) {
    BodyRecorder.Settings off = BodyRecorder.Settings.OFF;
    return new ObserverSettings(
        (int) environment.number("BRUME_RECORD_REQUESTS", RequestHistory.MAX_CAPACITY, REMEMBERED),
        new BodyRecorder.Settings(
            environment.isOn("BRUME_RECORD_BODIES"),
            (int)
                environment.number(
                    "BRUME_RECORD_BODY_BYTES", BodyRecorder.MAX_BODY_BYTES, off.maxBodyBytes()),
            environment.number(
                "BRUME_RECORD_TOTAL_BYTES", BodyRecorder.MAX_TOTAL_BYTES, off.maxTotalBytes())),
        log(environment, logLevel));
  }

  private static RequestLog.Form log(Environment environment, String logLevel) {
    String named = environment.text(LOG);
    if (named == null) {
      return TALKATIVE.contains(logLevel) ? RequestLog.Form.LINE : null;
    }
    return switch (named.toLowerCase(Locale.ROOT)) {
      case "line" -> RequestLog.Form.LINE;
      case "json" -> RequestLog.Form.JSON;
      case "off", "0", "false" -> null;
      default -> throw new UsageException(LOG + " is one of line, json, off; not " + named);
    };
  }

  /** {@code line}, {@code json} or {@code off}. */
  String logName() {
    return log == null ? "off" : log.name().toLowerCase(Locale.ROOT);
  }

  /** The request log, which goes to standard output; null for none. */
  RequestLog openLog() {
    return log == null
        ? null
        : new RequestLog(log, new FileOutputStream(FileDescriptor.out), RequestLog.CAPACITY);
  }
}
