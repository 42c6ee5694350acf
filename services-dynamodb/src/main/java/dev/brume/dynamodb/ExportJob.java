package dev.brume.dynamodb;

import dev.brume.core.effect.StoreSection;
import dev.brume.core.error.AwsError;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.port.ObjectTarget;
import dev.brume.core.schema.Blob;
import dev.brume.core.scope.Scope;
import dev.brume.core.task.TaskOutcome;
import dev.brume.dynamodb.api.ExportViewType;
import dev.brume.dynamodb.engine.DynamoDbRegion;
import dev.brume.dynamodb.engine.ExportRecord;
import dev.brume.dynamodb.engine.ItemTable;
import dev.brume.dynamodb.engine.PastItems;
import dev.brume.dynamodb.engine.StoredItem;
import dev.brume.dynamodb.engine.TableRecord;
import dev.brume.dynamodb.expression.Projection;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.transfer.ChangedItem;
import dev.brume.dynamodb.transfer.ItemFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Writes an export to S3. The items are copied in one short section; everything else runs in the
 * background.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport.Output.html">DynamoDB
 *     table export output format</a>
 */
final class ExportJob {
  private static final long MICROS = 1_000;

  private final Surroundings surroundings;
  private final StoreSection section;
  private final DynamoDbRegion region;
  private final ExportRecord export;
  private final ExportFiles files;

  ExportJob(Surroundings surroundings, DynamoDbRegion region, ExportRecord export) {
    this.surroundings = surroundings;
    this.region = region;
    this.export = export;
    section = new StoreSection(surroundings.store(), surroundings.outbox());
    files =
        new ExportFiles(export, ItemFormat.of(export.format()), region.scope(), surroundings.ids());
  }

  /** Runs the export; call in a section of the store. */
  CompletionStage<TaskOutcome> run() {
    ItemTable table = region.find(export.tableName());
    if (table == null || !table.record().id().equals(export.tableId())) {
      end("TableNotFound", "The table is not there any more");
      return CompletableFuture.completedFuture(TaskOutcome.DONE);
    }
    ObjectTarget target = surroundings.ports().look(ObjectTarget.class).orElse(null);
    if (target == null) {
      end("S3Unavailable", "S3 is not among the services that are offered");
      return CompletableFuture.completedFuture(TaskOutcome.DONE);
    }
    PastItems after = table.at(export.toMillis() - (export.incremental() ? 1 : 0));
    PastItems before = export.incremental() ? table.at(export.fromMillis() - 1) : null;
    Map<Blob, Long> written =
        export.incremental() ? table.written(export.fromMillis(), export.toMillis()) : null;
    return CompletableFuture.supplyAsync(
            () -> {
              fill(table.record(), after.items(), before == null ? null : before.items(), written);
              return files.all();
            },
            surroundings.background())
        .thenCompose(all -> putAll(target, all))
        .handle(this::ended);
  }

  private void fill(
      TableRecord table,
      NavigableMap<Blob, StoredItem> after,
      NavigableMap<Blob, StoredItem> before,
      Map<Blob, Long> written) {
    ExportSelection selection = ExportSelection.of(export.filter(), table);
    if (written == null) {
      after.forEach(
          (key, item) -> {
            if (selection.takes(key, item.value())) {
              files.add(selection.part(item.value()));
            }
          });
      return;
    }
    Projection keys = Projection.ofNames(table.key().names());
    boolean old = ExportViewType.NEW_AND_OLD_IMAGES.equals(export.view());
    new TreeMap<>(written)
        .forEach(
            (key, millis) -> {
              ItemValue was = value(before.get(key));
              ItemValue is = value(after.get(key));
              if ((was != null || is != null)
                  && (selection.takes(key, was) || selection.takes(key, is))) {
                files.add(
                    new ChangedItem(
                        millis * MICROS,
                        keys.of(is == null ? was : is),
                        old ? selection.part(was) : null,
                        selection.part(is)));
              }
            });
  }

  private static ItemValue value(StoredItem item) {
    return item == null ? null : item.value();
  }

  /** Puts the objects one after the other: the manifests contain the tags of the files. */
  private CompletionStage<Void> putAll(ObjectTarget target, List<ExportFiles.Part> parts) {
    CompletionStage<Void> chain = put(target, files.started());
    List<String> tags = new ArrayList<>();
    for (ExportFiles.Part part : parts) {
      chain = chain.thenCompose(nothing -> putTo(target, part).thenAccept(tags::add));
    }
    return chain.thenCompose(
        nothing -> {
          long end = surroundings.timeline().nowMillis();
          CompletionStage<Void> manifests = CompletableFuture.completedFuture(null);
          for (ExportFiles.Part part : files.manifests(parts, tags, end)) {
            manifests = manifests.thenCompose(done -> put(target, part));
          }
          return manifests;
        });
  }

  private CompletionStage<Void> put(ObjectTarget target, ExportFiles.Part part) {
    return putTo(target, part).thenAccept(tag -> {});
  }

  private CompletionStage<String> putTo(ObjectTarget target, ExportFiles.Part part) {
    CompletableFuture<CompletionStage<String>> put = new CompletableFuture<>();
    Scope scope = region.scope();
    section.run(
        () ->
            put.complete(
                target.put(
                    scope,
                    export.place().bucket(),
                    part.key(),
                    part.content(),
                    export.place().attributes(part.type()))));
    return put.thenCompose(stage -> stage);
  }

  private TaskOutcome ended(Void nothing, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof AwsError refusal) {
      section.run(() -> end("S3" + refusal.code(), refusal.getMessage()));
      return TaskOutcome.DONE;
    }
    if (failure != null) {
      throw new CompletionException(cause);
    }
    section.run(
        () ->
            region
                .transfers()
                .update(
                    export.with(
                        files.manifestKey(),
                        export
                            .progress()
                            .completed(
                                surroundings.timeline().nowMillis(),
                                files.itemBytes(),
                                files.items()))));
    return TaskOutcome.DONE;
  }

  private void end(String code, String message) {
    region
        .transfers()
        .update(
            export.with(
                null, export.progress().ended(surroundings.timeline().nowMillis(), code, message)));
  }
}
