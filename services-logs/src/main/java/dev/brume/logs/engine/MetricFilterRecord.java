package dev.brume.logs.engine;

import java.util.List;
import java.util.Map;

/**
 * A metric filter of a log group: stored and shown.
 *
 * @param name its name
 * @param pattern its filter pattern, as submitted
 * @param metrics the metrics that matching events would emit
 * @param createdMillis its creation time
 */
public record MetricFilterRecord(
    String name, String pattern, List<Metric> metrics, long createdMillis) {

  /**
   * A metric.
   *
   * @param defaultValue null for none
   * @param dimensions empty for none
   * @param unit null for none
   */
  public record Metric(
      String name,
      String namespace,
      String value,
      Double defaultValue,
      Map<String, String> dimensions,
      String unit) {}
}
