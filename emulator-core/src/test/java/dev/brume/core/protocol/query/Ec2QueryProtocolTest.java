package dev.brume.core.protocol.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.protocol.OperationMatch;
import dev.brume.core.schema.DynamicStruct;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.schema.Struct;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What Smithy's suite leaves open about ec2Query. Sources of truth: <a
 * href="https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html">Smithy: ec2Query</a>, <a
 * href="https://docs.aws.amazon.com/ec2/latest/devguide/errors-overview.html">EC2: error codes</a>.
 */
class Ec2QueryProtocolTest {
  private static final ServiceSchema EC2 = QueryService.schema(false);
  private static final String ACTION = "Action=Send&Version=2012-11-05";

  private final Ec2QueryProtocol protocol = new Ec2QueryProtocol();

  private Struct decode(String form) {
    return protocol.decode(
        EC2, OperationMatch.of(QueryService.SEND), QueryService.post(ACTION + "&" + form));
  }

  private AwsError refusal(String form) {
    return catchThrowableOfType(AwsError.class, () -> decode(form));
  }

  private AwsError noMatch(String form) {
    return catchThrowableOfType(AwsError.class, () -> protocol.match(EC2, QueryService.post(form)));
  }

  @Test
  void everyListIsFlat() {
    assertThat(decode("Wrapped.1=a&Wrapped.2=b&Name.1=c"))
        .isEqualTo(
            DynamicStruct.of(
                QueryService.INPUT, "Wrapped", List.of("a", "b"), "Names", List.of("c")));
  }

  /** "An unknown or unrecognized parameter was supplied." The text is that seen at EC2. */
  @Test
  void unknownParametersAreRefusedButThoseOfSignatures() {
    AwsError error = refusal("Body=a&Bodi=b");
    assertThat(error.code()).isEqualTo("UnknownParameter");
    assertThat(error).hasMessage("The parameter Bodi is not recognized");
    assertThat(
            decode(
                "Body=a&AWSAccessKeyId=k&SignatureVersion=2&SignatureMethod=HmacSHA256"
                    + "&Timestamp=now&Signature=s&X-Amz-Date=now&X-Amz-Signature=s"))
        .isEqualTo(DynamicStruct.of(QueryService.INPUT, "Body", "a"));
  }

  /** The text for unknown actions is that seen at EC2; the others follow the list of codes. */
  @Test
  void unknownActionsAndVersionsAreRefused() {
    assertThat(noMatch("Action=Sent&Version=2012-11-05"))
        .hasMessage("The action Sent is not valid for this web service.");
    assertThat(noMatch("Version=2012-11-05").code()).isEqualTo("MissingAction");
    assertThat(noMatch("Action=Send").code()).isEqualTo("MissingParameter");
    assertThat(noMatch("Action=Send&Version=2999-01-01").code()).isEqualTo("NoSuchVersion");
    assertThat(protocol.match(EC2, QueryService.post("Action=Send&Version=2006-06-26")))
        .isNotNull();
  }

  @Test
  void malformedValuesAreNamed() {
    AwsError error = refusal("Delay=soon");
    assertThat(error.code()).isEqualTo("InvalidParameterValue");
    assertThat(error).hasMessage("Invalid value 'soon' for Delay");
    assertThat(refusal("Body=%").code()).isEqualTo("MalformedQueryString");
  }

  @Test
  void errorsStandInAListOfTheirOwn() {
    AwsError error = AwsError.client("InvalidVpcID.NotFound", 400, "The vpc ID 'x' does not exist");
    HttpResponse response = protocol.encodeError(EC2, QueryService.SEND, error, "id");
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.headers().first("Content-Type")).isEqualTo("text/xml;charset=UTF-8");
    assertThat(QueryService.text(response))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Response><Errors><Error><Code>InvalidVpcID.NotFound</Code>\
            <Message>The vpc ID 'x' does not exist</Message></Error></Errors>\
            <RequestID>id</RequestID></Response>\
            """);
  }
}
