package dev.brume.dynamodb;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.Dialect;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.gateway.Service;
import dev.brume.core.gateway.ServiceAccess;
import dev.brume.core.gateway.constraint.Violation;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.kit.Transitions;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.RootSpec;
import dev.brume.core.task.Task;
import dev.brume.core.task.TaskOutcome;
import dev.brume.dynamodb.api.DynamoDbApi;
import dev.brume.dynamodb.engine.ChangeHandlers;
import dev.brume.dynamodb.engine.DynamoDbRegion;
import dev.brume.dynamodb.engine.DynamoDbRegions;
import dev.brume.dynamodb.engine.ReplicaWrite;
import dev.brume.dynamodb.engine.TransferTask;
import dev.brume.dynamodb.streams.DynamoDbStreamsService;
import dev.brume.dynamodb.streams.StreamingDelivery;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Amazon DynamoDB.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/Welcome.html">Amazon
 *     DynamoDB API Reference</a>
 */
public final class DynamoDbService implements Service {
  /** The path at which {@code DELETE} deletes expired items: LocalStack's contract, not AWS's. */
  public static final String EXPIRED_PATH = "/_aws/dynamodb/expired";

  private final DynamoDbRegions regions;
  private final TableFinder finder;
  private final DynamoDbStreamsService streams;
  private final TransferJobs transfers;
  private final ExportOperations exports;
  private final TableImportOperations imports;
  private final BulkPutOperations bulkPuts;
  private final LegacyGlobalTableOperations globalTables;
  private final LegacyGlobalTableSettings globalTableSettings;
  private final ReplicaScalingOperations scaling;
  private final TableReplicas replicas;
  private final TableOperations tables;
  private final TimeToLiveOperations timeToLive;
  private final ContinuousBackupOperations continuousBackups;
  private final BackupOperations backups;
  private final RestoreOperations restores;
  private final ContributorInsightsOperations insights;
  private final StreamingDestinationOperations destinations;
  private final ResourcePolicyOperations policies;
  private final TableTagOperations tags;
  private final GetItemOperation get;
  private final ItemWriteOperations writes;
  private final QueryOperation query;
  private final SearchVectorsOperation search;
  private final ScanOperation scan;
  private final BatchGetItemOperation batchGet;
  private final BatchWriteItemOperation batchWrite;
  private final TransactionOperations transactions;
  private final PartiQlOperations partiQl;
  private final EndpointOperations endpoints = new EndpointOperations();

  /**
   * Creates the service; it has no state of its own.
   *
   * @param surroundings the server's dependencies
   */
  public DynamoDbService(Surroundings surroundings) {
    this(surroundings, DynamoDbOptions.DEFAULTS);
  }

  /** The same with the user's settings. */
  public DynamoDbService(Surroundings given, DynamoDbOptions options) {
    Surroundings surroundings = options.delayed() ? given.with(Transitions.AS_AWS) : given;
    RootSpec<DynamoDbRegion> spec =
        DynamoDbRegion.spec(
            surroundings,
            new ChangeHandlers(
                new StreamingDelivery(surroundings.ports()),
                this::replicate,
                this::replicateAtOnce,
                this::transfer),
            options.capacity(),
            options.readLagMillis());
    regions =
        new DynamoDbRegions(surroundings.store(), spec, options.shared() ? Scope.DEFAULT : null);
    finder = new TableFinder(regions);
    transfers = new TransferJobs(surroundings, finder);
    exports = new ExportOperations(finder);
    imports = new TableImportOperations(finder);
    bulkPuts = new BulkPutOperations(finder);
    globalTables = new LegacyGlobalTableOperations(finder);
    globalTableSettings = new LegacyGlobalTableSettings(finder, globalTables);
    scaling = new ReplicaScalingOperations(finder);
    streams =
        new DynamoDbStreamsService(
            regions, surroundings.timeline(), TableAccess::policy, dialect());
    replicas = new TableReplicas(finder);
    tables = new TableOperations(finder, replicas, new StrongReplicas(finder));
    tags = new TableTagOperations(finder);
    timeToLive = new TimeToLiveOperations(finder, surroundings);
    continuousBackups = new ContinuousBackupOperations(finder);
    backups = new BackupOperations(finder);
    restores = new RestoreOperations(finder);
    insights = new ContributorInsightsOperations(finder);
    destinations = new StreamingDestinationOperations(finder, surroundings.ports());
    policies = new ResourcePolicyOperations(finder);
    get = new GetItemOperation(finder);
    writes = new ItemWriteOperations(finder);
    query = new QueryOperation(finder);
    search = new SearchVectorsOperation(finder);
    scan = new ScanOperation(finder);
    batchGet = new BatchGetItemOperation(finder);
    batchWrite = new BatchWriteItemOperation(finder);
    transactions = new TransactionOperations(finder);
    partiQl = new PartiQlOperations(finder);
  }

