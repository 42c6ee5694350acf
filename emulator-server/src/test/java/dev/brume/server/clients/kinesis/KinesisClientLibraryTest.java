package dev.brume.server.clients.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.brume.server.clients.Accounts;
import dev.brume.server.clients.SharedBrume;
import dev.brume.testlog.ExpectedLog;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.kinesis.common.ConfigsBuilder;
import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.common.KinesisClientUtil;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.coordinator.assignment.LeaseAssignmentManager;
import software.amazon.kinesis.exceptions.InvalidStateException;
import software.amazon.kinesis.exceptions.ShutdownException;
import software.amazon.kinesis.lifecycle.ProcessTask;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ProcessRecordsInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.metrics.CloudWatchMetricsPublisher;
import software.amazon.kinesis.metrics.MetricsLevel;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;
import software.amazon.kinesis.processor.ShardRecordProcessor;
import software.amazon.kinesis.processor.SingleStreamTracker;
import software.amazon.kinesis.retrieval.KinesisClientRecord;
import software.amazon.kinesis.retrieval.RetrievalConfig;
import software.amazon.kinesis.retrieval.kpl.Messages;
import software.amazon.kinesis.retrieval.polling.PollingConfig;
import software.amazon.kinesis.worker.WorkerMetricsSelector;

/**
 * An application of the Kinesis Client Library 3.x with two workers, one of which polls while the
 * other one has records pushed to it, through a split and a merge. Its leases are in DynamoDB; its
 * metrics are refused, because CloudWatch is not there, and it goes on. Records that the Kinesis
 * Producer Library has aggregated pass through, and the library takes them apart.
 *
 * <p>The library promises each record at least once: what a worker has not checkpointed when it
 * loses its lease, another gets again. Without such a loss each comes once.
 *
 * <p>The first worker waits for up to thirty seconds for another to make the leases; the second is
 * started when their table is there.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/kcl.html">Kinesis Client Library</a>
 * @see <a
 *     href="https://github.com/awslabs/amazon-kinesis-producer/blob/master/aggregation-format.md">KPL
 *     aggregated record format</a>
 */
@EnabledIfSystemProperty(
    named = "brume.kcl",
    matches = "true",
    disabledReason = "takes most of a minute, nearly all of it waiting: -Dbrume.kcl=true")
class KinesisClientLibraryTest {
  private static final String STREAM = "events";
  private static final String APPLICATION = "application";
  private static final String COORDINATION = APPLICATION + "-CoordinatorState";
  private static final String KEY = "key-";
  private static final int KEYS = 5;
  private static final int RECORDS = 40;
  private static final Duration LIMIT = Duration.ofSeconds(300);
  private static final byte[] AGGREGATED = HexFormat.of().parseHex("f3899ac2");

  private final String account = Accounts.next();
  private final KinesisAsyncClient kinesis =
      KinesisClientUtil.createKinesisAsyncClient(here(KinesisAsyncClient.builder()));
  private final DynamoDbAsyncClient dynamo = here(DynamoDbAsyncClient.builder()).build();
  private final CloudWatchAsyncClient metrics = here(CloudWatchAsyncClient.builder()).build();
  private final List<Scheduler> workers = new ArrayList<>();

  /** The library says these; in the order in which it does them, some of them or not. */
  private final ExpectedLog refusedMetrics =
      ExpectedLog.of(CloudWatchMetricsPublisher.class, "Could not publish");

  private final List<ExpectedLog> talk =
      List.of(
          ExpectedLog.of(WorkerMetricsSelector.class, "operating range metadata"),
          ExpectedLog.of(LeaseAssignmentManager.class, "Not able to assign"),
          ExpectedLog.of(ProcessTask.class, "Cannot get the shard"));

