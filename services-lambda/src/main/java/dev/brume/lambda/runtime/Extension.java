package dev.brume.lambda.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** One extension of an environment, and the events that it has not seen yet. */
final class Extension {
  private static final String EVENT_ID = "Lambda-Extension-Event-Identifier";

  private final String name;
  private final String id;
  private final Deque<String> events = new ArrayDeque<>();
  private Set<String> wanted = Set.of();
  private Waiting waiting;
  private CompletableFuture<Void> idle = new CompletableFuture<>();

  /** A request for the next event, and whether it was answered. */
  private record Waiting(RuntimeConnection connection, CompletableFuture<Boolean> answered) {}

  /**
   * @param name the file's name; for extensions within the runtime's process, their own
   * @param id a UUID
   */
  Extension(String name, String id) {
    this.name = name;
    this.id = id;
  }

  String name() {
    return name;
  }

  String id() {
    return id;
  }

  /** Sets the events that it wants: {@code INVOKE} and {@code SHUTDOWN}. */
  synchronized void subscribe(Set<String> types) {
    wanted = types;
  }

  synchronized boolean wants(String type) {
    return wanted.contains(type);
  }

  /** Completes when it asks for the next event, having done with the last one. */
  synchronized CompletableFuture<Void> idle() {
    return idle;
  }

  /** Passes an event in JSON. */
  void send(String event) {
    Waiting asking;
    synchronized (this) {
      idle = new CompletableFuture<>();
      asking = waiting;
      waiting = null;
      if (asking == null) {
        events.add(event);
      }
    }
    if (asking != null) {
      answer(asking, event);
    }
  }

  /** It asks for the next event; completes when it got one, or can't get one any more. */
  CompletableFuture<Boolean> next(RuntimeConnection connection) {
    Waiting asking = new Waiting(connection, new CompletableFuture<>());
    String event;
    CompletableFuture<Void> done;
    synchronized (this) {
      event = events.poll();
      waiting = event == null ? asking : null;
      done = idle;
    }
    if (event != null) {
      answer(asking, event);
    } else {
      done.complete(null);
    }
    return asking.answered();
  }

  private void answer(Waiting asking, String event) {
    try {
      asking
          .connection()
          .answer(
              200,
              Map.of("Content-Type", "application/json", EVENT_ID, id),
              event.getBytes(StandardCharsets.UTF_8));
      asking.answered().complete(true);
    } catch (IOException gone) {
      asking.answered().complete(false);
    }
  }

  /** It gets no event any more. */
  void close() {
    Waiting asking;
    CompletableFuture<Void> done;
    synchronized (this) {
      asking = waiting;
      waiting = null;
      done = idle;
    }
    done.complete(null);
    if (asking != null) {
      asking.answered().complete(false);
      asking.connection().close();
    }
  }
}
