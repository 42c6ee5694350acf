package dev.brume.conformance;

import dev.brume.conformance.restxml.RestXmlApi;
import dev.brume.conformance.restxmlns.RestXmlNamespaceApi;
import dev.brume.conformance.s3.S3Api;
import dev.brume.core.schema.ProtocolId;

/** restXml. */
final class RestXmlTest extends ConformanceSuite {

  RestXmlTest() {
    super(ProtocolId.REST_XML, RestXmlApi.SERVICE, RestXmlNamespaceApi.SERVICE, S3Api.SERVICE);
  }
}