  private CompletionStage<TaskOutcome> replicate(Task<ReplicaWrite> task) {
    return replicas.replicate(task);
  }

  private void replicateAtOnce(ReplicaWrite write) {
    replicas.follow(write);
  }

  private CompletionStage<TaskOutcome> transfer(Task<TransferTask> task) {
    return transfers.run(task);
  }

  @Override
  public ServiceSchema schema() {
    return DynamoDbApi.SERVICE;
  }

  @Override
  public void bind(Binder binder) {
    bindItems(binder);
    bindTables(binder);
    bindProtection(binder);
    bindTransfers(binder);
    bindGlobalTables(binder);
  }

  /** Tables in several regions. */
  private void bindGlobalTables(Binder binder) {
    binder.on(DynamoDbApi.CREATE_GLOBAL_TABLE, globalTables::createGlobalTable);
    binder.on(DynamoDbApi.DESCRIBE_GLOBAL_TABLE, globalTables::describeGlobalTable);
    binder.on(
        DynamoDbApi.DESCRIBE_GLOBAL_TABLE_SETTINGS,
        globalTableSettings::describeGlobalTableSettings);
    binder.on(
        DynamoDbApi.DESCRIBE_TABLE_REPLICA_AUTO_SCALING, scaling::describeTableReplicaAutoScaling);
    binder.on(DynamoDbApi.LIST_GLOBAL_TABLES, globalTables::listGlobalTables);
    binder.on(DynamoDbApi.UPDATE_GLOBAL_TABLE, globalTables::updateGlobalTable);
    binder.on(
        DynamoDbApi.UPDATE_GLOBAL_TABLE_SETTINGS, globalTableSettings::updateGlobalTableSettings);
    binder.on(
        DynamoDbApi.UPDATE_TABLE_REPLICA_AUTO_SCALING, scaling::updateTableReplicaAutoScaling);
  }

  /** Transfers between tables and S3. */
  private void bindTransfers(Binder binder) {
    binder.on(DynamoDbApi.CANCEL_BULK_OPERATION, bulkPuts::cancelBulkOperation);
    binder.on(DynamoDbApi.DESCRIBE_BULK_OPERATION, bulkPuts::describeBulkOperation);
    binder.on(DynamoDbApi.DESCRIBE_EXPORT, exports::describeExport);
    binder.on(DynamoDbApi.DESCRIBE_IMPORT, imports::describeImport);
    binder.on(DynamoDbApi.EXPORT_TABLE_TO_POINT_IN_TIME, exports::exportTableToPointInTime);
    binder.on(DynamoDbApi.IMPORT_TABLE, imports::importTable);
    binder.on(DynamoDbApi.LIST_BULK_OPERATIONS, bulkPuts::listBulkOperations);
    binder.on(DynamoDbApi.LIST_EXPORTS, exports::listExports);
    binder.on(DynamoDbApi.LIST_IMPORTS, imports::listImports);
    binder.on(DynamoDbApi.START_BULK_PUT_ITEMS, bulkPuts::startBulkPutItems);
  }

  /** Reading and writing items. */
  private void bindItems(Binder binder) {
    binder.on(DynamoDbApi.BATCH_EXECUTE_STATEMENT, partiQl::batchExecuteStatement);
    binder.on(DynamoDbApi.BATCH_GET_ITEM, batchGet::batchGetItem);
    binder.on(DynamoDbApi.BATCH_WRITE_ITEM, batchWrite::batchWriteItem);
    binder.on(DynamoDbApi.DELETE_ITEM, writes::deleteItem);
    binder.on(DynamoDbApi.EXECUTE_STATEMENT, partiQl::executeStatement);
    binder.on(DynamoDbApi.EXECUTE_TRANSACTION, partiQl::executeTransaction);
    binder.on(DynamoDbApi.GET_ITEM, get::getItem);
    binder.on(DynamoDbApi.PUT_ITEM, writes::putItem);
    binder.on(DynamoDbApi.QUERY, query::query);
    binder.on(DynamoDbApi.SCAN, scan::scan);
    binder.onBackground(DynamoDbApi.SEARCH_VECTORS, search::searchVectors);
    binder.on(DynamoDbApi.TRANSACT_GET_ITEMS, transactions::transactGetItems);
    binder.on(DynamoDbApi.TRANSACT_WRITE_ITEMS, transactions::transactWriteItems);
    binder.on(DynamoDbApi.UPDATE_ITEM, writes::updateItem);
  }

