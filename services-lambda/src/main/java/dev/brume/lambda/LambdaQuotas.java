package dev.brume.lambda;

/**
 * Lambda's limits.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda
 *     quotas</a>
 */
public final class LambdaQuotas {
  /** "50 MB (zipped, when uploaded through the Lambda API or SDKs)". */
  public static final int ZIPPED_BYTES = 52_428_800;

  /** "250 MB (unzipped)", function and layers together. */
  public static final int UNZIPPED_BYTES = 262_144_000;

  /** The largest request that creates or changes a function, as recorded on AWS. */
  public static final int CODE_REQUEST_BYTES = 70_167_211;

  /** "75 GB" of function and layer storage. */
  public static final long TOTAL_CODE_BYTES = 80_530_636_800L;

  /** "4 KB, for all environment variables associated with the function, in aggregate". */
  public static final int ENVIRONMENT_BYTES = 4096;

  /** "Five layers". */
  public static final int LAYERS = 5;

  /** "1,000" concurrent executions, of which some can't be reserved. */
  public static final int CONCURRENT_EXECUTIONS = 1000;

  /** "At least 100" stay unreserved. */
  public static final int MIN_UNRESERVED = 100;

  /** "900 seconds (15 minutes)". */
  public static final int TIMEOUT_SECONDS = 900;

  /** "128 MB to 10,240 MB". */
  public static final int MEMORY_MEGABYTES = 10_240;

  /** "Between 512 MB and 10,240 MB" of ephemeral storage. */
  public static final int EPHEMERAL_MEGABYTES = 10_240;

  /** "6 MB each for request and response (synchronous)", as answers recorded on AWS count them. */
  public static final int PAYLOAD_BYTES = 6_291_556;

  /** "1 MB for each asynchronous request". */
  public static final int EVENT_BYTES = 1_048_576;

  /** "32 GB" of a function on managed instances, and at least "2 GB". */
  public static final int MANAGED_MEMORY_MEGABYTES = 32_768;

  /** The least memory of a function on managed instances. */
  public static final int MIN_MANAGED_MEMORY_MEGABYTES = 2048;

  /** "1,000" capacity providers. */
  public static final int CAPACITY_PROVIDERS = 1000;

  /** "100" function versions of a capacity provider. */
  public static final int VERSIONS_PER_CAPACITY_PROVIDER = 100;

  /** "400" vCPUs of a capacity provider whose creator says nothing. */
  public static final int DEFAULT_VCPUS = 400;

  /** "64" characters of a function's name. */
  public static final int NAME_LENGTH = 64;

  /** "20 KB" of resource-based policy. */
  public static final int POLICY_BYTES = 20_480;

  /** "50" elements: the default and largest page of a list. */
  public static final int PAGE_SIZE = 50;

  private LambdaQuotas() {}
}
