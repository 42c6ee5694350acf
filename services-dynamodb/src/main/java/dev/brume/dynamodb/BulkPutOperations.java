package dev.brume.dynamodb;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.scope.Arn;
import dev.brume.dynamodb.api.BulkOperationPerformanceTier;
import dev.brume.dynamodb.api.CancelBulkOperationInput;
import dev.brume.dynamodb.api.CancelBulkOperationOutput;
import dev.brume.dynamodb.api.DescribeBulkOperationInput;
import dev.brume.dynamodb.api.DescribeBulkOperationOutput;
import dev.brume.dynamodb.api.DynamoDbErrors;
import dev.brume.dynamodb.api.InputCompressionType;
import dev.brume.dynamodb.api.InputS3Configuration;
import dev.brume.dynamodb.api.ListBulkOperationsInput;
import dev.brume.dynamodb.api.ListBulkOperationsOutput;
import dev.brume.dynamodb.api.OutputS3Configuration;
import dev.brume.dynamodb.api.StartBulkPutItemsInput;
import dev.brume.dynamodb.api.StartBulkPutItemsOutput;
import dev.brume.dynamodb.api.TableStatus;
import dev.brume.dynamodb.engine.BucketLocation;
import dev.brume.dynamodb.engine.BulkPutProgress;
import dev.brume.dynamodb.engine.BulkPutRecord;
import dev.brume.dynamodb.engine.DynamoDbRegion;
import dev.brume.dynamodb.engine.TableRecord;
import dev.brume.dynamodb.item.Validation;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bulk puts of items from S3 to tables that are there.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_StartBulkPutItems.html">StartBulkPutItems</a>,
 *     <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/BulkPutItems.Considerations.html">Bulk
 *     put items considerations, quotas, and permissions</a>
 */
final class BulkPutOperations {
  private static final Pattern RESOURCE = Pattern.compile("table/([^/]+)/bulk-operation/([^/]+)");
  private static final int MAX_PAGE = 25;

  private final TableFinder tables;

  BulkPutOperations(TableFinder tables) {
    this.tables = tables;
  }

  StartBulkPutItemsOutput startBulkPutItems(RequestContext context, StartBulkPutItemsInput input) {
    InputS3Configuration from = input.inputS3Configuration();
    OutputS3Configuration to = input.outputS3Configuration();
    // "The S3Bucket and OutputType fields are required." AWS's words are not known.
    if (to.s3Bucket() == null) {
      throw Validation.parameter("OutputS3Configuration.S3Bucket must be specified");
    }
    if (to.outputType().isEmpty()) {
      throw Validation.parameter("OutputS3Configuration.OutputType must not be empty");
    }
    UnbuiltParameters.refuse(
        "InputCompressionType ZSTD",
        InputCompressionType.ZSTD.equals(from.inputCompressionType()) ? Boolean.TRUE : null);
    TableFinder.TableLocation place = tables.place(context, input.tableName());
    TableRecord table = place.describedTable().record();
    checkState(place, table);
    BulkPutRecord started =
        place
            .region()
            .transfers()
            .begin(
                new BulkPutRecord(
                    place.region().transfers().newId(),
                    table.name(),
                    table.id(),
                    input.clientToken(),
                    RequestDigest.of(input),
                    new BucketLocation(
                        from.s3Bucket(), from.s3BucketOwner(), from.s3KeyPrefix(), null, null),
                    from.inputFormat(),
                    from.inputCompressionType() == null
                        ? InputCompressionType.NONE
                        : from.inputCompressionType(),
                    new BucketLocation(
                        to.s3Bucket(),
                        to.s3BucketOwner(),
                        to.s3KeyPrefix(),
                        to.s3SseAlgorithm(),
                        to.s3SseKmsKeyId()),
                    to.outputType(),
                    input.maxWriteRequestUnits(),
                    input.performanceTier() == null
                        ? BulkOperationPerformanceTier.STANDARD
                        : input.performanceTier(),
                    BulkPutProgress.begun(place.region().nowMillis())));
    return StartBulkPutItemsOutput.builder()
        .bulkOperationDescription(BulkPutDescriptions.of(place.region().scope(), started))
        .build();
  }

  /** What a table must be is documented; AWS's words are not known. */
  private static void checkState(TableFinder.TableLocation place, TableRecord table) {
    if (!table.settings().replicas().isEmpty()) {
      throw Validation.error("Bulk operations are not supported on global tables: " + table.name());
    }
    String status = place.describedTable().status(place.region().nowMillis());
    if (!status.equals(TableStatus.ACTIVE) && !status.equals(TableStatus.UPDATING)) {
      throw DynamoDbErrors.resourceInUseException(
          "The table is not in a state in which a bulk operation can start: " + table.name());
    }
  }

  DescribeBulkOperationOutput describeBulkOperation(
      RequestContext context, DescribeBulkOperationInput input) {
    Found found = find(input.bulkOperationArn());
    return DescribeBulkOperationOutput.builder()
        .bulkOperationDescription(BulkPutDescriptions.of(found.region().scope(), found.bulkPut()))
        .build();
  }

  CancelBulkOperationOutput cancelBulkOperation(
      RequestContext context, CancelBulkOperationInput input) {
    Found found = find(input.bulkOperationArn());
    BulkPutRecord cancelled = found.region().transfers().cancel(found.bulkPut().id());
    if (cancelled.progress().isOver()) {
      // "Cancels an in-progress bulk operation." AWS's answer for others is not known.
      throw Validation.error(
          "The bulk operation is not in progress: " + cancelled.progress().status());
    }
    return CancelBulkOperationOutput.builder()
        .bulkOperationArn(input.bulkOperationArn())
        .bulkOperationStatus(cancelled.progress().status())
        .build();
  }

  private record Found(DynamoDbRegion region, BulkPutRecord bulkPut) {}

  private Found find(String text) {
    Arn arn = Arn.parse(text).orElse(null);
    Matcher resource = arn == null ? null : RESOURCE.matcher(arn.resource());
    if (resource == null || !arn.service().equals(TableFinder.SERVICE) || !resource.matches()) {
      // AWS's words for this are not known.
      throw Validation.error("Invalid bulk operation ARN: " + text);
    }
    DynamoDbRegion region = tables.region(arn.scope());
    BulkPutRecord found = region.transfers().bulkPut(resource.group(2));
    if (found == null || !found.tableName().equals(resource.group(1))) {
      // The code is documented, AWS's words are not.
      throw DynamoDbErrors.resourceNotFoundException("Bulk operation not found: " + text);
    }
    return new Found(region, found);
  }

  ListBulkOperationsOutput listBulkOperations(
      RequestContext context, ListBulkOperationsInput input) {
    DynamoDbRegion region = tables.region(context);
    PageTokens tokens =
        PageTokens.of(
            TableFinder.SERVICE,
            "ListBulkOperations",
            () -> Validation.error("Invalid NextToken"),
            region.scope());
    String after = tokens.position(HexTokens.plain(input.nextToken()));
    int limit = input.maxResults() == null ? MAX_PAGE : input.maxResults();
    PageTokens.Page<BulkPutRecord> page =
        tokens.page(
            region.transfers().bulkPuts().stream()
                .filter(each -> after.isEmpty() || each.id().compareTo(after) < 0),
            limit,
            BulkPutRecord::id);
    return ListBulkOperationsOutput.builder()
        .bulkOperationsSummaryList(
            page.map(each -> BulkPutDescriptions.summary(region.scope(), each)).elements())
        .nextToken(HexTokens.of(page.nextToken()))
        .build();
  }
}
