package dev.brume.core.admin;

import dev.brume.core.http.ConnectionCounters;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.observe.JvmMeters;
import dev.brume.core.observe.PrometheusText;
import dev.brume.core.state.InMemoryStore;

/** {@code /_brume/metrics}: all counters, for Prometheus. */
final class MetricsRoute {
  private static final String PATH = "/_brume/metrics";

  private final AdminOptions options;

  MetricsRoute(AdminOptions options) {
    this.options = options;
  }

  void addTo(AdminRoutes routes) {
    routes.on("GET", PATH, AdminInput.NONE, (request, wildcard) -> metrics());
  }

  private HttpResponse metrics() {
    PrometheusText out = new PrometheusText();
    out.gauge("brume_info", "The version that runs.").sample("", 1, "version", options.version());
    options.observer().write(out);
    writeTraffic(out, options.traffic());
    out.gauge("brume_timers_scheduled", "Timers that are to go off.")
        .sample(options.timeline().scheduled());
    writeStore(out, options.store());
    JvmMeters.write(out);
    Headers headers = new Headers().add("Content-Type", PrometheusText.CONTENT_TYPE);
    return HttpResponse.of(200, headers, out.bytes());
  }

  private static void writeTraffic(PrometheusText out, ConnectionCounters traffic) {
    long closed = traffic.connectionsClosed();
    long opened = traffic.connectionsOpened();
    out.counter("brume_connections_accepted_total", "Connections accepted.").sample(opened);
    out.gauge("brume_connections_open", "Connections that are open.")
        .sample(Math.max(0, opened - closed));
    out.counter("brume_received_bytes_total", "Bytes received, as they are on the wire.")
        .sample(traffic.bytesReceived());
    out.counter("brume_sent_bytes_total", "Bytes sent, as they are on the wire.")
        .sample(traffic.bytesSent());
    out.counter(
        "brume_http_refused_total", "Requests that no service saw: malformed, too large or slow.");
    traffic
        .refused()
        .forEach((status, count) -> out.sample("", count, "status", String.valueOf(status)));
  }

  private static void writeStore(PrometheusText out, InMemoryStore store) {
    InMemoryStore.Counts counts = store.counts();
    out.gauge("brume_store_sections", "Handlers, timers and effects that use the state now.")
        .sample(counts.sections());
    out.gauge("brume_store_scopes", "Accounts and regions of services that hold state.")
        .sample(counts.scopes());
    out.gauge("brume_store_lasting", "1 where the state is kept over restarts.")
        .sample(store.isLasting() ? 1 : 0);
    out.counter("brume_store_commits_total", "Writes to the file of the state.")
        .sample(counts.commits());
    out.counter("brume_store_changes_written_total", "Changes in those writes.")
        .sample(counts.changesWritten());
    out.gauge("brume_store_changes_waiting", "The journal's lag: changes that are not written yet.")
        .sample(counts.changesWaiting());
  }
}
