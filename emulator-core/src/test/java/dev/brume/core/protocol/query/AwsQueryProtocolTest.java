package dev.brume.core.protocol.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.protocol.OperationMatch;
import dev.brume.core.schema.Blob;
import dev.brume.core.schema.DynamicStruct;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.schema.Struct;
import dev.brume.core.schema.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What Smithy's suite leaves open about awsQuery: SQS's forms, errors, limits. Sources of truth: <a
 * href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">Smithy: awsQuery</a>, <a
 * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-xml-api-responses.html">
 * SQS: XML API responses</a>, and the lists of common errors of IAM and SQS.
 */
class AwsQueryProtocolTest {
  private static final ServiceSchema COMMON = QueryService.schema(false);
  private static final ServiceSchema SQS_LIKE = QueryService.schema(true);
  private static final String ACTION = "Action=Send&Version=2012-11-05";

  private final AwsQueryProtocol protocol = new AwsQueryProtocol();

  private Struct decode(ServiceSchema service, String form) {
    return protocol.decode(
        service, OperationMatch.of(QueryService.SEND), QueryService.post(ACTION + "&" + form));
  }

  private AwsError refusal(ServiceSchema service, String form) {
    return catchThrowableOfType(AwsError.class, () -> decode(service, form));
  }

  private AwsError noMatch(ServiceSchema service, String form) {
    return catchThrowableOfType(
        AwsError.class, () -> protocol.match(service, QueryService.post(form)));
  }

  private static DynamicStruct input(Object... namesAndValues) {
    return DynamicStruct.of(QueryService.INPUT, namesAndValues);
  }

  private static DynamicStruct value(String text) {
    return DynamicStruct.of(QueryService.VALUE, "StringValue", text);
  }

  @Test
  void theActionMayStandInTheQueryStringOrInTheBody() {
    assertThat(protocol.match(COMMON, QueryService.request("GET", ACTION, "")).operation())
        .isSameAs(QueryService.SEND);
    assertThat(protocol.match(COMMON, QueryService.post(ACTION)).operation())
        .isSameAs(QueryService.SEND);
    assertThat(
            protocol
                .match(COMMON, QueryService.request("POST", "Action=Stop", "Version=2012-11-05"))
                .operation())
        .isSameAs(QueryService.STOP);
  }

  /** Texts as seen at IAM and SES: a missing version counts as an unknown one. */
  @Test
  void anUnknownActionOrVersionIsNamed() {
    AwsError action = noMatch(COMMON, "Action=Sent&Version=2012-11-05");
    assertThat(action.code()).isEqualTo("InvalidAction");
    assertThat(action.status()).isEqualTo(400);
    assertThat(action).hasMessage("Could not find operation Sent for version 2012-11-05");
    assertThat(noMatch(COMMON, "Action=Send&Version=2000-01-01"))
        .hasMessage("Could not find operation Send for version 2000-01-01");
    assertThat(noMatch(COMMON, "Action=Send"))
        .hasMessage("Could not find operation Send for version NO_VERSION_SPECIFIED");
  }

  /** SQS's own text, and the code of its list of common errors. */
  @Test
  void sqsNamesAnUnknownActionInItsOwnWords() {
    AwsError action = noMatch(SQS_LIKE, "Action=Sent&Version=2012-11-05");
    assertThat(action.code()).isEqualTo("InvalidAction");
    assertThat(action).hasMessage("The action Sent is not valid for this endpoint.");
    assertThat(noMatch(SQS_LIKE, "Action=Send&Version=2999-01-01").code())
        .isEqualTo("NoSuchVersion");
    assertThat(noMatch(SQS_LIKE, "Action=Send&Version=1").code()).isEqualTo("NoSuchVersion");
    assertThat(protocol.match(SQS_LIKE, QueryService.post("Action=Send&Version=2009-02-01")))
        .isNotNull();
    assertThat(protocol.match(SQS_LIKE, QueryService.post("Action=Send"))).isNotNull();
  }

  @Test
  void aMissingActionIsRefused() {
    assertThat(noMatch(COMMON, "Version=2012-11-05").code()).isEqualTo("MissingAction");
    assertThat(noMatch(SQS_LIKE, "Action=&Version=2012-11-05").code()).isEqualTo("MissingAction");
    assertThat(noMatch(SQS_LIKE, "{\"Action\":\"Send\"}").code()).isEqualTo("MissingAction");
  }

  @Test
  void formsAreDecodedToTheLastByte() {
    assertThat(decode(COMMON, "Body=a%20b+c%26%3D%2B%F0%9F%98%80%00=%3d"))
        .isEqualTo(input("Body", "a b c&=+\uD83D\uDE00\0=="));
    assertThat(decode(COMMON, "Body=")).isEqualTo(input("Body", ""));
    assertThat(decode(COMMON, "Body")).isEqualTo(input("Body", ""));
    assertThat(decode(COMMON, "Body=\u00FC&&At=2015-01-25T08:00:00Z"))
        .isEqualTo(input("Body", "\u00FC", "At", Instant.ofEpochSecond(1422172800)));
  }

