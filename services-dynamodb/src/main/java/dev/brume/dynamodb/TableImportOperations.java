package dev.brume.dynamodb;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.kit.Transition;
import dev.brume.core.scope.Arn;
import dev.brume.dynamodb.api.CreateTableInput;
import dev.brume.dynamodb.api.CsvOptions;
import dev.brume.dynamodb.api.DescribeImportInput;
import dev.brume.dynamodb.api.DescribeImportOutput;
import dev.brume.dynamodb.api.DynamoDbErrors;
import dev.brume.dynamodb.api.GlobalSecondaryIndex;
import dev.brume.dynamodb.api.ImportTableInput;
import dev.brume.dynamodb.api.ImportTableOutput;
import dev.brume.dynamodb.api.InputCompressionType;
import dev.brume.dynamodb.api.InputFormat;
import dev.brume.dynamodb.api.ListImportsInput;
import dev.brume.dynamodb.api.ListImportsOutput;
import dev.brume.dynamodb.api.SSESpecification;
import dev.brume.dynamodb.api.SSEType;
import dev.brume.dynamodb.api.TableCreationParameters;
import dev.brume.dynamodb.api.TableStatus;
import dev.brume.dynamodb.engine.BucketLocation;
import dev.brume.dynamodb.engine.DynamoDbRegion;
import dev.brume.dynamodb.engine.ImportRecord;
import dev.brume.dynamodb.engine.IndexRecord;
import dev.brume.dynamodb.engine.TableRecord;
import dev.brume.dynamodb.engine.TransferProgress;
import dev.brume.dynamodb.engine.Transfers;
import dev.brume.dynamodb.item.Validation;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Imports of S3 objects to new tables.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ImportTable.html">ImportTable</a>
 */
final class TableImportOperations {
  private static final Pattern RESOURCE = Pattern.compile("table/([^/]+)/import/([^/]+)");
  private static final int MAX_PAGE = 25;

  /** "Up to 50 concurrent import jobs." */
  private static final int MAX_CONCURRENT = 50;

  private final TableFinder tables;

  TableImportOperations(TableFinder tables) {
    this.tables = tables;
  }

  ImportTableOutput importTable(RequestContext context, ImportTableInput input) {
    UnbuiltParameters.refuse(
        "InputCompressionType ZSTD",
        InputCompressionType.ZSTD.equals(input.inputCompressionType()) ? Boolean.TRUE : null);
    CsvOptions csv = csv(input);
    DynamoDbRegion region = tables.region(context);
    Transfers transfers = region.transfers();
    String digest = RequestDigest.of(input);
    ImportRecord known = known(transfers, input.clientToken(), digest);
    if (known == null) {
      known = begin(region, input, csv, digest);
    }
    return ImportTableOutput.builder()
        .importTableDescription(TransferDescriptions.imported(region.scope(), known))
        .build();
  }

  private static CsvOptions csv(ImportTableInput input) {
    CsvOptions csv = input.inputFormatOptions() == null ? null : input.inputFormatOptions().csv();
    if (csv != null && !InputFormat.CSV.equals(input.inputFormat())) {
      // AWS's error text is not known.
      throw Validation.error("InputFormatOptions.Csv can only be given when InputFormat is CSV");
    }
    return csv;
  }

  private static ImportRecord known(Transfers transfers, String token, String digest) {
    if (token == null) {
      return null;
    }
    for (ImportRecord each : transfers.imports()) {
      if (token.equals(each.clientToken()) && transfers.isTokenOf(each.progress())) {
        if (!digest.equals(each.digest())) {
          throw DynamoDbErrors.importConflictException(
              "The client token was used with other parameters: " + token);
        }
        return each;
      }
    }
    return null;
  }

