package dev.brume.dynamodb;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.schema.Blob;
import dev.brume.core.scope.Arn;
import dev.brume.dynamodb.api.DescribeExportInput;
import dev.brume.dynamodb.api.DescribeExportOutput;
import dev.brume.dynamodb.api.DynamoDbErrors;
import dev.brume.dynamodb.api.ExportFormat;
import dev.brume.dynamodb.api.ExportSummary;
import dev.brume.dynamodb.api.ExportTableToPointInTimeInput;
import dev.brume.dynamodb.api.ExportTableToPointInTimeOutput;
import dev.brume.dynamodb.api.ExportType;
import dev.brume.dynamodb.api.ExportViewType;
import dev.brume.dynamodb.api.FilterSpecification;
import dev.brume.dynamodb.api.IncrementalExportSpecification;
import dev.brume.dynamodb.api.ListExportsInput;
import dev.brume.dynamodb.api.ListExportsOutput;
import dev.brume.dynamodb.engine.BucketLocation;
import dev.brume.dynamodb.engine.DynamoDbRegion;
import dev.brume.dynamodb.engine.ExportFilter;
import dev.brume.dynamodb.engine.ExportRecord;
import dev.brume.dynamodb.engine.ItemTable;
import dev.brume.dynamodb.engine.RecoverySettings;
import dev.brume.dynamodb.engine.TransferProgress;
import dev.brume.dynamodb.engine.Transfers;
import dev.brume.dynamodb.item.AttributeReader;
import dev.brume.dynamodb.item.Validation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Exports of tables to S3.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExportTableToPointInTime.html">ExportTableToPointInTime</a>
 */
final class ExportOperations {
  private static final Pattern RESOURCE = Pattern.compile("table/([^/]+)/export/([^/]+)");
  private static final int MAX_RESULTS = 25;

  /** "The minimum window is 15 minutes, the maximum window is 24 hours." */
  private static final long LEAST_WINDOW_MILLIS = 15 * 60_000L;

  private static final long LONGEST_WINDOW_MILLIS = 24 * 3_600_000L;

  private final TableFinder tables;

  ExportOperations(TableFinder tables) {
    this.tables = tables;
  }

  ExportTableToPointInTimeOutput exportTableToPointInTime(
      RequestContext context, ExportTableToPointInTimeInput input) {
    boolean incremental = ExportType.INCREMENTAL_EXPORT.equals(input.exportType());
    checkType(incremental, input);
    ExportFilter filter = filter(input.filterSpecification());
    if (filter != null) {
      ExportSelection.check(filter);
    }
    TableFinder.TableLocation place = place(context, input.tableArn());
    ItemTable table = place.region().find(place.name());
    ExportSelection.of(filter, table.record());
    RecoverySettings recovery = table.record().settings().recovery();
    Transfers transfers = place.region().transfers();
    String digest = RequestDigest.of(input);
    ExportRecord known = known(transfers, input.clientToken(), digest);
    if (known == null) {
      if (!recovery.enabled()) {
        throw DynamoDbErrors.pointInTimeRecoveryUnavailableException(
            "Point in time recovery is not enabled for table '" + place.name() + "'");
      }
      known = record(place, table, input, digest, filter, incremental);
      transfers.add(known);
    }
    return ExportTableToPointInTimeOutput.builder()
        .exportDescription(TransferDescriptions.export(place.region().scope(), known))
        .build();
  }

  private static void checkType(boolean incremental, ExportTableToPointInTimeInput input) {
    // AWS's error texts are not known.
    if (incremental && input.incrementalExportSpecification() == null) {
      throw Validation.error(
          "IncrementalExportSpecification must be provided when ExportType is INCREMENTAL_EXPORT");
    }
    if (!incremental && input.incrementalExportSpecification() != null) {
      throw Validation.error(
          "IncrementalExportSpecification can only be provided when ExportType is"
              + " INCREMENTAL_EXPORT");
    }
    if (incremental && input.exportTime() != null) {
      throw Validation.error("ExportTime can only be provided when ExportType is FULL_EXPORT");
    }
  }

  private TableFinder.TableLocation place(RequestContext context, String tableArn) {
    TableFinder.TableLocation place = tables.place(context, tableArn);
    if (place.region().find(place.name()) == null) {
      throw DynamoDbErrors.tableNotFoundException("Table not found: " + place.name());
    }
    return place;
  }

  private static ExportRecord known(Transfers transfers, String token, String digest) {
    if (token == null) {
      return null;
    }
    for (ExportRecord export : transfers.exports()) {
      if (token.equals(export.clientToken()) && transfers.isTokenOf(export.progress())) {
        if (!digest.equals(export.digest())) {
          throw DynamoDbErrors.exportConflictException(
              "The client token was used with other parameters: " + token);
        }
        return export;
      }
    }
    return null;
  }