  /** Older SDKs send times without an offset; CloudWatch takes them for UTC. */
  @Test
  void timesMayHaveAnyOffsetOrNone() {
    Instant time = Instant.ofEpochSecond(1422172800);
    for (String text :
        List.of(
            "2015-01-25T08:00:00Z",
            "2015-01-25T08:00:00.000Z",
            "2015-01-25T08:00:00",
            "2015-01-25T09:00:00%2B01:00",
            "2015-01-25T06:30:00-01:30")) {
      assertThat(decode(COMMON, "At=" + text)).isEqualTo(input("At", time));
    }
    assertThat(decode(COMMON, "At=2015-01-25")).isEqualTo(input("At", time.minusSeconds(8 * 3600)));
    for (String text : List.of("", "now", "2015-01-32", "2015-01-25T08:00:00+0100", "1422172800")) {
      assertThat(refusal(COMMON, "At=" + text)).as(text).isNotNull();
    }
  }

  /** No page says so, but signatures of every age come as parameters that no model knows. */
  @Test
  void unknownParametersAreIgnored() {
    assertThat(decode(COMMON, "Body=a&AWSAccessKeyId=k&Signature=s&X-Amz-Date=d&Other.1=x"))
        .isEqualTo(input("Body", "a"));
  }

  @Test
  void listsAndMapsAreReadAsSqsFlattensThem() {
    assertThat(
            decode(
                SQS_LIKE,
                "Name.1=a&Name.2=b&Attribute.1.Name=n&Attribute.1.Value.StringValue=s"
                    + "&Attribute.2.Name=m&Attribute.2.Value.BinaryValue=AQI%3D"))
        .isEqualTo(
            input(
                "Names",
                List.of("a", "b"),
                "Attributes",
                Map.of(
                    "n",
                    value("s"),
                    "m",
                    DynamicStruct.of(
                        QueryService.VALUE, "BinaryValue", Blob.of(new byte[] {1, 2})))));
  }

  /**
   * SQS's documentation writes {@code AttributeName=All} (ReceiveMessage) and {@code
   * Attribute.Name=…&Attribute.Value=…} (SetQueueAttributes) beside the indexed forms.
   */
  @Test
  void aSingleElementOfAFlattenedListOrMapNeedsNoIndex() {
    assertThat(decode(SQS_LIKE, "Name=All&Attribute.Name=n&Attribute.Value.StringValue=s"))
        .isEqualTo(input("Names", List.of("All"), "Attributes", Map.of("n", value("s"))));
  }

  @Test
  void batchesNest() {
    DynamicStruct first =
        DynamicStruct.of(
            QueryService.ENTRY, "Id", "x", "Delay", 3, "Attributes", Map.of("n", value("s")));
    DynamicStruct second = DynamicStruct.of(QueryService.ENTRY, "Id", "y");
    assertThat(
            decode(
                SQS_LIKE,
                "Entry.2.Id=y&Entry.1.Id=x&Entry.1.Delay=3&Entry.1.Attribute.1.Name=n"
                    + "&Entry.1.Attribute.1.Value.StringValue=s"))
        .isEqualTo(input("Entries", List.of(first, second)));
  }

  @Test
  void indexesOrderAListNumericallyAndGapsClose() {
    assertThat(decode(SQS_LIKE, "Name.10=c&Name.9=b&Name.999999999=d&Name.1=a"))
        .isEqualTo(input("Names", List.of("a", "b", "c", "d")));
  }

  @Test
  void listsAndMapsAreReadAsIamWrapsThem() {
    assertThat(
            decode(
                COMMON,
                "Wrapped.member.1=a&Wrapped.member.2=b&Tags.entry.1.key=k&Tags.entry.1.value=v"))
        .isEqualTo(input("Wrapped", List.of("a", "b"), "Tags", Map.of("k", "v")));
    assertThat(decode(COMMON, "Wrapped=&Name=&Tags="))
        .isEqualTo(input("Wrapped", List.of(), "Names", List.of(), "Tags", Map.of()));
  }

  /**
   * The texts are those seen at SNS ("Top level element…"), ELB ("Unexpected complex…") and MWS.
   */
  @Test
  void parametersOfTheWrongFormAreRefused() {
    assertThat(refusal(COMMON, "Wrapped.1=a"))
        .hasMessage("Top level element may not be treated as a list")
        .extracting(AwsError::code)
        .isEqualTo("MalformedInput");
    assertThat(refusal(COMMON, "Nested=a")).hasMessage("Unexpected complex element termination");
    assertThat(refusal(COMMON, "Wrapped=a")).hasMessage("Unexpected list element termination");
    assertThat(refusal(COMMON, "Body.x=a")).isNotNull();
    assertThat(refusal(COMMON, "Wrapped.member.0=a")).isNotNull();
    assertThat(refusal(COMMON, "Wrapped.member.1=a&Wrapped.member.x=b")).isNotNull();
    assertThat(refusal(COMMON, "Wrapped.member.9999999999=a")).isNotNull();
    assertThat(refusal(COMMON, "Tags.entry.1.value=v")).isNotNull();
    assertThat(refusal(COMMON, "Delay=x").code()).isEqualTo("MalformedInput");
  }