  private static ImportRecord begin(
      DynamoDbRegion region, ImportTableInput input, CsvOptions csv, String digest) {
    Transfers transfers = region.transfers();
    long running = transfers.imports().stream().filter(each -> !each.progress().isOver()).count();
    if (running >= MAX_CONCURRENT) {
      throw DynamoDbErrors.limitExceededException(
          "There is a limit of " + MAX_CONCURRENT + " concurrent imports");
    }
    TableRecord record = TableCreation.record(creation(input.tableCreationParameters()), region);
    // The table stays CREATING until its items are imported.
    Transition state = new Transition(TableStatus.CREATING, TableStatus.ACTIVE, Long.MAX_VALUE);
    record = record.withSettings(record.settings().toBuilder().state(state).build());
    region.create(record);
    ImportRecord started =
        new ImportRecord(
            transfers.newId(),
            record,
            input.clientToken(),
            digest,
            new BucketLocation(
                input.s3BucketSource().s3Bucket(),
                input.s3BucketSource().s3BucketOwner(),
                input.s3BucketSource().s3KeyPrefix(),
                null,
                null),
            input.inputFormat(),
            csv == null ? null : csv.delimiter(),
            csv == null ? null : csv.headerList(),
            input.inputCompressionType() == null
                ? InputCompressionType.NONE
                : input.inputCompressionType(),
            TransferProgress.begun(region.nowMillis()));
    transfers.add(started);
    return started;
  }

  private static CreateTableInput creation(TableCreationParameters given) {
    return CreateTableInput.builder()
        .tableName(given.tableName())
        .attributeDefinitions(given.attributeDefinitions())
        .keySchema(given.keySchema())
        .billingMode(given.billingMode())
        .provisionedThroughput(given.provisionedThroughput())
        .onDemandThroughput(given.onDemandThroughput())
        .sseSpecification(given.sseSpecification())
        .globalSecondaryIndexes(given.globalSecondaryIndexes())
        .vectorIndexes(given.vectorIndexes())
        .build();
  }

  /** A table's encryption in its request form. */
  static SSESpecification encryption(TableRecord table) {
    String key = table.settings().encryptionKeyArn();
    return key == null
        ? null
        : SSESpecification.builder().enabled(true).sseType(SSEType.KMS).kmsMasterKeyId(key).build();
  }

  /** A table's global indexes in their request form. */
  static List<GlobalSecondaryIndex> globalIndexes(TableRecord table) {
    List<GlobalSecondaryIndex> indexes =
        table.indexes().stream()
            .filter(IndexRecord::global)
            .map(
                index ->
                    GlobalSecondaryIndex.builder()
                        .indexName(index.name())
                        .keySchema(TableDescriptions.schema(index.key()))
                        .projection(TableDescriptions.projection(index))
                        .provisionedThroughput(
                            table.capacity().onDemand()
                                ? null
                                : BackupSources.throughput(index.throughput()))
                        .onDemandThroughput(TableDescriptions.limits(index.onDemandLimits()))
                        .build())
            .toList();
    return indexes.isEmpty() ? null : indexes;
  }

  DescribeImportOutput describeImport(RequestContext context, DescribeImportInput input) {
    Arn arn = Arn.parse(input.importArn()).orElse(null);
    Matcher resource = arn == null ? null : RESOURCE.matcher(arn.resource());
    if (resource == null || !arn.service().equals(TableFinder.SERVICE) || !resource.matches()) {
      // AWS's error text is not known.
      throw Validation.error("Invalid import ARN: " + input.importArn());
    }
    DynamoDbRegion region = tables.region(arn.scope());
    ImportRecord found = region.transfers().importOf(resource.group(2));
    if (found == null || !found.table().name().equals(resource.group(1))) {
      throw DynamoDbErrors.importNotFoundException("Import not found: " + input.importArn());
    }
    return DescribeImportOutput.builder()
        .importTableDescription(TransferDescriptions.imported(region.scope(), found))
        .build();
  }

  ListImportsOutput listImports(RequestContext context, ListImportsInput input) {
    TableFinder.TableLocation place =
        input.tableArn() == null ? null : tables.place(context, input.tableArn());
    DynamoDbRegion region = place == null ? tables.region(context) : place.region();
    PageTokens tokens =
        PageTokens.of(
            TableFinder.SERVICE,
            "ListImports",
            () -> Validation.error("Invalid NextToken"),
            region.scope(),
            input.tableArn());
    String after = tokens.position(HexTokens.plain(input.nextToken()));
    int limit = input.pageSize() == null ? MAX_PAGE : input.pageSize();
    PageTokens.Page<ImportRecord> page =
        tokens.page(
            region.transfers().imports().stream()
                .filter(each -> place == null || each.table().name().equals(place.name()))
                .filter(each -> after.isEmpty() || each.id().compareTo(after) < 0),
            limit,
            ImportRecord::id);
    return ListImportsOutput.builder()
        .importSummaryList(
            page.map(each -> TransferDescriptions.summary(region.scope(), each)).elements())
        .nextToken(HexTokens.of(page.nextToken()))
        .build();
  }
}