  private final Set<String> processed = ConcurrentHashMap.newKeySet();
  private final Queue<String> outOfOrder = new ConcurrentLinkedQueue<>();
  private final Queue<String> lostLeases = new ConcurrentLinkedQueue<>();
  private final Queue<String> doubled = new ConcurrentLinkedQueue<>();
  private final Queue<String> ended = new ConcurrentLinkedQueue<>();
  private final Map<String, String> workerOf = new ConcurrentHashMap<>();
  private int sent;

  private <B extends AwsClientBuilder<B, ?>> B here(B builder) {
    URI endpoint = SharedBrume.endpoint();
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "secret")));
  }

  /** Notes what it is given, and checkpoints all of it. */
  private final class Processor implements ShardRecordProcessor {
    private final String worker;
    private final Map<String, Integer> last = new HashMap<>();
    private String shard = "not initialized";

    Processor(String worker) {
      this.worker = worker;
    }

    @Override
    public void initialize(InitializationInput input) {
      shard = input.shardId();
      workerOf.put(shard, worker);
    }

    @Override
    public void processRecords(ProcessRecordsInput input) {
      for (KinesisClientRecord each : input.records()) {
        String data = SdkBytes.fromByteBuffer(each.data()).asUtf8String();
        if (!processed.add(data)) {
          doubled.add(data);
        }
        checkOrder(each.partitionKey(), data);
      }
      if (!input.records().isEmpty()) {
        checkpoint(input.checkpointer());
      }
    }

    private void checkOrder(String key, String data) {
      if (key.startsWith(KEY)) {
        int number = Integer.parseInt(data);
        Integer before = last.put(key, number);
        if (before != null && before >= number) {
          outOfOrder.add(key + ": " + before + ", " + number);
        }
      }
    }

    private void checkpoint(RecordProcessorCheckpointer checkpointer) {
      try {
        checkpointer.checkpoint();
      } catch (ShutdownException e) {
        // Another worker has the lease, and gets these records again.
        lostLeases.add(shard);
      } catch (InvalidStateException e) {
        throw new IllegalStateException(e);
      }
    }

    /** On a slow machine this may come before the initialization. */
    @Override
    public void leaseLost(LeaseLostInput input) {
      lostLeases.add(shard);
    }

    @Override
    public void shardEnded(ShardEndedInput input) {
      ended.add(shard);
      checkpoint(input.checkpointer());
    }

    @Override
    public void shutdownRequested(ShutdownRequestedInput input) {
      // All is checkpointed.
    }
  }

  private void startWorker(String name, boolean polling) {
    ConfigsBuilder configs =
        new ConfigsBuilder(
            new SingleStreamTracker(
                STREAM,
                InitialPositionInStreamExtended.newInitialPosition(
                    InitialPositionInStream.TRIM_HORIZON)),
            APPLICATION,
            kinesis,
            dynamo,
            metrics,
            name,
            () -> new Processor(name));
    RetrievalConfig retrieval = configs.retrievalConfig();
    if (polling) {
      retrieval.retrievalSpecificConfig(
          new PollingConfig(STREAM, kinesis).idleTimeBetweenReadsInMillis(200));
    }
    Scheduler worker =
        new Scheduler(
            configs.checkpointConfig(),
            configs
                .coordinatorConfig()
                .parentShardPollIntervalMillis(500)
                .shardConsumerDispatchPollIntervalMillis(200),
            configs
                .leaseManagementConfig()
                .failoverTimeMillis(5_000)
                .shardSyncIntervalMillis(1_000),
            configs.lifecycleConfig(),
            configs
                .metricsConfig()
                .metricsLevel(MetricsLevel.DETAILED)
                .metricsBufferTimeMillis(1_000),
            configs.processorConfig(),
            retrieval);
    workers.add(worker);
    Thread.ofPlatform().daemon().name(name).start(worker);
  }

  private void putMany() {
    for (int i = 0; i < RECORDS; i++) {
      int number = sent++;
      kinesis
          .putRecord(
              put ->
                  put.streamName(STREAM)
                      .partitionKey(KEY + number % KEYS)
                      .data(SdkBytes.fromUtf8String("" + number)))
          .join();
    }
    awaitProcessed(sent);
  }

  private void awaitProcessed(int count) {
    Awaitility.await().atMost(LIMIT).until(() -> processed.size() >= count);
  }

  @Test
  void readsEachRecordOnceAndInOrder() throws Exception {
    kinesis.createStream(create -> create.streamName(STREAM).shardCount(2)).join();
    startWorker("polling", true);
    Awaitility.await().atMost(LIMIT).until(this::areTablesMade);
    startWorker("pushed", false);
    putMany();
    kinesis
        .splitShard(
            split ->
                split
                    .streamName(STREAM)
                    .shardToSplit("shardId-000000000000")
                    .newStartingHashKey("85070591730234615865843651857942052864"))
        .join();
    putMany();
    kinesis
        .mergeShards(
            merge ->
                merge
                    .streamName(STREAM)
                    .shardToMerge("shardId-000000000002")
                    .adjacentShardToMerge("shardId-000000000003"))
        .join();
    putMany();
    putAggregated("a", "b", "c");
    awaitProcessed(sent + 3);

    assertThat(processed).hasSize(sent + 3).contains("a", "b", "c");
    assertThat(outOfOrder).isEmpty();
    assertThat(doubled.isEmpty() || !lostLeases.isEmpty()).as("doubled: %s", doubled).isTrue();
    assertThat(ended)
        .contains("shardId-000000000000", "shardId-000000000002", "shardId-000000000003");
    assertThat(workerOf.values()).contains("polling", "pushed");
    assertThat(checkpoints()).contains("SHARD_END");
    assertThat(refusedMetrics.await()).isNotEmpty();
    assertThatThrownBy(() -> metrics.listMetrics().join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            CloudWatchException.class, refusal -> assertThat(refusal.statusCode()).isEqualTo(501));
  }

  /** A worker that starts while another adds the index of the leases is refused, as on AWS. */
  private boolean areTablesMade() {
    if (!dynamo.listTables().join().tableNames().containsAll(List.of(APPLICATION, COORDINATION))) {
      return false;
    }
    TableDescription leases =
        dynamo.describeTable(describe -> describe.tableName(APPLICATION)).join().table();
    return leases.tableStatus() == TableStatus.ACTIVE
        && leases.hasGlobalSecondaryIndexes()
        && leases.globalSecondaryIndexes().stream()
            .allMatch(index -> index.indexStatus() == IndexStatus.ACTIVE);
  }

  private List<String> checkpoints() {
    return dynamo.scan(scan -> scan.tableName(APPLICATION)).join().items().stream()
        .map(item -> item.getOrDefault("checkpoint", AttributeValue.fromS("")).s())
        .toList();
  }

  /** As the Kinesis Producer Library does: magic number, protocol buffer, MD5. */
  private void putAggregated(String... texts) throws Exception {
    Messages.AggregatedRecord.Builder all =
        Messages.AggregatedRecord.newBuilder().addPartitionKeyTable("aggregated");
    for (String text : texts) {
      all.addRecords(
          Messages.Record.newBuilder()
              .setPartitionKeyIndex(0)
              .setData(ByteString.copyFromUtf8(text)));
    }
    byte[] message = all.build().toByteArray();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.writeBytes(AGGREGATED);
    data.writeBytes(message);
    data.writeBytes(MessageDigest.getInstance("MD5").digest(message));
    kinesis
        .putRecord(
            put ->
                put.streamName(STREAM)
                    .partitionKey("aggregated")
                    .data(SdkBytes.fromByteArray(data.toByteArray())))
        .join();
  }

  @AfterEach
  void stop() throws Exception {
    for (Scheduler worker : workers) {
      worker.startGracefulShutdown().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
    kinesis.close();
    dynamo.close();
    metrics.close();
    refusedMetrics.close();
    talk.forEach(ExpectedLog::close);
  }
}