  private static ExportRecord record(
      TableFinder.TableLocation place,
      ItemTable table,
      ExportTableToPointInTimeInput input,
      String digest,
      ExportFilter filter,
      boolean incremental) {
    DynamoDbRegion region = place.region();
    long now = region.nowMillis();
    long earliest =
        ContinuousBackupOperations.earliestMillis(table.record().settings().recovery(), now);
    long from = -1;
    long to = input.exportTime() == null ? now : input.exportTime().toEpochMilli();
    String view = null;
    if (incremental) {
      IncrementalExportSpecification window = input.incrementalExportSpecification();
      if (window.exportFromTime() == null) {
        throw Validation.error("ExportFromTime must be provided for an incremental export");
      }
      from = window.exportFromTime().toEpochMilli();
      to = window.exportToTime() == null ? now : window.exportToTime().toEpochMilli();
      view =
          window.exportViewType() == null
              ? ExportViewType.NEW_AND_OLD_IMAGES
              : window.exportViewType();
      checkWindow(from, to);
    }
    if (to > now || (incremental ? from : to) < earliest) {
      // The code is documented; AWS's text is not known.
      throw DynamoDbErrors.invalidExportTimeException(
          "The specified time is outside of the point in time recovery window, which begins at "
              + Instant.ofEpochMilli(earliest));
    }
    return new ExportRecord(
        region.transfers().newId(),
        place.name(),
        table.record().id(),
        input.clientToken(),
        digest,
        from,
        to,
        view,
        new BucketLocation(
            input.s3Bucket(),
            input.s3BucketOwner(),
            input.s3Prefix(),
            input.s3SseAlgorithm(),
            input.s3SseKmsKeyId()),
        input.exportFormat() == null ? ExportFormat.DYNAMODB_JSON : input.exportFormat(),
        filter,
        null,
        TransferProgress.begun(now));
  }

  private static void checkWindow(long from, long to) {
    if (to - from < LEAST_WINDOW_MILLIS || to - from > LONGEST_WINDOW_MILLIS) {
      throw Validation.error(
          "The period between ExportFromTime and ExportToTime must be between 15 minutes and 24"
              + " hours");
    }
  }

  private static ExportFilter filter(FilterSpecification given) {
    if (given == null) {
      return null;
    }
    Map<String, Blob> values = null;
    if (given.expressionAttributeValues() != null) {
      Map<String, Blob> read = new LinkedHashMap<>();
      given
          .expressionAttributeValues()
          .forEach((name, value) -> read.put(name, AttributeReader.value(value).encoded()));
      values = read;
    }
    return new ExportFilter(
        given.keyConditionExpression(),
        given.filterExpression(),
        given.projectionExpression(),
        given.expressionAttributeNames(),
        values);
  }

  DescribeExportOutput describeExport(RequestContext context, DescribeExportInput input) {
    Arn arn = Arn.parse(input.exportArn()).orElse(null);
    Matcher resource = arn == null ? null : RESOURCE.matcher(arn.resource());
    if (resource == null || !arn.service().equals(TableFinder.SERVICE) || !resource.matches()) {
      // AWS's error text is not known.
      throw Validation.error("Invalid export ARN: " + input.exportArn());
    }
    DynamoDbRegion region = tables.region(arn.scope());
    ExportRecord export = region.transfers().export(resource.group(2));
    if (export == null || !export.tableName().equals(resource.group(1))) {
      throw DynamoDbErrors.exportNotFoundException("Export not found: " + input.exportArn());
    }
    return DescribeExportOutput.builder()
        .exportDescription(TransferDescriptions.export(region.scope(), export))
        .build();
  }

  ListExportsOutput listExports(RequestContext context, ListExportsInput input) {
    TableFinder.TableLocation place =
        input.tableArn() == null ? null : tables.place(context, input.tableArn());
    DynamoDbRegion region = place == null ? tables.region(context) : place.region();
    PageTokens tokens =
        PageTokens.of(
            TableFinder.SERVICE,
            "ListExports",
            () -> Validation.error("Invalid NextToken"),
            region.scope(),
            input.tableArn());
    String after = tokens.position(input.nextToken());
    int limit = input.maxResults() == null ? MAX_RESULTS : input.maxResults();
    PageTokens.Page<ExportSummary> page =
        tokens
            .page(
                region.transfers().exports().stream()
                    .filter(export -> place == null || export.tableName().equals(place.name()))
                    .filter(export -> after.isEmpty() || export.id().compareTo(after) < 0),
                limit,
                ExportRecord::id)
            .map(
                export ->
                    ExportSummary.builder()
                        .exportArn(TransferDescriptions.arn(region.scope(), export))
                        .exportStatus(export.progress().status())
                        .exportType(TransferDescriptions.type(export))
                        .build());
    return ListExportsOutput.builder()
        .exportSummaries(page.elements())
        .nextToken(page.nextToken())
        .build();
  }
}
