package dev.brume.core.admin;

import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.core.state.DamagedStateException;
import dev.brume.core.state.InMemoryStore;
import dev.brume.core.state.StateException;
import dev.brume.core.state.StateExport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * {@code /_brume/state}: the whole state as one file, to take out and to put in. A state too big
 * for a request is taken from the data directory while no server runs: the file is of the same
 * kind.
 */
final class StateRoutes {
  private static final String PATH = "/_brume/state";

  /** The biggest file that a response carries: a GiB. */
  private static final long MAX_RESPONSE_BYTES = 1L << 30;

  private final InMemoryStore store;

  StateRoutes(InMemoryStore store) {
    this.store = store;
  }

  void addTo(AdminRoutes routes) {
    routes
        .on("GET", PATH, (request, wildcard) -> export())
        .on("PUT", PATH, (request, wildcard) -> importBody(request))
        .on("POST", PATH + "/save", (request, wildcard) -> save(store));
  }

  /** Has everything written down that is to be kept. */
  static Map<String, Object> save(InMemoryStore store) {
    if (!store.isLasting()) {
      throw new AdminRefusal(501, "State is kept in memory only; start with --data to save it");
    }
    store.save().join();
    return Map.of();
  }

  private HttpResponse export() {
    return withTemporaryFile(
        file -> {
          StateExport.write(store, file);
          if (Files.size(file) > MAX_RESPONSE_BYTES) {
            throw new AdminRefusal(
                413, "The state is too big for a response: copy the data directory");
          }
          Headers headers = new Headers().add("Content-Type", "application/vnd.sqlite3");
          return HttpResponse.of(200, headers, Files.readAllBytes(file));
        });
  }

  private Map<String, Object> importBody(HttpRequest request) {
    byte[] body = ((RequestBody.Whole) request.body()).bytes();
    return withTemporaryFile(file -> importFrom(Files.write(file, body)));
  }

  private Map<String, Object> importFrom(Path file) {
    try {
      StateExport.read(store, file);
    } catch (DamagedStateException e) {
      throw AdminRefusal.badRequest(e.getMessage());
    } catch (StateException e) {
      throw new AdminRefusal(409, e.getMessage());
    }
    return Map.of();
  }

  @FunctionalInterface
  private interface Work<T> {
    T on(Path file) throws IOException;
  }

  private static <T> T withTemporaryFile(Work<T> work) {
    try {
      Path file = Files.createTempFile("brume-state", ".db");
      try {
        return work.on(file);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
