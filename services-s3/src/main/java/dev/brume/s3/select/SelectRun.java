package dev.brume.s3.select;

import dev.brume.core.schema.Blob;
import dev.brume.core.schema.EventStream;
import dev.brume.core.schema.PacedChannel;
import dev.brume.s3.api.ContinuationEvent;
import dev.brume.s3.api.EndEvent;
import dev.brume.s3.api.Progress;
import dev.brume.s3.api.ProgressEvent;
import dev.brume.s3.api.RecordsEvent;
import dev.brume.s3.api.SelectObjectContentEventStream;
import dev.brume.s3.api.Stats;
import dev.brume.s3.api.StatsEvent;
import dev.brume.s3.select.sql.Selection;
import dev.brume.s3.select.sql.Timestamp;
import dev.brume.s3.select.sql.Value;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * A running query over an object. It runs on a thread of its own that may block: on the object's
 * bytes, and on the client's reading of the results. Neither object nor result is ever held as a
 * whole.
 *
 * <p>Records are sent in pieces of 64 KiB, cut anywhere, as AWS permits. In between, S3 sends
 * Progress or Cont events by time; here they depend on the bytes read, so that the same query
 * always produces the same events.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTSelectObjectAppendix.html">Appendix:
 *     SelectObjectContent response</a>
 */
final class SelectRun {
  private static final int RECORDS_BYTES = 64 * 1024;

  /** The bytes processed between two Progress or Cont events. */
  private static final long BYTES_BETWEEN_SIGNS = 8 * 1024 * 1024;

  private final SelectPlan plan;
  private final Instant now;
  private final PacedChannel<SelectObjectContentEventStream> channel = new PacedChannel<>();

  /** The last record begins before this position. */
  private final long lastStart;

  /** The first position of the first record. */
  private final long firstStart;

  /** The object's beginning, if the header is read from there separately; or null. */
  private final BodyInput header;

  /** The position where {@link #body} begins. */
  private final long bodyStart;

  private final BodyInput body;
  private Utf8Input text;

  private final byte[] records = new byte[RECORDS_BYTES];
  private int filled;
  private long returned;
  private long nextSign = BYTES_BETWEEN_SIGNS;
  private boolean silent = true;

  private SelectRun(SelectPlan plan, ObjectBytes object, Instant now) {
    this.plan = plan;
    this.now = now;
    long length = object.length();
    long[] range =
        plan.range() == null ? new long[] {0, Long.MAX_VALUE} : plan.range().within(length);
    firstStart = range[0];
    lastStart = range[1];
    boolean headerApart =
        firstStart > 0
            && plan.input() instanceof CsvFormat csv
            && csv.header() == CsvFormat.Header.USE;
    header = headerApart ? new BodyInput(object.stream(0, length)) : null;
    bodyStart = Math.max(0, firstStart - lines().recordDelimiter().length);
    body = new BodyInput(object.stream(bodyStart, length - bodyStart));
  }

  /** The format for splitting lines. */
  private CsvFormat lines() {
    return plan.input() instanceof CsvFormat csv ? csv : JsonLines.FORMAT;
  }

  /**
   * Runs {@code plan} over {@code object}, whose bytes are requested before this returns.
   *
   * @param now the result of UTCNOW
   * @param executor has a thread for each run, which may block
   * @return the events, once there is a first one; or the error that occurred before it
   */
  static CompletionStage<EventStream<SelectObjectContentEventStream>> start(
      SelectPlan plan, ObjectBytes object, Instant now, Executor executor) {
    SelectRun run = new SelectRun(plan, object, now);
    executor.execute(run::run);
    return run.channel.ready().thenApply(begun -> run.channel::subscribe);
  }

  private void run() {
    try {
      select();
      channel.end();
    } catch (PacedChannel.SubscriberGoneException e) {
      // The subscriber has cancelled.
    } catch (RuntimeException | Error e) {
      channel.fail(e);
    } finally {
      body.close();
      if (header != null) {
        header.close();
      }
    }
  }

  private void select() {
    RowSource rows = rows();
    Selection selection = new Selection(plan.query(), rows.names(), Timestamp.ofUtc(now));
    ResultWriter writer = ResultWriter.of(plan.output());
    if (!selection.isDone()) {
      rows.forEach(
          row -> {
            Value.Tuple result = selection.take(row);
            if (result != null) {
              write(writer.bytes(result));
            }
            signOfLife();
            return !selection.isDone();
          });
    }
    Value.Tuple last = selection.finish();
    if (last != null) {
      write(writer.bytes(last));
    }
    flush();
    if (plan.reportsProgress()) {
      progress();
    }
    channel.send(
        SelectObjectContentEventStream.builder()
            .stats(
                StatsEvent.builder().details(new Stats(scanned(), processed(), returned)).build())
            .build());
    channel.send(SelectObjectContentEventStream.builder().end(new EndEvent()).build());
  }

  private RowSource rows() {
    List<String> columns = columns();
    text = new Utf8Input(Decompression.open(body, plan.compression()), bodyStart > 0);
    return switch (plan.input()) {
      case CsvFormat csv ->
          new CsvRows(records(), csv, plan.query().source(), columns, firstStart, lastStart);
      case SelectPlan.JsonFormat json ->
          new JsonRows(
              json.isLines() ? JsonRows.lines(records(), lastStart) : JsonRows.document(text),
              plan.query().source());
    };
  }

  /** The names in a separately read header; else null. */
  private List<String> columns() {
    if (header == null) {
      return null;
    }
    CsvReader reader = new CsvReader(new Utf8Input(header, false), lines(), 0);
    return reader.next() ? CsvRows.fields(reader) : List.of();
  }

  /** The records that begin at or after {@link #firstStart}. */
  private CsvReader records() {
    CsvReader reader = new CsvReader(text, lines(), bodyStart);
    if (firstStart > 0) {
      reader.skipToRecord();
    }
    return reader;
  }

  private long scanned() {
    return body.taken();
  }

  private long processed() {
    return text.passed();
  }

  private void write(byte[] bytes) {
    int from = 0;
    while (from < bytes.length) {
      int count = Math.min(bytes.length - from, records.length - filled);
      System.arraycopy(bytes, from, records, filled, count);
      filled += count;
      from += count;
      if (filled == records.length) {
        flush();
      }
    }
  }

  private void flush() {
    if (filled == 0) {
      return;
    }
    Blob payload = Blob.of(Arrays.copyOf(records, filled));
    returned += filled;
    filled = 0;
    silent = false;
    channel.send(
        SelectObjectContentEventStream.builder()
            .records(RecordsEvent.builder().payload(payload).build())
            .build());
  }

  /** Sends the waiting records, or without any a Progress or Cont event. */
  private void signOfLife() {
    if (text.passed() < nextSign) {
      return;
    }
    nextSign = text.passed() + BYTES_BETWEEN_SIGNS;
    flush();
    if (plan.reportsProgress()) {
      progress();
    } else if (silent) {
      channel.send(SelectObjectContentEventStream.builder().cont(new ContinuationEvent()).build());
    }
    silent = true;
  }

  private void progress() {
    channel.send(
        SelectObjectContentEventStream.builder()
            .progress(
                ProgressEvent.builder()
                    .details(new Progress(scanned(), processed(), returned))
                    .build())
            .build());
  }

  /** Lines as records with one field. */
  private static final class JsonLines {
    private static final byte[] NONE = {};

    /** No field has a zero byte: JSON does not allow one. */
    static final CsvFormat FORMAT =
        new CsvFormat(
            CsvFormat.Header.NONE, new byte[] {'\n'}, new byte[] {0}, NONE, NONE, NONE, false);
  }
}
