package dev.brume.kinesis.engine;

/**
 * AWS's quotas.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html">Quotas
 *     and limits</a>
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/queues-quotas.html">Quotas and
 *     limits for queues</a>
 */
public final class KinesisQuotas {
  /** "The minimum value of a stream's retention period is 24 hours." */
  public static final int MIN_RETENTION_HOURS = 24;

  /** "The maximum value of a stream's retention period is 8760 hours (365 days)." */
  public static final int MAX_RETENTION_HOURS = 8_760;

  /** The default largest record: 1 MiB. */
  public static final int DEFAULT_RECORD_SIZE_KIB = 1_024;

  /** "Up to a limit of 10 MiB for the entire request, including partition keys." */
  public static final int MAX_REQUEST_BYTES = 10 * 1_024 * 1_024;

  /** "GetRecords can retrieve up to 10 MB of data per call." */
  public static final int MAX_READ_BYTES = 10 * 1_024 * 1_024;

  /** "Up to 10,000 records per call." */
  public static final int MAX_READ_RECORDS = 10_000;

  /** "A shard iterator expires 5 minutes after it is returned to the requester." */
  public static final long ITERATOR_MILLIS = 300_000;

  /** "Tokens expire after 300 seconds." */
  public static final long TOKEN_MILLIS = 300_000;

  /** The shards of an account in the three largest regions. */
  public static final int SHARDS_OF_LARGE_REGIONS = 20_000;

  /** The shards of an account in all other regions. */
  public static final int SHARDS = 6_000;

  /** "The default limit is 50 on-demand streams." */
  public static final int ON_DEMAND_STREAMS = 50;

  /** "By default, new data streams with the on-demand mode have 4 MB/s of write capacity." */
  public static final int ON_DEMAND_SHARDS = 4;

  /** "Up to 10 GB/s write throughput" for on-demand streams of the three largest regions. */
  public static final int ON_DEMAND_SHARDS_OF_LARGE_REGIONS = 10 * 1_024;

  /** "For other regions, up to 200 MB/s write". */
  public static final int MAX_ON_DEMAND_SHARDS = 200;

  /** "More than five streams in the CREATING state at any point in time." */
  public static final int CREATING_STREAMS = 5;

  /** "Scale up to more than 10000 shards in a stream." */
  public static final int SCALED_SHARDS = 10_000;

  /** "You can register up to 20 consumers per stream to use enhanced fan-out." */
  public static final int CONSUMERS = 20;

  /** "You cannot have more than 5 consumers in a CREATING status at the same time." */
  public static final int CREATING_CONSUMERS = 5;

  /** "With On-demand Advantage streams, you can register up to 50 consumers per stream." */
  public static final int CONSUMERS_OF_ADVANTAGE = 50;

  /** "Scale to more than 10 GiBps for an on-demand stream." */
  public static final int WARM_THROUGHPUT_MIBPS = 10 * 1_024;

  /** "The number of queues that can be in the CREATING or DELETING state at the same time." */
  public static final int PASSING_QUEUES = 5;

  /** "The number of records that can be in flight for a queue at the same time." */
  public static final int IN_FLIGHT_RECORDS = 120_000;

  /** "One delivery to a general purpose Amazon S3 bucket." */
  public static final int CHANNELS_TO_S3 = 1;

  /** "Deliveries per stream: 2": one to a bucket, one to a streaming table. */
  public static final int CHANNELS_OF_STREAM = 2;

  /** "ListChannels maximum results per page." */
  public static final int LISTED_CHANNELS = 100;

  /** "You can configure data freshness between 300 and 900 seconds"; the default as well. */
  public static final int MIN_FRESHNESS_SECONDS = 300;

  /** "You can configure data freshness between 300 and 900 seconds." */
  public static final int MAX_FRESHNESS_SECONDS = 900;

  /** "Commitments have a minimum duration of 24 hours." */
  public static final long COMMITMENT_MILLIS = 24 * 3_600_000L;

  private KinesisQuotas() {}
}
