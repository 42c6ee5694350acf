package dev.brume.dynamodb;

import dev.brume.core.scope.Scope;
import dev.brume.dynamodb.api.BulkOperationDescription;
import dev.brume.dynamodb.api.BulkOperationSummary;
import dev.brume.dynamodb.api.BulkOperationTableDetail;
import dev.brume.dynamodb.api.InputS3Configuration;
import dev.brume.dynamodb.api.OutputS3Configuration;
import dev.brume.dynamodb.engine.BucketLocation;
import dev.brume.dynamodb.engine.BulkPutProgress;
import dev.brume.dynamodb.engine.BulkPutRecord;
import java.time.Instant;
import java.util.List;

/**
 * Bulk puts as answers describe them. Their usage is left out: how AWS counts its bytes is not
 * known.
 */
final class BulkPutDescriptions {
  private BulkPutDescriptions() {}

  static String arn(Scope scope, BulkPutRecord bulkPut) {
    return TableDescriptions.arn(scope, bulkPut.tableName()) + "/bulk-operation/" + bulkPut.id();
  }

  static BulkOperationSummary summary(Scope scope, BulkPutRecord bulkPut) {
    return BulkOperationSummary.builder()
        .bulkOperationArn(arn(scope, bulkPut))
        .bulkOperationStatus(bulkPut.progress().status())
        .startTime(Instant.ofEpochMilli(bulkPut.progress().startMillis()))
        .endTime(end(bulkPut.progress()))
        .build();
  }

  private static Instant end(BulkPutProgress progress) {
    return progress.isOver() ? Instant.ofEpochMilli(progress.endMillis()) : null;
  }

  static BulkOperationDescription of(Scope scope, BulkPutRecord bulkPut) {
    BulkPutProgress progress = bulkPut.progress();
    BucketLocation input = bulkPut.input();
    BucketLocation output = bulkPut.output();
    return BulkOperationDescription.builder()
        .bulkOperationArn(arn(scope, bulkPut))
        .bulkOperationStatus(progress.status())
        .tableDetails(
            List.of(
                BulkOperationTableDetail.builder()
                    .tableName(bulkPut.tableName())
                    .tableId(bulkPut.tableId())
                    .build()))
        .clientToken(bulkPut.clientToken())
        .inputS3Configuration(
            InputS3Configuration.builder()
                .s3BucketOwner(input.owner())
                .s3Bucket(input.bucket())
                .s3KeyPrefix(input.prefix())
                .inputFormat(bulkPut.format())
                .inputCompressionType(bulkPut.compression())
                .build())
        .outputS3Configuration(
            OutputS3Configuration.builder()
                .s3BucketOwner(output.owner())
                .s3Bucket(output.bucket())
                .s3KeyPrefix(output.prefix())
                .s3SseAlgorithm(output.sseAlgorithm())
                .s3SseKmsKeyId(output.sseKey())
                .outputType(bulkPut.reported())
                .build())
        .startTime(Instant.ofEpochMilli(progress.startMillis()))
        .endTime(end(progress))
        .processedItemCount(progress.items())
        .processedInputBytes(progress.bytes())
        .totalInputBytes(progress.totalBytes())
        .failedItemCount(progress.failed())
        .failureCode(progress.failureCode())
        .failureMessage(progress.failureMessage())
        .maxWriteRequestUnits(bulkPut.maxWriteUnits())
        .performanceTier(bulkPut.tier())
        .build();
  }
}
