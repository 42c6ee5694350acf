package dev.brume.logs.engine;

import java.util.List;
import java.util.Map;

/**
 * What of a log group is counted: kept and shown.
 *
 * @param name of the filter
 * @param pattern of the events, as it was given
 * @param metrics what they become
 * @param createdMillis when it was made
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
