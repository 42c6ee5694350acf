package dev.brume.core.observe;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Prometheus' text format: families of samples, each with a help line and a type line.
 *
 * @see <a
 *     href="https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format">Prometheus:
 *     text-based format 0.0.4</a>
 */
public final class PrometheusText {
  /** The content type of the text. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder(8 * 1024);
  private String family;

  /**
   * Starts a family; the following samples belong to it.
   *
   * @param type counter, gauge, histogram or summary
   */
  public PrometheusText family(String name, String type, String help) {
    family = name;
    text.append("# HELP ").append(name).append(' ');
    escape(help, false);
    text.append("\n# TYPE ").append(name).append(' ').append(type).append('\n');
    return this;
  }

  /** Starts a family of counters. */
  public PrometheusText counter(String name, String help) {
    return family(name, "counter", help);
  }

  /** Starts a family of gauges. */
  public PrometheusText gauge(String name, String help) {
    return family(name, "gauge", help);
  }

  /** Adds the family's only sample. */
  public PrometheusText sample(double value) {
    return sample("", value);
  }

  /**
   * Adds a sample of the family.
   *
   * @param suffix the suffix of the family's name: {@code _bucket}, {@code _sum}, {@code _count}
   * @param namesAndValues the labels
   */
  public PrometheusText sample(String suffix, double value, String... namesAndValues) {
    text.append(family).append(suffix);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      text.append(i == 0 ? '{' : ',').append(namesAndValues[i]).append("=\"");
      escape(namesAndValues[i + 1], true);
      text.append('"');
    }
    if (namesAndValues.length > 0) {
      text.append('}');
    }
    text.append(' ').append(number(value)).append('\n');
    return this;
  }

  private void escape(String value, boolean quoted) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '"' -> text.append(quoted ? "\\\"" : "\"");
        default -> text.append(c);
      }
    }
  }

  /** A number in Go's format, without an exponent. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1L << 53;
    return whole
        ? Long.toString((long) value)
        : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /** The complete text, in UTF-8. */
  public byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
