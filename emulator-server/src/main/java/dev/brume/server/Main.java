package dev.brume.server;

/** The command line of the server. */
public final class Main {

  private Main() {}

  /** Tells that nothing is served yet. */
  public static void main(String[] arguments) {
    System.err.println("brume: the server is not part of this build yet");
    System.exit(1);
  }
}
