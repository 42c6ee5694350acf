package dev.brume.core.observe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line per request, on a thread of its own. If the output is slow or blocked, lines are
 * dropped, and a later line gives their number. Of the client's input it contains only the path
 * and, in JSON, the names of resources, and whatever an error message repeats.
 */
public final class RequestLog implements AutoCloseable {
  /** The most requests waiting to be written; about a second of a busy server. */
  public static final int CAPACITY = 16 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);
  private static final int LINES_AT_A_TIME = 256;
  private static final long LONGEST_GOODBYE_MILLIS = 2_000;
  private static final double MICROS_PER_MILLI = 1_000;

  /** Marks the end of the log in the queue. */
  private static final RequestRecord END =
      new RequestRecord(
          -1, 0, 0, "", "", "", "", List.of(), null, "", "", 0, "", "", 0, "", 0, 0, null,
          List.of());

  /** The format of a line. */
  public enum Form {
    /** Words separated by spaces. */
    LINE,
    /** A JSON object. */
    JSON
  }

  private final Form form;
  private final OutputStream out;
  private final BlockingQueue<RequestRecord> queue;
  private final LongAdder dropped = new LongAdder();
  private final LongAdder written = new LongAdder();
  private final JsonFactory json = new JsonFactory();
  private final Thread writer;
  private volatile boolean closing;
  private long droppedTold;

  /**
   * Starts a log.
   *
   * @param out receives the lines
   * @param capacity the most requests waiting to be written
   */
  public RequestLog(Form form, OutputStream out, int capacity) {
    this.form = form;
    this.out = out;
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.writer = new Thread(this::writeLines, "brume-request-log");
    writer.setDaemon(true);
    writer.start();
  }

  /** Enqueues {@code record}, or drops it if too many wait. */
  void add(RequestRecord record) {
    if (!queue.offer(record)) {
      dropped.increment();
    }
  }

  /** The number of lines written. */
  public long written() {
    return written.sum();
  }

  /** The number of lines dropped. */
  public long dropped() {
    return dropped.sum();
  }

  private void writeLines() {
    List<RequestRecord> batch = new ArrayList<>(LINES_AT_A_TIME);
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    try {
      while (awaitBatch(batch)) {
        boolean last = batch.remove(END);
        for (RequestRecord record : batch) {
          lines.writeBytes(format(record));
          lines.write('\n');
        }
        appendDropped(lines);
        lines.writeTo(out);
        out.flush();
        written.add(batch.size());
        batch.clear();
        lines.reset();
        if (last) {
          return;
        }
      }
    } catch (IOException e) {
      LOG.warn("The log of requests ends: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** False when the log is closed and everything is written. */
  private boolean awaitBatch(List<RequestRecord> batch) throws InterruptedException {
    while (batch.isEmpty()) {
      RequestRecord first = queue.poll(1, TimeUnit.SECONDS);
      if (first != null) {
        batch.add(first);
        queue.drainTo(batch, LINES_AT_A_TIME - 1);
      } else if (closing) {
        return false;
      }
    }
    return true;
  }

  private void appendDropped(ByteArrayOutputStream lines) {
    long now = dropped.sum();
    if (now > droppedTold) {
      String text =
          form == Form.JSON
              ? "{\"droppedLines\":" + (now - droppedTold) + "}\n"
              : (now - droppedTold) + " lines were left out: they came faster than they went\n";
      droppedTold = now;
      lines.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private byte[] format(RequestRecord record) throws IOException {
    return switch (form) {
      case LINE -> line(record).getBytes(StandardCharsets.UTF_8);
      case JSON -> object(record);
    };
  }

  /**
   * A line in the format {@link Form#LINE}: {@code time id service.operation status code latency
   * in/out}, a dash for unknown parts, and the cause if the request was refused or failed.
   */
  public static String line(RequestRecord record) {
    return String.format(
            Locale.ROOT,
            "%s %s %s.%s %d %s %.3fms %s/%sB",
            Instant.ofEpochMilli(record.timeMillis()),
            orDash(record.requestId()),
            orDash(record.service()),
            orDash(record.operation()),
            record.status(),
            orDash(record.errorCode()),
            record.latencyNanos() / 1e6,
            length(record.requestBytes()),
            length(record.responseBytes()))
        + (record.cause() == null ? "" : " " + onOneLine(SecretRedaction.inText(record.cause())));
  }

  private static String length(long bytes) {
    return bytes < 0 ? "-" : Long.toString(bytes);
  }

  /** A word, without characters that would end the line or the word. */
  private static String orDash(String word) {
    return word == null || word.isEmpty() ? "-" : word.replaceAll("[\\s\\p{Cntrl}]", "_");
  }

  /** The text without characters that would end the line. */
  private static String onOneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
  }

  private byte[] object(RequestRecord record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator object = json.createGenerator(bytes)) {
      object.writeStartObject();
      object.writeStringField("time", Instant.ofEpochMilli(record.timeMillis()).toString());
      text(object, "requestId", record.requestId());
      text(object, "service", record.service());
      text(object, "operation", record.operation());
      text(object, "account", record.account());
      text(object, "region", record.region());
      resource(object, record.resource());
      object.writeNumberField("status", record.status());
      text(object, "errorCode", record.errorCode());
      text(object, "cause", SecretRedaction.inText(record.cause()));
      object.writeNumberField(
          "latencyMs", Math.round(record.latencyNanos() / 1e3) / MICROS_PER_MILLI);
      number(object, "requestBytes", record.requestBytes());
      number(object, "responseBytes", record.responseBytes());
      text(object, "method", record.method());
      text(object, "path", record.path());
      object.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void text(JsonGenerator object, String name, String value) throws IOException {
    if (value != null) {
      object.writeStringField(name, value);
    }
  }

  private static void resource(JsonGenerator object, List<ResourceName> names) throws IOException {
    if (names.isEmpty()) {
      return;
    }
    object.writeObjectFieldStart("resource");
    for (Map.Entry<String, Object> name : ResourceName.byMember(names).entrySet()) {
      if (name.getValue() instanceof List<?> several) {
        object.writeFieldName(name.getKey());
        object.writeArray(several.toArray(String[]::new), 0, several.size());
      } else {
        object.writeStringField(name.getKey(), (String) name.getValue());
      }
    }
    object.writeEndObject();
  }

  private static void number(JsonGenerator object, String name, long value) throws IOException {
    if (value >= 0) {
      object.writeNumberField(name, value);
    }
  }

  /** Writes the waiting lines, unless the output is blocked, and ends. */
  @Override
  public void close() {
    closing = true;
    queue.offer(END); // without room in the queue the writer is awake anyway
    try {
      writer.join(LONGEST_GOODBYE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
