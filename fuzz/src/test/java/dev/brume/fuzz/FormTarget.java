package dev.brume.fuzz;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.RequestBody;
import dev.brume.core.protocol.Protocol;
import dev.brume.core.protocol.query.AwsQueryProtocol;
import dev.brume.core.protocol.query.Ec2QueryProtocol;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.sns.api.SnsApi;
import dev.brume.sqs.api.SqsApi;
import java.util.List;

/**
 * Forms of the query protocols: read, or refused as the client's fault in words that are written.
 */
final class FormTarget implements Target {
  private static final List<ServiceSchema> SERVICES = List.of(SqsApi.SERVICE, SnsApi.SERVICE);

  private final Protocol protocol;

  private FormTarget(Protocol protocol) {
    this.protocol = protocol;
  }

  static FormTarget query() {
    return new FormTarget(new AwsQueryProtocol());
  }

  static FormTarget ec2() {
    return new FormTarget(new Ec2QueryProtocol());
  }

  @Override
  public List<byte[]> seeds() {
    return Refusals.seeds(
        "Action=SendMessage&Version=2012-11-05&QueueUrl=http%3A%2F%2Fx%2F1%2Fq&MessageBody=a+b"
            + "&MessageAttribute.1.Name=n&MessageAttribute.1.Value.DataType=Number"
            + "&MessageAttribute.1.Value.StringValue=1&DelaySeconds=5",
        "Action=SendMessageBatch&QueueUrl=q&SendMessageBatchRequestEntry.1.Id=a"
            + "&SendMessageBatchRequestEntry.1.MessageBody=b"
            + "&SendMessageBatchRequestEntry.2.Id=c&SendMessageBatchRequestEntry.2.MessageBody=%C3%A9",
        "Action=Publish&Version=2010-03-31&TopicArn=arn&Message=m&MessageAttributes.entry.1.Name=n"
            + "&MessageAttributes.entry.1.Value.DataType=Binary"
            + "&MessageAttributes.entry.1.Value.BinaryValue=AAEC",
        "Action=CreateTopic&Name=t&Attributes.entry.1.key=k&Attributes.entry.1.value=v"
            + "&Tags.member.1.Key=a&Tags.member.1.Value=b",
        "Action=PublishBatch&TopicArn=a&PublishBatchRequestEntries.member.1.Id=i"
            + "&PublishBatchRequestEntries.member.1.Message=m");
  }

  @Override
  public void take(byte[] input) {
    Headers headers = new Headers().add("Content-Type", "application/x-www-form-urlencoded");
    HttpRequest request =
        new HttpRequest(
            "POST", "/", null, headers, new RequestBody.Whole(input), ClientConnection.INTERNAL);
    for (ServiceSchema service : SERVICES) {
      try {
        protocol.decode(service, protocol.match(service, request), request);
      } catch (AwsError refused) {
        Refusals.check(refused);
        protocol.encodeError(service, null, refused, "id");
      }
    }
  }
}
