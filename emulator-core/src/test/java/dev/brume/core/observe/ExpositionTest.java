package dev.brume.core.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The text that Prometheus reads. Source of truth:
 * https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
 */
class ExpositionTest {
  @Test
  void familiesHaveHelpTypeAndSamples() {
    PrometheusText out = new PrometheusText();
    out.counter("a_total", "Back\\slash, \"quotes\",\nline.")
        .sample("", 3, "name", "back\\slash \"quoted\"\nline", "other", "é");
    out.gauge("b", "None.");
    out.family("c", "histogram", "Some.").sample("_bucket", 1, "le", "+Inf").sample("_sum", 0.25);

    assertThat(out.toString())
        .isEqualTo(
            """
            # HELP a_total Back\\\\slash, "quotes",\\nline.
            # TYPE a_total counter
            a_total{name="back\\\\slash \\"quoted\\"\\nline",other="é"} 3
            # HELP b None.
            # TYPE b gauge
            # HELP c Some.
            # TYPE c histogram
            c_bucket{le="+Inf"} 1
            c_sum 0.25
            """);
  }

  @Test
  void numbersAreThoseOfGo() {
    assertThat(PrometheusText.number(0)).isEqualTo("0");
    assertThat(PrometheusText.number(-7)).isEqualTo("-7");
    assertThat(PrometheusText.number(1L << 52)).isEqualTo("4503599627370496");
    assertThat(PrometheusText.number(0.0001)).isEqualTo("0.0001");
    assertThat(PrometheusText.number(0.00025)).isEqualTo("0.00025");
    assertThat(PrometheusText.number(Double.NaN)).isEqualTo("NaN");
    assertThat(PrometheusText.number(Double.POSITIVE_INFINITY)).isEqualTo("+Inf");
    assertThat(PrometheusText.number(Double.NEGATIVE_INFINITY)).isEqualTo("-Inf");
  }
}
