package dev.brume.server;

import dev.brume.core.admin.InitStages;
import dev.brume.core.admin.InitStages.Stage;
import dev.brume.core.http.HttpCaller;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.PicocliException;

/** The command line of the server: {@code start} and its options, and {@code check}. */
public final class Main {
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  /** For long requests, such as uploads and calls of functions. */
  private static final Duration GRACE_PERIOD = Duration.ofSeconds(22);

  private Main() {}

  /**
   * Serves until the process is told to stop. Exits with 1, or for misuse 2, and a one-line
   * message.
   */
  public static void main(String[] arguments) {
    try {
      if (arguments.length > 0 && arguments[0].equals("check")) {
        check(arguments);
        return;
      }
      Flags flags = flags(arguments);
      if (flags != null) {
        HttpCaller.allowConnectionHeader();
        serve(Configuration.of(flags, System.getenv(), defaultHost()));
      }
    } catch (UsageException e) {
      exit(FAILED, e.getMessage());
    } catch (InvalidPathException e) {
      String name = e.getInput();
      exit(FAILED, "the locale (LC_ALL, LC_CTYPE, LANG) has no characters for the path " + name);
    }
  }

  private static void check(String[] arguments) {
    if (arguments.length != 2 || arguments[1].startsWith("-")) {
      exit(MISUSED, "'check' takes a folder, the DIR of 'start --data DIR', and nothing else");
    }
    System.exit(CheckCommand.run(Path.of(arguments[1]), System.out));
  }

  private static Flags flags(String[] arguments) {
    try {
      return Flags.parse(arguments);
    } catch (PicocliException e) {
      exit(MISUSED, e.getMessage());
      return null;
    }
  }

  private static void exit(int status, String message) {
    System.err.println("brume: " + message);
    System.exit(status);
  }

  /** This machine only; in a container all addresses. */
  private static String defaultHost() {
    return Container.isAround() ? "0.0.0.0" : "127.0.0.1";
  }

  private static void serve(Configuration configuration) {
    Logging.setUp(configuration.logLevel());
    leaveOutFlightRecorder();
    InitStages stages = new InitStages();
    InitScripts boot = InitScripts.of(configuration, Container.isAround(), stages);
    boot.run(Stage.BOOT);
    Brume brume =
        Brume.builder().configuration(configuration).process(Main::exitSoon).stages(stages).start();
    InitScripts scripts = boot.at(brume.listening().get(0));
    CountDownLatch stopped = stopAtExit(brume, scripts);
    if (configuration.eager()) {
      brume.parts().makeServices();
    }
    scripts.run(Stage.START);
    scripts.run(Stage.READY);
    tellReady(System.out, brume, brume.parts().warnings);
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Netty's flight recorder events are not recorded, and their classes take a sixth of the start
   * time.
   */
  private static void leaveOutFlightRecorder() {
    if (System.getProperty("io.netty.jfr.enabled") == null) {
      System.setProperty("io.netty.jfr.enabled", "false");
    }
  }

  /** Stops when the process is told to end: by SIGTERM, SIGINT or itself. */
  private static CountDownLatch stopAtExit(Brume brume, InitScripts scripts) {
    CountDownLatch stopped = new CountDownLatch(1);
    Runnable stop =
        () -> {
          scripts.run(Stage.SHUTDOWN);
          brume.stop(GRACE_PERIOD);
          stopped.countDown();
        };
    Runtime.getRuntime().addShutdownHook(new Thread(stop, "brume-stop"));
    return stopped;
  }

  /** Leaves requests in progress time to finish. */
  private static void exitSoon() {
    new Thread(() -> System.exit(0), "brume-exit").start();
  }

  private static void tellReady(PrintStream out, Brume brume, List<String> warnings) {
    List<String> addresses = new ArrayList<>();
    brume.listening().forEach(address -> addresses.add(address.url()));
    StringBuilder text = new StringBuilder();
    for (String warning : warnings) {
      text.append(warning).append('\n');
    }
    text.append("Brume ").append(BrumeVersion.current()).append(" serves ");
    text.append(String.join(", ", addresses)).append("\nReady.\n");
    out.print(text);
    out.flush();
  }
}
