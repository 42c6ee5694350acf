package dev.brume.conformance;

import dev.brume.conformance.awsquery.AwsQueryApi;
import dev.brume.core.schema.ProtocolId;

/** awsQuery. */
final class AwsQueryTest extends ConformanceSuite {

  AwsQueryTest() {
    super(ProtocolId.AWS_QUERY, AwsQueryApi.SERVICE);
  }
}
