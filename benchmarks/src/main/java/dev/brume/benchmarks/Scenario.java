package dev.brume.benchmarks;

import java.io.IOException;
import java.util.Locale;

/** What clients do again and again, each on a connection of its own. */
interface Scenario {
  /** The name of its constant, or the like. */
  String name();

  /** As on the command line. */
  default String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** As in the report. */
  String title();

  /** Requests in one round, as they are counted. */
  default int requests() {
    return 1;
  }

  /** How many clients there are, one run after the other. */
  default int[] connections() {
    return new int[] {1, 16};
  }

  /** Makes on a server what the rounds of so many clients need. */
  Clients prepare(ServerProcess server, int connections) throws IOException;

  /** Clients of one server. */
  interface Clients {
    /** Makes what will be used up. */
    default void refill(double seconds) throws IOException {}

    /** What the client of that number does in a round. */
    Round client(int number, HttpConnection connection) throws IOException;
  }

  /** Throws where the server did not do what it was asked. */
  @FunctionalInterface
  interface Round {
    void run() throws IOException;
  }

  /** What was to be used up is used up. */
  final class UsedUp extends IOException {
    private static final long serialVersionUID = 1;

    UsedUp(String message) {
      super(message);
    }
  }
}
