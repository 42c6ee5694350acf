package dev.brume.core.admin;

import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestTimeoutException;
import dev.brume.core.http.TruncatedBodyException;
import dev.brume.core.schema.CompositeByteStream;
import dev.brume.core.schema.FileStream;
import dev.brume.core.state.DamagedStateException;
import dev.brume.core.state.InMemoryStore;
import dev.brume.core.state.StateException;
import dev.brume.core.state.StateExport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** {@code /_brume/state}: exports and imports the whole state as one file. */
final class StateRoutes {
  private static final String PATH = "/_brume/state";

  private final InMemoryStore store;

  StateRoutes(InMemoryStore store) {
    this.store = store;
  }

  void addTo(AdminRoutes routes) {
    routes
        .on("GET", PATH, AdminInput.NONE, (request, wildcard) -> export())
        .onStream("PUT", PATH, (request, wildcard) -> importBody(request))
        .on("POST", PATH + "/save", AdminInput.NONE, (request, wildcard) -> save(store));
  }

  /** Writes all persistent state to disk. */
  static Map<String, Object> save(InMemoryStore store) {
    if (!store.isLasting()) {
      throw new AdminRefusal(501, "State is kept in memory only; start with --data to save it");
    }
    store.save().join();
    return Map.of();
  }

  /** The file is deleted after it has been sent. */
  private HttpResponse export() {
    return withTemporaryFile(
        file -> {
          StateExport.write(store, file);
          FileChannel channel =
              FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE);
          Headers headers = new Headers().add("Content-Type", "application/vnd.sqlite3");
          return HttpResponse.streaming(
              200, headers, new CompositeByteStream(channel.size(), new Sent(channel)));
        });
  }

  /** A file as a stream's only piece. */
  private static final class Sent implements FileStream.Pieces {
    private final FileChannel channel;
    private boolean given;

    Sent(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public FileStream.Piece next() throws IOException {
      if (given) {
        return null;
      }
      given = true;
      return new FileStream.Region(channel, 0, channel.size());
    }

    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private Map<String, Object> importBody(HttpRequest request) {
    new AdminQuery(request);
    if (request.header("Content-Range") != null) { // RFC 9110, 14.5
      throw AdminRefusal.badRequest("A part of a state can't be replaced");
    }
    return withTemporaryFile(
        file -> {
          receive(request, file);
          return importFrom(file);
        });
  }

  private static void receive(HttpRequest request, Path file) throws IOException {
    try {
      UploadedFile.receive(
          request.body(), file, StateExport.BEGINNING_BYTES, StateExport::checkBeginning);
    } catch (DamagedStateException e) {
      throw AdminRefusal.badRequest(e.getMessage());
    } catch (IOException e) {
      switch (e.getCause()) {
        case RequestTimeoutException late -> throw new AdminRefusal(408, late.getMessage());
        case TruncatedBodyException cut -> throw AdminRefusal.badRequest(cut.getMessage());
        case null, default -> throw e;
      }
    }
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