  @Test
  void sqsNamesTheParameterThatItRefuses() {
    AwsError delay = refusal(SQS_LIKE, "Entry.1.Delay=x");
    assertThat(delay.code()).isEqualTo("InvalidParameterValue");
    assertThat(delay).hasMessage("Value x for parameter Entry.1.Delay is invalid.");
    assertThat(refusal(SQS_LIKE, "Attribute.1.Value.StringValue=s"))
        .hasMessage("The request must contain the parameter Attribute.1.Name.");
    assertThat(refusal(SQS_LIKE, "Name=a&Name.1=b").code()).isEqualTo("ConflictingQueryParameter");
  }

  /** The status is that of the lists of common errors. */
  @Test
  void whatCannotBeDecodedIsRefused() {
    assertThat(refusal(COMMON, "Body=%").code()).isEqualTo("MalformedQueryString");
    assertThat(refusal(COMMON, "Body=%4").status()).isEqualTo(404);
    assertThat(refusal(COMMON, "Body=%zz")).isNotNull();
    assertThat(refusal(COMMON, "Body=%ff%fe")).isNotNull();
    assertThat(noMatch(COMMON, "Action=%C3").code()).isEqualTo("MalformedQueryString");
  }

  @Test
  void sizeIsBounded() {
    assertThat(refusal(COMMON, "Nested" + ".a".repeat(QueryNode.DEEPEST) + "=b")).isNotNull();
    assertThat(refusal(COMMON, "x&".repeat(FormParameters.MOST_PARAMETERS + 1))).isNotNull();
    String deep = ".a".repeat(QueryNode.DEEPEST - 2);
    StringBuilder wide = new StringBuilder();
    for (int i = 0; i < QueryNode.MOST_NODES / (QueryNode.DEEPEST - 1) + 1; i++) {
      wide.append("Nested").append(i).append(deep).append('&');
    }
    assertThat(refusal(COMMON, wide.toString())).isNotNull();
  }

  @Test
  void aSuccessIsWrappedTwice() {
    Struct output =
        DynamicStruct.of(
            QueryService.OUTPUT,
            "Id",
            "<&>\"'\r\n\t\u0001\uD83D\uDE00",
            "Names",
            List.of("a"),
            "Flat",
            List.of("b", ""),
            "Tags",
            Map.of("k", "v"));
    HttpResponse response = protocol.encode(COMMON, QueryService.SEND, output, "id");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().first("Content-Type")).isEqualTo("text/xml");
    assertThat(response.headers().first("x-amzn-RequestId")).isEqualTo("id");
    assertThat(QueryService.text(response))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <SendResponse xmlns="http://test.amazonaws.com/doc/2012-11-05/"><SendResult>\
            <Id>&lt;&amp;&gt;&quot;'&#xD;
            \t&#x1;\uD83D\uDE00</Id><Names><member>a</member></Names>\
            <FlatName>b</FlatName><FlatName/>\
            <Tags><entry><key>k</key><value>v</value></entry></Tags></SendResult>\
            <ResponseMetadata><RequestId>id</RequestId></ResponseMetadata></SendResponse>\
            """);
  }

  @Test
  void anOperationWithoutOutputHasNoResult() {
    assertThat(QueryService.text(protocol.encode(COMMON, QueryService.STOP, Unit.INSTANCE, "id")))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <StopResponse xmlns="http://test.amazonaws.com/doc/2012-11-05/">\
            <ResponseMetadata><RequestId>id</RequestId></ResponseMetadata></StopResponse>\
            """);
  }

  @Test
  void aModelledErrorHasItsQueryCodeAndStatus() {
    AwsError error =
        AwsError.modelled(
            DynamicStruct.of(QueryService.TOO_BUSY, "message", "Later.", "RetryAfter", 5));
    HttpResponse response = protocol.encodeError(SQS_LIKE, QueryService.SEND, error, "id");
    assertThat(response.status()).isEqualTo(403);
    assertThat(QueryService.text(response))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <ErrorResponse xmlns="http://test.amazonaws.com/doc/2012-11-05/"><Error>\
            <Type>Sender</Type><Code>Old.TooBusy</Code><Message>Later.</Message>\
            <RetryAfter>5</RetryAfter><Detail/></Error><RequestId>id</RequestId></ErrorResponse>\
            """);
  }

  @Test
  void aBareErrorOfTheServiceNamesTheReceiver() {
    AwsError error = AwsError.server("InternalFailure", 500, "Broken.").withHeader("X-Why", "none");
    HttpResponse response = protocol.encodeError(COMMON, null, error, "id");
    assertThat(response.status()).isEqualTo(500);
    assertThat(response.headers().first("X-Why")).isEqualTo("none");
    assertThat(QueryService.text(response))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <ErrorResponse xmlns="http://webservices.amazon.com/AWSFault/2005-15-09"><Error>\
            <Type>Receiver</Type><Code>InternalFailure</Code><Message>Broken.</Message></Error>\
            <RequestId>id</RequestId></ErrorResponse>\
            """);
  }
}
