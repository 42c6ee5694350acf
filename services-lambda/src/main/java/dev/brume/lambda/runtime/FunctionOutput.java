package dev.brume.lambda.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The output of a process, split into messages: one per line. A carriage return within a line
 * represents a line break within the message, with which Brume's own runtimes keep stack traces
 * together. The stored output is bounded.
 */
final class FunctionOutput {
  /** "The last 4 KB of the execution log". */
  static final int TAIL_BYTES = 4096;

  /** The size from which output is passed on during a call. */
  private static final int PASSED_CHARACTERS = 1_048_576;

  /** The stored output per call; a message replaces the rest. */
  static final int MAX_CHARACTERS = 16 * PASSED_CHARACTERS;

  private static final String DROPPED = "[Brume keeps no more of the output of this call]\n";

  /** The longest line: "256 KB" is the largest log event that AWS accepts. */
  private static final int MAX_LINE_BYTES = 262_144;

  /** The prefix of the line with which Brume's own runtimes end the output of a call. */
  private static final String MARK = "\u0000brume-end ";

  /** The prefix of a message without a final line break, as AWS's runtimes write errors. */
  private static final String UNENDED = "\u0000brume-unended ";

  private static final long MARK_MILLIS = 1_000;
  private static final long GRACE_MILLIS = 25;

  private final Consumer<List<String>> log;
  private final List<String> messages = new ArrayList<>();
  private int characters;
  private int passed;
  private boolean dropped;
  private byte[] passedTail = {};
  private volatile long taken;
  private CompletableFuture<Void> mark = new CompletableFuture<>();

  /**
   * @param log takes messages
   */
  FunctionOutput(Consumer<List<String>> log) {
    this.log = log;
  }

  /** Reads until the process closes its output; blocks. */
  void read(InputStream from) {
    byte[] line = new byte[MAX_LINE_BYTES];
    byte[] buffer = new byte[8192];
    int length = 0;
    try (from) {
      for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
        taken += read;
        for (int i = 0; i < read; i++) {
          if (buffer[i] == '\n') {
            take(line, length);
            length = 0;
          } else if (length < line.length) {
            line[length++] = buffer[i];
          }
        }
      }
    } catch (IOException ended) {
      // The process has exited.
    }
    if (length > 0) {
      take(line, length);
    }
    ended();
  }

  /** Reads the output of a process beside the runtime until it ends; blocks. */
  void readLines(InputStream from) {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(from, UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        addBounded(line + "\n");
      }
    } catch (IOException ended) {
      // The process has exited.
    }
  }

  private void take(byte[] line, int length) {
    String text = new String(line, 0, length, UTF_8);
    if (text.startsWith(MARK)) {
      ended();
    } else if (text.startsWith(UNENDED)) {
      addBounded(text.substring(UNENDED.length()).replace('\r', '\n'));
    } else {
      addBounded(text.replace('\r', '\n') + "\n");
    }
  }

  private synchronized void ended() {
    mark.complete(null);
  }

  private synchronized void addBounded(String message) {
    if (passed + characters < MAX_CHARACTERS) {
      add(message);
    } else if (!dropped) {
      dropped = true;
      add(DROPPED);
    }
    if (characters >= PASSED_CHARACTERS) {
      pass();
    }
  }

  /** Adds a message of the platform. */
  synchronized void add(String message) {
    messages.add(message);
    characters += message.length();
  }

  private void pass() {
    passedTail = tail();
    log.accept(List.copyOf(messages));
    messages.clear();
    passed += characters;
    characters = 0;
  }

  /** Starts the output of a new call. */
  synchronized void begin() {
    mark = new CompletableFuture<>();
  }

  /**
   * Waits until the call's output has arrived.
   *
   * @param marked whether the runtime marks the end
   */
  void awaitEnd(boolean marked) {
    CompletableFuture<Void> end;
    synchronized (this) {
      end = mark;
    }
    if (!marked) {
      awaitSilence();
      return;
    }
    try {
      end.get(MARK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException late) {
      // Later output belongs to the next call.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits until no more output arrives: output written before the response is in the pipe when that
   * arrives, and is read at once.
   */
  private void awaitSilence() {
    long before = -1;
    for (int i = 0; i < GRACE_MILLIS && before != taken; i++) {
      before = taken;
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
  }

  /** Ends a call: passes on the remaining messages and returns the last bytes of its output. */
  synchronized byte[] end() {
    pass();
    byte[] last = passedTail;
    passedTail = new byte[0];
    passed = 0;
    dropped = false;
    return last;
  }

  /** Callers don't see that a process was started. */
  private static boolean isInit(String message) {
    return message.startsWith(PlatformLog.INIT_TEXT) || message.contains(PlatformLog.INIT_JSON);
  }

  private byte[] tail() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(passedTail);
    for (String message : messages) {
      if (!isInit(message)) {
        all.writeBytes((message + (message.endsWith("\n") ? "" : "\n")).getBytes(UTF_8));
      }
    }
    byte[] bytes = all.toByteArray();
    return Arrays.copyOfRange(bytes, Math.max(0, bytes.length - TAIL_BYTES), bytes.length);
  }
}
