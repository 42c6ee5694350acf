package dev.brume.dynamodb.engine;

import dev.brume.core.error.AwsError;
import dev.brume.dynamodb.api.ProvisionedThroughputExceededException;
import dev.brume.dynamodb.api.ThrottlingException;
import dev.brume.dynamodb.api.ThrottlingReason;
import java.util.List;

/**
 * The errors for throttled requests.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/throttling-diagnosing-workflow.html">Diagnosing
 *     throttling</a>, which lists the reasons
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">Error
 *     handling with DynamoDB</a>, which has the words
 */
public final class Throttling {
  private static final String PROVISIONED = "ProvisionedThroughputExceededException";
  private static final String THROTTLED = "ThrottlingException";

  private static final String OF_TABLE =
      "The level of configured provisioned throughput for the table was exceeded. Consider"
          + " increasing your provisioning level with the UpdateTable API.";
  private static final String OF_INDEX =
      "The level of configured provisioned throughput for one or more global secondary indexes of"
          + " the table was exceeded. Consider increasing your provisioning level for the"
          + " under-provisioned global secondary indexes with the UpdateTable API";
  private static final String ON_DEMAND =
      "Throughput exceeds the current capacity of your table or index. DynamoDB is automatically"
          + " scaling your table or index so please try again shortly. If exceptions persist, check"
          + " if you have a hot key:"
          + " https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html";

  private Throttling() {}

  /** Whether an error is a throttling error. */
  public static boolean isMeantBy(AwsError error) {
    return error.code().equals(PROVISIONED) || error.code().equals(THROTTLED);
  }

  /** The cancellation reason code of a transaction. */
  public static String cancellationCode(AwsError error) {
    return error.code().equals(PROVISIONED) ? "ProvisionedThroughputExceeded" : "ThrottlingError";
  }

  static AwsError error(
      CapacityBuckets.Shortage shortage, boolean onDemand, String access, String resourceArn) {
    boolean ofIndex = resourceArn.contains("/index/");
    String cause =
        switch (shortage) {
          case KEY_RANGE -> "KeyRangeThroughputExceeded";
          case ON_DEMAND_LIMIT -> "MaxOnDemandThroughputExceeded";
          case THROUGHPUT, NONE ->
              onDemand ? "AccountLimitExceeded" : "ProvisionedThroughputExceeded";
        };
    List<ThrottlingReason> reasons =
        List.of(
            ThrottlingReason.builder()
                .reason((ofIndex ? "Index" : "Table") + access + cause)
                .resource(resourceArn)
                .build());
    return onDemand
        ? AwsError.modelled(
            ThrottlingException.builder().message(ON_DEMAND).throttlingReasons(reasons).build())
        : AwsError.modelled(
            ProvisionedThroughputExceededException.builder()
                .message(ofIndex ? OF_INDEX : OF_TABLE)
                .throttlingReasons(reasons)
                .build());
  }
}
