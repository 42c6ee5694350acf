package dev.brume.logs.export;

import dev.brume.core.effect.StoreSection;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.port.ObjectAttributes;
import dev.brume.core.port.ObjectTarget;
import dev.brume.core.scope.Scope;
import dev.brume.core.task.Task;
import dev.brume.core.task.TaskOutcome;
import dev.brume.logs.LogGroupFinder;
import dev.brume.logs.engine.LogEventPosition;
import dev.brume.logs.engine.LogEventRecord;
import dev.brume.logs.engine.LogStreamRecord;
import dev.brume.logs.engine.LogsExportRecord;
import dev.brume.logs.engine.LogsExportRun;
import dev.brume.logs.engine.LogsExporter;
import dev.brume.logs.engine.LogsQuotas;
import dev.brume.logs.engine.LogsRegion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.zip.GZIPOutputStream;

/**
 * Does export tasks: writes a zipped object for each log stream, of a line for each event with its
 * time before it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/S3Export.html">Exporting
 *     log data to Amazon S3</a>
 */
public final class ExportRuns implements LogsExporter {
  /** An object holds no more than so many bytes of messages; the rest is in the next one. */
  private static final long OBJECT_BYTES = 16 * LogsQuotas.BATCH_BYTES;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final LogGroupFinder finder;
  private final Surroundings surroundings;
  private final StoreSection section;

  /** An object that is being made. */
  private static final class Part {
    private final ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    private final GZIPOutputStream out;
    private long bytes;

    Part() throws IOException {
      out = new GZIPOutputStream(zipped);
    }

    void add(LogEventRecord event) throws IOException {
      String line =
          TIME.format(Instant.ofEpochMilli(event.timestamp())) + " " + event.message() + "\n";
      out.write(line.getBytes(StandardCharsets.UTF_8));
      bytes += event.bytes();
    }

    byte[] end() throws IOException {
      out.close();
      return zipped.toByteArray();
    }
  }

  /**
   * @param finder finds log groups
   * @param surroundings buckets, and threads for what takes long
   */
  public ExportRuns(LogGroupFinder finder, Surroundings surroundings) {
    this.finder = finder;
    this.surroundings = surroundings;
    section = new StoreSection(surroundings.store(), surroundings.outbox());
  }

  @Override
  public CompletionStage<TaskOutcome> run(Scope scope, Task<LogsExportRun> task) {
    String id = task.payload().id();
    LogsExportRecord export = move(scope, id, LogsExportRecord.RUNNING, null, false);
    if (export == null) {
      return CompletableFuture.completedFuture(TaskOutcome.DONE);
    }
    CompletableFuture<Void> work =
        CompletableFuture.runAsync(() -> export(scope, export), surroundings.background());
    return task.then(
        work,
        done -> {
          String failure =
              done.handle((value, problem) -> problem == null ? null : problem.getMessage()).join();
          move(
              scope,
              id,
              failure == null ? LogsExportRecord.COMPLETED : LogsExportRecord.FAILED,
              failure == null ? "Completed successfully" : failure,
              true);
          return CompletableFuture.completedFuture(TaskOutcome.DONE);
        });
  }

  /** Puts a task that is active into another status; null where it is not. */
  private LogsExportRecord move(
      Scope scope, String id, String status, String message, boolean ends) {
    LogsRegion region = finder.region(scope);
    return region.call(
        () -> {
          LogsExportRecord task = region.exports().find(id);
          if (task == null || !task.isActive()) {
            return null;
          }
          LogsExportRecord moved = task.in(status, message, ends ? region.nowMillis() : null);
          region.exports().put(moved);
          return moved;
        });
  }

  private void export(Scope scope, LogsExportRecord task) {
    List<LogStreamRecord> streams =
        section.call(
            () ->
                finder.with(scope, task.group(), (region, group) -> region.streams(group.name())));
    try {
      for (LogStreamRecord stream : streams) {
        if (task.streamPrefix() == null || stream.name().startsWith(task.streamPrefix())) {
          export(scope, task, stream.name());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void export(Scope scope, LogsExportRecord task, String stream) throws IOException {
    LogEventPosition from = new LogEventPosition(task.fromMillis(), 0);
    LogEventPosition before = new LogEventPosition(task.toMillis(), Long.MAX_VALUE);
    Part part = null;
    int number = 0;
    List<LogEventRecord> slice;
    do {
      LogEventPosition start = from;
      slice =
          section.call(
              () ->
                  finder.with(
                      scope,
                      task.group(),
                      (region, group) ->
                          region
                              .read(group.name(), stream, start, before, false)
                              .limit(LogsQuotas.SLICE_EVENTS)
                              .toList()));
      for (LogEventRecord event : slice) {
        part = part == null ? new Part() : part;
        part.add(event);
        from = event.position().next();
        if (part.bytes > OBJECT_BYTES) {
          put(scope, task, stream, number++, part.end());
          part = null;
        }
      }
    } while (slice.size() == LogsQuotas.SLICE_EVENTS);
    if (part != null) {
      put(scope, task, stream, number, part.end());
    }
  }

  private void put(Scope scope, LogsExportRecord task, String stream, int number, byte[] content) {
    String key =
        String.format(
            Locale.ROOT,
            "%s/%s/%s/%06d.gz",
            task.keyPrefix(),
            task.id(),
            stream.replace('/', '-'),
            number);
    section
        .call(
            () ->
                surroundings
                    .ports()
                    .find(ObjectTarget.class)
                    .put(
                        scope,
                        task.bucket(),
                        key,
                        content,
                        ObjectAttributes.of("application/octet-stream")))
        .toCompletableFuture()
        .join();
  }
}
