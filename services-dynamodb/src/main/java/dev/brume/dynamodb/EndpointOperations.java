package dev.brume.dynamodb;

import dev.brume.core.gateway.RequestContext;
import dev.brume.dynamodb.api.DescribeEndpointsRequest;
import dev.brume.dynamodb.api.DescribeEndpointsResponse;
import dev.brume.dynamodb.api.DescribeLimitsInput;
import dev.brume.dynamodb.api.DescribeLimitsOutput;
import dev.brume.dynamodb.api.Endpoint;
import java.util.List;

/**
 * Endpoints and limits of DynamoDB.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeLimits.html">DescribeLimits</a>,
 *     <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeEndpoints.html">DescribeEndpoints</a>
 */
final class EndpointOperations {
  /** "80,000 read request units per account and Region", and as many write units. */
  private static final long ACCOUNT_UNITS = 80_000;

  /** "40,000 read request units per table", and as many write units. */
  private static final long TABLE_UNITS = 40_000;

  private static final long CACHE_MINUTES = 1440;

  DescribeLimitsOutput describeLimits(RequestContext context, DescribeLimitsInput input) {
    return DescribeLimitsOutput.builder()
        .accountMaxReadCapacityUnits(ACCOUNT_UNITS)
        .accountMaxWriteCapacityUnits(ACCOUNT_UNITS)
        .tableMaxReadCapacityUnits(TABLE_UNITS)
        .tableMaxWriteCapacityUnits(TABLE_UNITS)
        .build();
  }

  /** The endpoint is the request's host, which clients then continue to use. */
  DescribeEndpointsResponse describeEndpoints(
      RequestContext context, DescribeEndpointsRequest input) {
    String host = context.http().headers().first("Host");
    return DescribeEndpointsResponse.builder()
        .endpoints(
            List.of(Endpoint.builder().address(host).cachePeriodInMinutes(CACHE_MINUTES).build()))
        .build();
  }
}