  /** Tables and their settings. */
  private void bindTables(Binder binder) {
    binder.on(DynamoDbApi.CREATE_TABLE, tables::createTable);
    binder.on(DynamoDbApi.DELETE_TABLE, tables::deleteTable);
    binder.on(DynamoDbApi.DESCRIBE_ENDPOINTS, endpoints::describeEndpoints);
    binder.on(DynamoDbApi.DESCRIBE_LIMITS, endpoints::describeLimits);
    binder.on(DynamoDbApi.DESCRIBE_TABLE, tables::describeTable);
    binder.on(DynamoDbApi.DESCRIBE_TIME_TO_LIVE, timeToLive::describeTimeToLive);
    binder.on(DynamoDbApi.LIST_TABLES, tables::listTables);
    binder.on(DynamoDbApi.LIST_TAGS_OF_RESOURCE, tags::listTagsOfResource);
    binder.on(DynamoDbApi.TAG_RESOURCE, tags::tagResource);
    binder.on(DynamoDbApi.UNTAG_RESOURCE, tags::untagResource);
    binder.onBackground(DynamoDbApi.UPDATE_TABLE, tables::updateTable);
    binder.onBackground(DynamoDbApi.UPDATE_TIME_TO_LIVE, timeToLive::updateTimeToLive);
  }

  /** Backups, policies, and destinations of changes. */
  private void bindProtection(Binder binder) {
    binder.onBackground(DynamoDbApi.CREATE_BACKUP, backups::createBackup);
    binder.on(DynamoDbApi.DELETE_BACKUP, backups::deleteBackup);
    binder.on(DynamoDbApi.DELETE_RESOURCE_POLICY, policies::deleteResourcePolicy);
    binder.on(DynamoDbApi.DESCRIBE_BACKUP, backups::describeBackup);
    binder.on(
        DynamoDbApi.DESCRIBE_CONTINUOUS_BACKUPS, continuousBackups::describeContinuousBackups);
    binder.on(DynamoDbApi.DESCRIBE_CONTRIBUTOR_INSIGHTS, insights::describeContributorInsights);
    binder.on(
        DynamoDbApi.DESCRIBE_KINESIS_STREAMING_DESTINATION,
        destinations::describeKinesisStreamingDestination);
    binder.on(
        DynamoDbApi.DISABLE_KINESIS_STREAMING_DESTINATION,
        destinations::disableKinesisStreamingDestination);
    binder.on(
        DynamoDbApi.ENABLE_KINESIS_STREAMING_DESTINATION,
        destinations::enableKinesisStreamingDestination);
    binder.on(DynamoDbApi.GET_RESOURCE_POLICY, policies::getResourcePolicy);
    binder.on(DynamoDbApi.LIST_BACKUPS, backups::listBackups);
    binder.on(DynamoDbApi.LIST_CONTRIBUTOR_INSIGHTS, insights::listContributorInsights);
    binder.on(DynamoDbApi.PUT_RESOURCE_POLICY, policies::putResourcePolicy);
    binder.onBackground(DynamoDbApi.RESTORE_TABLE_FROM_BACKUP, restores::restoreTableFromBackup);
    binder.onBackground(
        DynamoDbApi.RESTORE_TABLE_TO_POINT_IN_TIME, restores::restoreTableToPointInTime);
    binder.on(DynamoDbApi.UPDATE_CONTINUOUS_BACKUPS, continuousBackups::updateContinuousBackups);
    binder.on(DynamoDbApi.UPDATE_CONTRIBUTOR_INSIGHTS, insights::updateContributorInsights);
    binder.on(
        DynamoDbApi.UPDATE_KINESIS_STREAMING_DESTINATION,
        destinations::updateKinesisStreamingDestination);
  }

  @Override
  public AwsError constraintError(List<Violation> violations, RequestContext context) {
    AwsError error = TableNames.missing(violations, context);
    return error == null ? Service.super.constraintError(violations, context) : error;
  }

  @Override
  public ServiceAccess access() {
    return TableAccess.of(finder);
  }

  /** Expired items are deleted without a request. */
  @Override
  public void resume() {
    regions.open();
  }

  /** The service that reads the streams of this service's tables. */
  public DynamoDbStreamsService streams() {
    return streams;
  }

  /** Deletes all expired items, for {@link #EXPIRED_PATH}; returns their number. */
  public int deleteExpiredItems() {
    return timeToLive.deleteExpired();
  }

  @Override
  public Dialect dialect() {
    return new DynamoDbDialect();
  }
}
