package dev.brume.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.brume.core.error.AwsError;
import dev.brume.core.protocol.cbor.CborCodec;
import dev.brume.core.protocol.json.JsonCodec;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.Struct;
import dev.brume.dynamodb.api.DynamoDbApi;
import dev.brume.kinesis.api.KinesisApi;
import dev.brume.lambda.api.LambdaApi;
import dev.brume.sqs.api.SqsApi;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Documents of single structures: read or refused as SerializationException, and what was read is
 * read again from what is written of it. The first byte says of which input.
 */
final class CodecTarget implements Target {
  private static final List<Operation<?, ?>> OPERATIONS =
      List.of(
          DynamoDbApi.PUT_ITEM,
          DynamoDbApi.CREATE_TABLE,
          DynamoDbApi.QUERY,
          KinesisApi.PUT_RECORDS,
          KinesisApi.GET_SHARD_ITERATOR,
          LambdaApi.CREATE_FUNCTION,
          SqsApi.SEND_MESSAGE_BATCH,
          SqsApi.CREATE_QUEUE);

  private static final List<String> DOCUMENTS =
      List.of(
          "{\"TableName\":\"t\",\"Item\":{\"k\":{\"S\":\"a\"},\"n\":{\"N\":\"1\"},\"b\":{\"B\":\"AAEC\"},"
              + "\"l\":{\"L\":[{\"M\":{\"x\":{\"NULL\":true}}},{\"SS\":[\"a\",\"b\"]},{\"BS\":[\"AA==\"]}]}}}",
          "{\"TableName\":\"t\",\"AttributeDefinitions\":[{\"AttributeName\":\"k\",\"AttributeType\":\"S\"}],"
              + "\"KeySchema\":[{\"AttributeName\":\"k\",\"KeyType\":\"HASH\"}],\"ProvisionedThroughput\":"
              + "{\"ReadCapacityUnits\":5,\"WriteCapacityUnits\":9223372036854775807}}",
          "{\"TableName\":\"t\",\"Limit\":5,\"ScanIndexForward\":false,\"KeyConditionExpression\":\"k"
              + " = :k\",\"ExpressionAttributeValues\":{\":k\":{\"N\":\"-1.5E3\"}}}",
          "{\"StreamName\":\"s\",\"Records\":[{\"Data\":\"AAECAw==\",\"PartitionKey\":\"p\\u00e9\"}]}",
          "{\"StreamName\":\"s\",\"ShardId\":\"0\",\"ShardIteratorType\":\"AT_TIMESTAMP\","
              + "\"Timestamp\":1459799926.480}",
          "{\"FunctionName\":\"f\",\"Code\":{\"ZipFile\":\"UEs=\"},\"Timeout\":3,\"Environment\":"
              + "{\"Variables\":{\"a\":\"b\"}},\"Layers\":[\"x\"],\"Publish\":true}",
          "{\"QueueUrl\":\"http://localhost/1/q\",\"Entries\":[{\"Id\":\"a\",\"MessageBody\":\"b\",\"DelaySeconds\":0,"
              + "\"MessageAttributes\":{\"n\":{\"DataType\":\"Number\",\"StringValue\":\"1\",\"BinaryValue\":null}}}]}",
          "{\"QueueName\":\"q\",\"Attributes\":{\"DelaySeconds\":\"5\"},\"tags\":{\"a\":\"\\ud83d\\ude00\"}}");

  private final List<BiFunction<Schema, byte[], Struct>> readers;
  private final List<Function<Struct, byte[]>> writers;

  private CodecTarget(
      List<BiFunction<Schema, byte[], Struct>> readers, List<Function<Struct, byte[]>> writers) {
    this.readers = readers;
    this.writers = writers;
  }

  static CodecTarget json() {
    return new CodecTarget(
        List.of(JsonCodec.AWS_JSON::decode, JsonCodec.REST_JSON::decode),
        List.of(JsonCodec.AWS_JSON::encode, JsonCodec.REST_JSON::encode));
  }

  static CodecTarget cbor() {
    return new CodecTarget(
        List.of(CborCodec.AWS_CBOR::decode, CborCodec.RPC_V2::decode),
        List.of(CborCodec.AWS_CBOR::encode, CborCodec.RPC_V2::encode));
  }

  @Override
  public List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    for (int i = 0; i < DOCUMENTS.size(); i++) {
      byte[] document = DOCUMENTS.get(i).getBytes(UTF_8);
      Schema schema = OPERATIONS.get(i).input();
      Struct value = JsonCodec.AWS_JSON.decode(schema, document);
      for (Function<Struct, byte[]> writer : writers) {
        byte[] written = writer.apply(value);
        byte[] seed = new byte[written.length + 1];
        seed[0] = (byte) i;
        System.arraycopy(written, 0, seed, 1, written.length);
        seeds.add(seed);
      }
    }
    return seeds;
  }

  @Override
  public void take(byte[] input) {
    if (input.length == 0) {
      return;
    }
    Schema schema = OPERATIONS.get(Byte.toUnsignedInt(input[0]) % OPERATIONS.size()).input();
    byte[] document = Arrays.copyOfRange(input, 1, input.length);
    for (int i = 0; i < readers.size(); i++) {
      Struct value;
      try {
        value = readers.get(i).apply(schema, document);
      } catch (AwsError refused) {
        Refusals.check(refused.code().equals("SerializationException"), refused.code());
        continue;
      }
      byte[] written = writers.get(i).apply(value);
      Struct again = readers.get(i).apply(schema, written);
      Refusals.check(again.equals(value), value + " was read again as " + again);
    }
  }
}
