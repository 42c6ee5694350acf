package dev.brume.lambda.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * The output of a process, split into messages: one per line. A carriage return within a line
 * represents a line break within the message, with which Brume's own runtimes keep stack traces
 * together. The stored output is bounded.
 */
final class FunctionOutput {
  /** "The last 4 KB of the execution log". */
  static final int TAIL_BYTES = 4096;

  /** The stored output per call; the rest is dropped. */
  private static final int MAX_CHARACTERS = 1_048_576;

  /** The longest line: "256 KB" is the largest log event that AWS accepts. */
  private static final int MAX_LINE_BYTES = 262_144;

  /** The prefix of the line with which Brume's own runtimes end the output of a call. */
  private static final String MARK = "\u0000brume-end ";

  /** The prefix of a message without a final line break, as AWS's runtimes write errors. */
  private static final String UNENDED = "\u0000brume-unended ";

  private static final long MARK_MILLIS = 1_000;
  private static final long GRACE_MILLIS = 25;

  private final List<String> messages = new ArrayList<>();
  private int characters;
  private volatile long taken;
  private CompletableFuture<Void> mark = new CompletableFuture<>();

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

  private void take(byte[] line, int length) {
    String text = new String(line, 0, length, StandardCharsets.UTF_8);
    if (text.startsWith(MARK)) {
      ended();
    } else if (text.startsWith(UNENDED)) {
      add(text.substring(UNENDED.length()).replace('\r', '\n'));
    } else {
      add(text.replace('\r', '\n') + "\n");
    }
  }

  private synchronized void ended() {
    mark.complete(null);
  }

  /** Adds a message. */
  synchronized void add(String message) {
    if (characters < MAX_CHARACTERS) {
      messages.add(message);
      characters += message.length();
    }
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

  /** Removes and returns the messages. */
  synchronized List<String> drain() {
    List<String> taken = List.copyOf(messages);
    messages.clear();
    characters = 0;
    return taken;
  }

  /** The last bytes of these messages. */
  static byte[] tail(List<String> messages) {
    StringBuilder text = new StringBuilder();
    messages.forEach(message -> text.append(message).append(message.endsWith("\n") ? "" : "\n"));
    byte[] all = text.toString().getBytes(StandardCharsets.UTF_8);
    if (all.length <= TAIL_BYTES) {
      return all;
    }
    byte[] tail = new byte[TAIL_BYTES];
    System.arraycopy(all, all.length - TAIL_BYTES, tail, 0, TAIL_BYTES);
    return tail;
  }
}
