package dev.brume.conformance;

import dev.brume.conformance.apigateway.ApiGatewayApi;
import dev.brume.conformance.glacier.GlacierApi;
import dev.brume.conformance.restjson.RestJsonApi;
import dev.brume.core.schema.ProtocolId;

/** restJson1. */
final class RestJsonTest extends ConformanceSuite {

  RestJsonTest() {
    super(ProtocolId.REST_JSON_1, RestJsonApi.SERVICE, ApiGatewayApi.SERVICE, GlacierApi.SERVICE);
  }
}
