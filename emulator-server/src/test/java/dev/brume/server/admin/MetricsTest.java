package dev.brume.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.server.Brume;
import dev.brume.server.admin.AdminClient.Answer;
import java.net.Socket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code /_brume/metrics} says, and that it says it as Prometheus reads it. Source of truth:
 * https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format and docs/admin.md
 * of this project.
 */
class MetricsTest {
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-z_]+)(\\{[a-z_]+=\"[^\"]*\"(?:,[a-z_]+=\"[^\"]*\")*})? (-?[0-9.]+|[+-]Inf|NaN)");

  @TempDir private Path folder;

  /** The samples by their name and labels, after each line has been checked. */
  private static Map<String, Double> read(AdminClient client) {
    Answer answer = client.get("/_brume/metrics");
    assertThat(answer.header("Content-Type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    assertThat(answer.text()).endsWith("\n");
    Map<String, Double> samples = new HashMap<>();
    Set<String> families = new HashSet<>();
    String family = "";
    for (String line : answer.text().split("\n")) {
      if (line.startsWith("# HELP ")) {
        family = line.split(" ")[2];
        assertThat(families.add(family)).as("one block for %s", family).isTrue();
        assertThat(line).matches("# HELP [a-z_]+ [A-Z0-9].+\\.");
      } else if (line.startsWith("# TYPE ")) {
        assertThat(line)
            .matches("# TYPE " + family + " (counter|gauge|histogram|summary)")
            .satisfies(
                type -> assertThat(type.endsWith("counter")).isEqualTo(type.contains("_total ")));
      } else {
        Matcher sample = SAMPLE.matcher(line);
        assertThat(sample.matches()).as(line).isTrue();
        assertThat(sample.group(1)).startsWith(family);
        double value = Double.parseDouble(sample.group(3));
        String name = sample.group(1) + (sample.group(2) == null ? "" : sample.group(2));
        assertThat(samples.put(name, value)).as(name).isNull();
      }
    }
    return samples;
  }

  private static void createQueue(AdminClient client, String name) {
    client.send(
        "POST",
        "/",
        "{\"QueueName\":\"" + name + "\"}",
        "Content-Type",
        "application/x-amz-json-1.0",
        "X-Amz-Target",
        "AmazonSQS.CreateQueue");
  }

  @Test
  void everythingThatIsCountedIsThere() {
    try (Brume brume = Brume.builder().virtualTime().start()) {
      AdminClient client = new AdminClient(brume.endpoint());
      createQueue(client, "orders");
      createQueue(client, "orders");
      createQueue(client, "a b");
      Map<String, Double> samples = read(client);

      String create = "service=\"sqs\",operation=\"CreateQueue\"";
      assertThat(samples)
          .containsEntry("brume_requests_total{" + create + ",status=\"200\"}", 2.0)
          .containsEntry("brume_requests_total{" + create + ",status=\"400\"}", 1.0)
          .containsEntry("brume_request_duration_seconds_bucket{" + create + ",le=\"+Inf\"}", 3.0)
          .containsEntry("brume_request_duration_seconds_count{" + create + "}", 3.0)
          .containsEntry("brume_requests_in_flight", 0.0)
          .containsEntry("brume_requests_waiting", 0.0)
          .containsEntry("brume_store_lasting", 0.0)
          .containsEntry("brume_store_scopes", 1.0)
          .containsEntry("brume_store_commits_total", 0.0)
          .containsKey("brume_info{version=\"5.0.0\"}")
          .containsKeys("brume_timers_scheduled", "jvm_memory_used_bytes{area=\"heap\"}")
          .containsKeys("jvm_threads_current", "process_cpu_seconds_total");
      assertThat(samples.get("brume_request_duration_seconds_sum{" + create + "}")).isPositive();
      assertThat(samples.get("brume_connections_accepted_total")).isPositive();
      assertThat(samples.get("brume_connections_open")).isPositive();
      assertThat(samples.get("brume_received_bytes_total")).isGreaterThan(300);
      assertThat(samples.get("brume_sent_bytes_total")).isGreaterThan(300);
      assertThat(samples.get("brume_uptime_seconds")).isPositive();
      assertThat(samples.get("process_start_time_seconds")).isGreaterThan(1.7e9);
      assertThat(samples.keySet()).anyMatch(name -> name.startsWith("jvm_gc_collection_seconds_"));
      assertThat(client.get("/_brume/metrics?a=b").status()).isEqualTo(400);
    }
  }

  @Test
  void bucketsGrowWithTheirBounds() {
    try (Brume brume = Brume.builder().virtualTime().start()) {
      AdminClient client = new AdminClient(brume.endpoint());
      createQueue(client, "orders");
      Pattern bucket = Pattern.compile("_bucket\\{.*le=\"([^\"]+)\"} (\\d+)");
      double bound = 0;
      long count = 0;
      Matcher buckets = bucket.matcher(client.get("/_brume/metrics").text());
      while (buckets.find()) {
        double next =
            buckets.group(1).equals("+Inf")
                ? Double.POSITIVE_INFINITY
                : Double.parseDouble(buckets.group(1));
        assertThat(next).isGreaterThan(bound);
        assertThat(Long.parseLong(buckets.group(2))).isGreaterThanOrEqualTo(count);
        bound = next;
        count = Long.parseLong(buckets.group(2));
      }
      assertThat(count).isEqualTo(1);
    }
  }

  @Test
  void whatTheFrontEndRefusesIsCounted() throws Exception {
    try (Brume brume = Brume.builder().virtualTime().start();
        Socket socket = new Socket("127.0.0.1", brume.port())) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\nHost : a\r\n\r\n".getBytes());
      assertThat(new String(socket.getInputStream().readAllBytes())).startsWith("HTTP/1.1 400 ");

      assertThat(read(new AdminClient(brume.endpoint())))
          .containsEntry("brume_http_refused_total{status=\"400\"}", 1.0);
    }
  }

  @Test
  void whatIsWrittenDownIsCounted() {
    try (Brume brume = Brume.builder().virtualTime().data(folder).start()) {
      AdminClient client = new AdminClient(brume.endpoint());
      createQueue(client, "orders");
      Map<String, Double> samples = read(client);

      assertThat(samples)
          .containsEntry("brume_store_lasting", 1.0)
          .containsEntry("brume_store_changes_waiting", 0.0);
      assertThat(samples.get("brume_store_commits_total")).isPositive();
      assertThat(samples.get("brume_store_changes_written_total")).isPositive();
    }
  }
}
