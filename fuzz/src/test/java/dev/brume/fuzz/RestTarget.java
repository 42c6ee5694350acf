package dev.brume.fuzz;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.protocol.OperationMatch;
import dev.brume.core.protocol.Protocol;
import dev.brume.core.protocol.rest.RestJsonProtocol;
import dev.brume.core.protocol.rest.RestXmlProtocol;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.lambda.api.LambdaApi;
import dev.brume.s3.S3RestXml;
import dev.brume.s3.api.S3Api;
import java.util.List;

/** Requests by URI: labels, queries, fields and bodies, read or refused as the client's fault. */
final class RestTarget implements Target {
  private final Protocol protocol;
  private final ServiceSchema service;
  private final List<byte[]> seeds;

  private RestTarget(Protocol protocol, ServiceSchema service, String... seeds) {
    this.protocol = protocol;
    this.service = service;
    this.seeds = Refusals.seeds(seeds);
  }

  static RestTarget xml() {
    return new RestTarget(
        new RestXmlProtocol(new S3RestXml(true)),
        S3Api.SERVICE,
        "PUT /bucket?tagging\n"
            + "x-amz-expected-bucket-owner: 1\n\n"
            + "<Tagging xmlns=\"http://s3.amazonaws.com/doc/"
            + "2006-03-01/\"><TagSet><Tag><Key>a&amp;b</Key><Value>c</Value></Tag></TagSet></Tagging>",
        "PUT /bucket?lifecycle\n\n"
            + "<LifecycleConfiguration><Rule><ID>i</ID><Filter><And><Prefix>p</Prefix>"
            + "<ObjectSizeGreaterThan>5</ObjectSizeGreaterThan></And></Filter><Status>Enabled</Status>"
            + "<Expiration><Date>2024-01-01T00:00:00Z</Date></Expiration></Rule></LifecycleConfiguration>",
        "POST /bucket?delete\n\n"
            + "<Delete><Object><Key>k</Key><VersionId>v</VersionId></Object><Quiet>true</Quiet>"
            + "</Delete>",
        "PUT /bucket?acl\n\n"
            + "<AccessControlPolicy><AccessControlList><Grant><Grantee"
            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
            + " xsi:type=\"CanonicalUser\"><ID>x</ID></Grantee><Permission>READ"
            + "</Permission></Grant></AccessControlList></AccessControlPolicy>",
        "PUT /bucket/a/b%20c?partNumber=5&uploadId=u\nContent-MD5: 1B2M2Y8AsgTpgAmY7PhCfg==\n"
            + "x-amz-meta-a: b\nx-amz-checksum-crc32: AAAAAA==\n\nbody",
        "GET /bucket/key?versionId=v&response-content-type=a%2Fb\n"
            + "If-Modified-Since: Wed, 21 Oct 2015 07:28:00 GMT\nRange: bytes=0-5\n\n",
        "GET /bucket?list-type=2&max-keys=5&prefix=a%2F&delimiter=%2F&encoding-type=url\n\n",
        "POST /bucket/key?select&select-type=2\n\n"
            + "<SelectObjectContentRequest><Expression>select</Expression>"
            + "</SelectObjectContentRequest>");
  }

  static RestTarget json() {
    return new RestTarget(
        new RestJsonProtocol(),
        LambdaApi.SERVICE,
        "POST /2015-03-31/functions/f/invocations?Qualifier=1\n"
            + "X-Amz-Invocation-Type: Event\n\n"
            + "{\"a\":1}",
        "POST /2015-03-31/functions\n"
            + "Content-Type: application/json\n\n"
            + "{\"FunctionName\":\"f\",\"Code\":"
            + "{\"ZipFile\":\"UEs=\"},\"Role\":\"r\",\"Tags\":{\"a\":\"b\"},\"Timeout\":5}",
        "GET /2015-03-31/functions/f%2Fg?Marker=m&MaxItems=10\n\n",
        "PUT /2017-03-31/tags/arn%3Aaws\n\n{}",
        "DELETE /2017-03-31/tags/arn?tagKeys=a&tagKeys=b\n\n",
        "POST /2015-03-31/event-source-mappings\n\n"
            + "{\"EventSourceArn\":\"a\",\"StartingPositionTimestamp\":1.5,"
            + "\"FilterCriteria\":{\"Filters\":[{\"Pattern\":\"{}\"}]}}");
  }

  @Override
  public List<byte[]> seeds() {
    return seeds;
  }

  @Override
  public void take(byte[] input) {
    HttpRequest request = RequestText.parse(input);
    OperationMatch match = null;
    try {
      match = protocol.match(service, request);
      protocol.decode(service, match, request);
    } catch (AwsError refused) {
      Refusals.check(refused);
      protocol.encodeError(service, match == null ? null : match.operation(), refused, "id");
    }
  }
}
