package dev.brume.conformance;

import dev.brume.conformance.ec2query.Ec2QueryApi;
import dev.brume.core.schema.ProtocolId;

/** ec2Query. */
final class Ec2QueryTest extends ConformanceSuite {

  Ec2QueryTest() {
    super(ProtocolId.EC2_QUERY, Ec2QueryApi.SERVICE);
  }
}
