package dev.brume.dynamodb;

import dev.brume.core.kit.Surroundings;
import dev.brume.core.scope.Scope;
import dev.brume.core.task.Task;
import dev.brume.core.task.TaskHandler;
import dev.brume.core.task.TaskOutcome;
import dev.brume.dynamodb.engine.BulkPutRecord;
import dev.brume.dynamodb.engine.DynamoDbRegion;
import dev.brume.dynamodb.engine.ExportRecord;
import dev.brume.dynamodb.engine.ImportRecord;
import dev.brume.dynamodb.engine.TransferTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Does exports, imports and bulk puts. What a crash has interrupted is done again from its
 * beginning.
 */
final class TransferJobs implements TaskHandler<TransferTask> {
  private final Surroundings surroundings;
  private final TableFinder tables;

  TransferJobs(Surroundings surroundings, TableFinder tables) {
    this.surroundings = surroundings;
    this.tables = tables;
  }

  @Override
  public CompletionStage<TaskOutcome> run(Task<TransferTask> task) {
    TransferTask wanted = task.payload();
    DynamoDbRegion region = tables.region(new Scope(wanted.account(), wanted.region()));
    switch (wanted.kind()) {
      case EXPORT -> {
        ExportRecord export = region.transfers().export(wanted.id());
        if (export != null && !export.progress().isOver()) {
          return new ExportJob(surroundings, region, export).run();
        }
      }
      case IMPORT -> {
        ImportRecord started = region.transfers().importOf(wanted.id());
        if (started != null && !started.progress().isOver()) {
          return new ImportJob(surroundings, region, started).run();
        }
      }
      case BULK_PUT -> {
        BulkPutRecord started = region.transfers().bulkPut(wanted.id());
        if (started != null && !started.progress().isOver()) {
          return new BulkPutJob(surroundings, region, started).run();
        }
      }
    }
    return CompletableFuture.completedFuture(TaskOutcome.DONE);
  }
}
