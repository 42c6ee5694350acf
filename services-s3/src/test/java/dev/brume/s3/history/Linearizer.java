package dev.brume.s3.history;

import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Tells whether what several clients did to one key, and were answered, can have happened in one
 * order: each operation at one moment between its request and its answer.
 *
 * @see <a href="https://doi.org/10.1145/78969.78972">Herlihy and Wing: Linearizability: A
 *     Correctness Condition for Concurrent Objects</a>
 */
final class Linearizer {
  /**
   * An operation.
   *
   * @param start when it was asked for, on a clock that all clients share
   * @param end when it was answered
   * @param what in words
   * @param effect what it makes of a state; null where it can't have been answered so in that state
   */
  record Event(long start, long end, String what, UnaryOperator<KeyState> effect) {}

  /** How far each client has come, and what that came to. */
  private record Point(List<Integer> done, KeyState state) {
    Point after(int client, KeyState next) {
      Integer[] further = done.toArray(Integer[]::new);
      further[client]++;
      return new Point(List.of(further), next);
    }
  }

  private final List<List<Event>> clients;

  /**
   * @param clients what each client did, one operation after the other
   */
  Linearizer(List<List<Event>> clients) {
    this.clients = clients;
  }

  /** Fails where there is no such order. */
  void check() {
    Deque<Point> open = new ArrayDeque<>();
    Set<Point> seen = new HashSet<>();
    open.push(new Point(clients.stream().map(events -> 0).toList(), KeyState.EMPTY));
    int total = clients.stream().mapToInt(List::size).sum();
    Point farthest = open.peek();
    while (!open.isEmpty()) {
      Point point = open.pop();
      if (!seen.add(point)) {
        continue;
      }
      if (sum(point) > sum(farthest)) {
        farthest = point;
      }
      if (sum(point) == total) {
        return;
      }
      for (int client = 0; client < clients.size(); client++) {
        Point next = next(point, client);
        if (next != null) {
          open.push(next);
        }
      }
    }
    fail("No order explains these answers after %s: %s", farthest.state, heads(farthest));
  }

  private static int sum(Point point) {
    return point.done.stream().mapToInt(Integer::intValue).sum();
  }

  private Event head(Point point, int client) {
    int done = point.done.get(client);
    return done == clients.get(client).size() ? null : clients.get(client).get(done);
  }

  /**
   * The point that the client's next operation leads to; null where it can't be the next of all.
   */
  private Point next(Point point, int client) {
    Event event = head(point, client);
    if (event == null) {
      return null;
    }
    for (int other = 0; other < clients.size(); other++) {
      Event earlier = head(point, other);
      if (earlier != null && earlier.end < event.start) {
        return null;
      }
    }
    KeyState state = event.effect.apply(point.state);
    return state == null ? null : point.after(client, state);
  }

  private String heads(Point point) {
    StringBuilder text = new StringBuilder();
    for (int client = 0; client < clients.size(); client++) {
      List<Event> events = clients.get(client);
      int done = point.done.get(client);
      for (int i = Math.max(0, done - 2); i < Math.min(events.size(), done + 3); i++) {
        Event event = events.get(i);
        String mark = i < done ? "  done " : "  then ";
        text.append("\nclient ").append(client).append(mark).append(event.start).append("..");
        text.append(event.end).append(' ').append(event.what);
      }
    }
    return text.toString();
  }
}
