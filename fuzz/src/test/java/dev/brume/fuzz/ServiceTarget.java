package dev.brume.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.server.Brume;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;

/**
 * Requests to one service of a whole emulator that holds something: what they ask for is done or
 * refused, no answer blames the server, and each can be read.
 */
final class ServiceTarget implements Target {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_SECONDS = 20;
  private static final String THINGS = "'TableName':'things'";
  private static final String KEY = "'Key':{'id':{'S':'1'},'n':{'N':'1'}}";

  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final Brume brume =
      Brume.builder()
          .virtualTime()
          .seed(1)
          .onFailure((requestId, request, cause) -> failure.set(cause))
          .start();
  private final List<byte[]> preparations;
  private final List<byte[]> seeds;
  private final DocumentBuilder xml;

  private ServiceTarget(List<byte[]> preparations, List<byte[]> seeds) {
    this.preparations = preparations;
    this.seeds = new ArrayList<>(preparations);
    this.seeds.addAll(seeds);
    try {
      xml = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
      xml.setErrorHandler(null);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] signed(String service, String fields, String body) {
    return ("POST /\nHost: localhost\nAuthorization: AWS4-HMAC-SHA256 Credential=test/20250101/"
            + "us-east-1/"
            + service
            + "/aws4_request, SignedHeaders=host, Signature=0a\n"
            + fields
            + "\n\n"
            + body)
        .getBytes(UTF_8);
  }

  private static byte[] table(String operation, String json) {
    String fields =
        "Content-Type: application/x-amz-json-1.0\nX-Amz-Target: DynamoDB_20120810." + operation;
    return signed("dynamodb", fields, json.replace('\'', '"'));
  }

  private static byte[] form(String service, String version, String parameters) {
    return signed(
        service,
        "Content-Type: application/x-www-form-urlencoded",
        "Version=" + version + "&Action=" + parameters);
  }

  private static byte[] topic(String parameters) {
    return form("sns", "2010-03-31", parameters);
  }

  private static byte[] identity(String parameters) {
    return form("iam", "2010-05-08", parameters);
  }

  static ServiceTarget dynamoDb() {
    String name = THINGS;
    return new ServiceTarget(
        List.of(
            table(
                "CreateTable",
                "{"
                    + name
                    + ",'AttributeDefinitions':[{'AttributeName':'id','AttributeType':'S'},"
                    + "{'AttributeName':'n','AttributeType':'N'}],'KeySchema':[{'AttributeName'"
                    + ":'id',"
                    + "'KeyType':'HASH'},{'AttributeName':'n','KeyType':'RANGE'}],"
                    + "'BillingMode':'PAY_PER_REQUEST','GlobalSecondaryIndexes':[{'IndexName':'"
                    + "byn',"
                    + "'KeySchema':[{'AttributeName':'n','KeyType':'HASH'}],"
                    + "'Projection':{'ProjectionType':'ALL'}}]}"),
            table(
                "PutItem",
                "{"
                    + name
                    + ",'Item':{'id':{'S':'1'},'n':{'N':'1'},'l':{'L':[{'N':'1.5'},{'M':{}}]},"
                    + "'s':{'SS':['a','b']},'b':{'B':'AAE='}}}")),
        calls());
  }

  private static List<byte[]> calls() {
    String name = THINGS;
    String key = KEY;
    List<byte[]> calls = new ArrayList<>(changes());
    calls.addAll(
        List.of(
            table(
                "GetItem",
                "{"
                    + name
                    + ","
                    + key
                    + ",'ProjectionExpression':'id, l[0], #a.b',"
                    + "'ExpressionAttributeNames':{'#a':'m'},'ConsistentRead':true}"),
            table(
                "Query",
                "{"
                    + name
                    + ",'KeyConditionExpression':'id = :i AND n >="
                    + " :n','FilterExpression':'contains(s, :i) OR NOT n IN (:n,"
                    + " :n)','ExpressionAttributeValues':{':i':{'S':'1'},"
                    + "':n':{'N':'-1e10'}},'Limit':1,'ScanIndexForward':false,'Select':'COUNT',"
                    + "'ExclusiveStartKey':{'id':{'S':'1'},'n':{'N':'2'}},"
                    + "'ReturnConsumedCapacity':'INDEXES'}"),
            table(
                "Query",
                "{"
                    + name
                    + ",'IndexName':'byn','KeyConditions':{'n':{'ComparisonOperator':'EQ',"
                    + "'AttributeValueList':[{'N':'1'}]}},'QueryFilter':{'l':{'ComparisonOperator':"
                    + "'NOT_NULL'}},'AttributesToGet':['id']}"),
            table("Scan", "{" + name + ",'Segment':0,'TotalSegments':2,'Limit':10}"),
            table(
                "BatchGetItem",
                "{'RequestItems':{'things':{'Keys':[{'id':{'S':'1'},'n':{'N':'1'}}]}}}"),
            table("TransactGetItems", "{'TransactItems':[{'Get':{" + name + "," + key + "}}]}"),
            table(
                "ExecuteStatement",
                "{'Statement':'SELECT id, l[0] FROM \\\"things\\\".\\\"byn\\\" WHERE n = ? AND id"
                    + " IN [?, ?]','Parameters':[{'N':'1'},{'S':'1'},{'S':'2'}]}"),
            table(
                "BatchExecuteStatement",
                "{'Statements':[{'Statement':'UPDATE things SET c = c + ? REMOVE b WHERE id = ? AND"
                    + " n = 1','Parameters':[{'N':'1'},{'S':'1'}]}]}"),
            table(
                "UpdateTimeToLive",
                "{" + name + ",'TimeToLiveSpecification':{'AttributeName':'n2','Enabled':true}}")));
    return calls;
  }

  private static List<byte[]> changes() {
    String name = THINGS;
    String key = KEY;
    return List.of(
        table(
            "UpdateItem",
            "{"
                + name
                + ","
                + key
                + ",'UpdateExpression':'SET l[1] = list_append(l, :l), c = if_not_exists(c, :n) +"
                + " :n REMOVE b ADD n2 :n DELETE s :s','ConditionExpression':'attribute_exists(id)"
                + " AND (size(l) > :n OR begins_with(id, :i)) AND n BETWEEN :n AND :n',"
                + "'ExpressionAttributeValues':{':l':{'L':[]},':n':{'N':'1'},':s':{'SS':['a']},"
                + "':i':{'S':'1'}},'ReturnValues':'ALL_NEW'}"),
        table(
            "BatchWriteItem",
            "{'RequestItems':{'things':[{'PutRequest':{'Item':{'id':{'S':'2'},'n':{'N':'0'},"
                + "'x':{'NULL':true}}}},{'DeleteRequest':{"
                + key
                + "}}]}}"),
        table(
            "TransactWriteItems",
            "{'TransactItems':[{'Put':{"
                + name
                + ",'Item':{'id':{'S':'3'},'n':{'N':'3'}}}},"
                + "{'ConditionCheck':{"
                + name
                + ","
                + key
                + ",'ConditionExpression':'attribute_exists(b)'}}],'ClientRequestToken':'t'}"),
        table(
            "UpdateTable",
            "{"
                + name
                + ",'GlobalSecondaryIndexUpdates':[{'Delete':{'IndexName':'byn'}}],"
                + "'StreamSpecification':{'StreamEnabled':true,'StreamViewType':'NEW_IMAGE'}}"));
  }

  static ServiceTarget sns() {
    String arn = "TopicArn=arn:aws:sns:us-east-1:000000000000:news";
    return new ServiceTarget(
        List.of(
            topic(
                "CreateTopic&Name=news&Attributes.entry.1.key=DisplayName&Attributes.entry.1.va"
                    + "lue=N"),
            topic(
                "Subscribe&"
                    + arn
                    + "&Protocol=sqs&Endpoint=arn:aws:sqs:us-east-1:000000000000:q"
                    + "&Attributes.entry.1.key=FilterPolicy&Attributes.entry.1.value="
                    + "%7B%22a%22%3A%5B%22b%22%2C%7B%22prefix%22%3A%22c%22%7D%2C%7B%22numeric%22%3A"
                    + "%5B%22%3E%22%2C1%5D%7D%5D%7D&ReturnSubscriptionArn=true")),
        List.of(
            topic(
                "Publish&"
                    + arn
                    + "&Message=%7B%22default%22%3A%22m%22%7D&MessageStructure=json&Subject=s"
                    + "&MessageAttributes.entry.1.Name=a&MessageAttributes.entry.1.Value.DataType="
                    + "String.Array&MessageAttributes.entry.1.Value.StringValue=%5B%22b%22%2C1%5D"),
            topic(
                "PublishBatch&"
                    + arn
                    + "&PublishBatchRequestEntries.member.1.Id=1"
                    + "&PublishBatchRequestEntries.member.1.Message=m"
                    + "&PublishBatchRequestEntries.member.2.Id=2"
                    + "&PublishBatchRequestEntries.member.2.Message=m"),
            topic(
                "CreateTopic&Name=f.fifo&Attributes.entry.1.key=FifoTopic&Attributes.entry.1.va"
                    + "lue=true"),
            topic(
                "SetTopicAttributes&"
                    + arn
                    + "&AttributeName=Policy&AttributeValue=%7B%22Statement%22%3A%5B%5D%7D"),
            topic(
                "SetSubscriptionAttributes&SubscriptionArn="
                    + arn.substring(9)
                    + ":1"
                    + "&AttributeName=FilterPolicyScope&AttributeValue=MessageBody"),
            topic(
                "AddPermission&"
                    + arn
                    + "&Label=l&AWSAccountId.member.1=111122223333&ActionName.member.1=Publish"),
            topic(
                "TagResource&ResourceArn="
                    + arn.substring(9)
                    + "&Tags.member.1.Key=k&Tags.member.1.Value=v"),
            topic("ListSubscriptionsByTopic&" + arn + "&NextToken=x"),
            topic("ConfirmSubscription&" + arn + "&Token=t&AuthenticateOnUnsubscribe=true"),
            topic(
                "CreatePlatformApplication&Name=p&Platform=GCM&Attributes.entry.1.key=PlatformC"
                    + "redential&Attributes.entry.1.value=c")));
  }

  static ServiceTarget iam() {
    String policy =
        "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%"
            + "22%2C"
            + "%22Action%22%3A%22s3%3A%2A%22%2C%22Resource%22%3A%22%2A%22%2C%22Condition%22%3A%7B"
            + "%22StringLike%22%3A%7B%22aws%3Aa%22%3A%22%24%7Baws%3Ausername%7D%22%7D%7D%7D%5D%7D";
    String trust =
        "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%7B%22Effect%22%3A%22Allow%22%2C"
            + "%22Principal%22%3A%7B%22AWS%22%3A%22%2A%22%7D%2C%22Action%22%3A%22sts%3AAssumeRo"
            + "le%22%7D%7D";
    List<byte[]> calls = new ArrayList<>(sessions(policy));
    calls.addAll(entities(policy));
    return new ServiceTarget(
        List.of(
            identity("CreateUser&UserName=u&Path=/p/&Tags.member.1.Key=k&Tags.member.1.Value=v"),
            identity("CreateRole&RoleName=r&Path=/p/&AssumeRolePolicyDocument=" + trust)),
        calls);
  }

  private static List<byte[]> entities(String policy) {
    return List.of(
        identity("PutUserPolicy&UserName=u&PolicyName=p&PolicyDocument=" + policy),
        identity("CreatePolicy&PolicyName=p&Description=d&PolicyDocument=" + policy),
        identity("AttachRolePolicy&RoleName=r&PolicyArn=arn:aws:iam::aws:policy/ReadOnlyAccess"),
        identity("CreateAccessKey&UserName=u"),
        identity("UpdateLoginProfile&UserName=u&Password=Passw0rd%21"),
        identity("CreateInstanceProfile&InstanceProfileName=i"),
        identity("ListUsers&PathPrefix=/&MaxItems=1&Marker=AAAA"),
        identity(
            "SimulateCustomPolicy&ActionNames.member.1=s3%3AGetObject&PolicyInputList.member.1="
                + policy
                + "&ContextEntries.member.1.ContextKeyName=aws%3Aa"
                + "&ContextEntries.member.1.ContextKeyType=string"
                + "&ContextEntries.member.1.ContextKeyValues.member.1=x"),
        identity("GetAccountAuthorizationDetails&Filter.member.1=User&MaxItems=10"),
        identity(
            "CreateOpenIDConnectProvider&Url=https%3A%2F%2Fa.b&ThumbprintList.member.1="
                + "a".repeat(40)),
        identity("CreateSAMLProvider&Name=s&SAMLMetadataDocument=%3CEntityDescriptor%2F%3E"),
        identity("UploadServerCertificate&ServerCertificateName=c&CertificateBody=b&PrivateKey=k"),
        identity("CreateVirtualMFADevice&VirtualMFADeviceName=m"),
        identity("UpdateAccountPasswordPolicy&MinimumPasswordLength=8&MaxPasswordAge=1"));
  }

  private static List<byte[]> sessions(String policy) {
    String role = "arn:aws:iam::000000000000:role/p/r";
    return List.of(
        form(
            "sts",
            "2011-06-15",
            "AssumeRole&RoleSessionName=s&DurationSeconds=900&RoleArn="
                + role
                + "&Policy="
                + policy
                + "&Tags.member.1.Key=k&Tags.member.1.Value=v"),
        form(
            "sts",
            "2011-06-15",
            "AssumeRoleWithWebIdentity&RoleSessionName=s&RoleArn="
                + role
                + "&WebIdentityToken=eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0."),
        form(
            "sts",
            "2011-06-15",
            "AssumeRoleWithSAML&RoleArn="
                + role
                + "&PrincipalArn="
                + role
                + "&SAMLAssertion=PGE%2BPC9hPg%3D%3D"),
        form("sts", "2011-06-15", "GetSessionToken&SerialNumber=m&TokenCode=123456"),
        form("sts", "2011-06-15", "DecodeAuthorizationMessage&EncodedMessage=x"),
        form("sts", "2011-06-15", "GetFederationToken&Name=n&Policy=" + policy));
  }

  @Override
  public List<byte[]> seeds() {
    return seeds;
  }

  @Override
  public void take(byte[] input) throws Exception {
    HttpRequest request = RequestText.parse(input);
    if (request.path().startsWith("/_")) {
      return; // The emulator's own paths have another target.
    }
    brume.reset();
    for (byte[] preparation : preparations) {
      answer(RequestText.parse(preparation));
    }
    HttpResponse answer = answer(request);
    int status = answer.status();
    if (failure.get() != null) {
      throw new AssertionError("Status " + status, failure.getAndSet(null));
    }
    Refusals.check(status >= 200 && (status < 500 || status == 501), "Status " + status);
    if (answer.stream() == null && answer.bytes() != null && answer.bytes().length > 0) {
      checkReadable(answer);
    }
  }

  private HttpResponse answer(HttpRequest request) throws Exception {
    CompletableFuture<HttpResponse> answer = brume.handle(request).toCompletableFuture();
    if (!answer.isDone()) {
      brume.timeline().advance(Duration.ofSeconds(PATIENCE_SECONDS));
    }
    return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private void checkReadable(HttpResponse answer) throws Exception {
    String type = String.valueOf(answer.headers().first("Content-Type"));
    if (type.contains("json")) {
      JSON.readTree(answer.bytes());
    } else if (type.contains("xml") && answer.status() >= 400) {
      xml.parse(new ByteArrayInputStream(answer.bytes()));
    }
  }
}
