package dev.brume.core.protocol.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.brume.core.protocol.SerializationErrors;
import dev.brume.core.protocol.StructCodec;
import dev.brume.core.protocol.StructReader;
import dev.brume.core.protocol.StructWriter;
import dev.brume.core.protocol.Utf8;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import java.io.IOException;

/**
 * Structures as JSON documents, in AWS's two variants. Strict JSON: UTF-8 only, no comments, no
 * trailing text.
 *
 * <p>{@link #AWS_JSON} is as lenient as AWS's framework: numbers lose their fraction if an integer
 * is expected, and the strings "true" and "false" are accepted as booleans. {@link #REST_JSON}
 * refuses both, as Smithy's protocol tests demand.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html">AWS JSON 1.0</a>
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html">AWS restJson1</a>
 */
public final class JsonCodec extends StructCodec {
  /** The deepest nesting of arrays and objects; DynamoDB's 32 levels need 65. */
  public static final int MAX_NESTING_DEPTH = 500;

  /**
   * The longest text or encoded blob: Lambda's CreateFunction accepts 70,167,211 bytes in total.
   */
  public static final int MAX_STRING_LENGTH = 70_167_211;

  /** The longest member name or map key; SQS and DynamoDB allow far less. */
  public static final int MAX_NAME_LENGTH = 65_536;

  /** The most characters of a number. */
  public static final int MAX_NUMBER_LENGTH = 1_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .recyclerPool(JsonRecyclerPools.threadLocalPool())
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_NESTING_DEPTH)
                  .maxStringLength(MAX_STRING_LENGTH)
                  .maxNameLength(MAX_NAME_LENGTH)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .build())
          .build();

  /** Members under the model's names: awsJson1_0 and awsJson1_1. */
  public static final JsonCodec AWS_JSON = new JsonCodec(new AwsJsonReader(), new AwsJsonWriter());

  /** Members under their jsonName: restJson1. */
  public static final JsonCodec REST_JSON =
      new JsonCodec(new RestJsonReader(), new RestJsonWriter());

  private JsonCodec(StructReader reader, StructWriter writer) {
    super(FACTORY, reader, writer);
  }

  @Override
  protected JsonParser open(byte[] body) throws IOException {
    boolean otherEncoding = body.length > 1 && (body[0] == 0 || body[1] == 0);
    if (otherEncoding || !Utf8.isValid(body)) {
      throw SerializationErrors.error(null);
    }
    return FACTORY.createParser(body);
  }

  private static final class AwsJsonReader extends JsonReader {
    @Override
    protected Member member(Schema schema, String name) {
      return schema.member(name);
    }

    @Override
    protected boolean isLenient() {
      return true;
    }
  }

  private static final class RestJsonReader extends JsonReader {
    @Override
    protected Member member(Schema schema, String name) {
      return schema.memberByJsonName(name);
    }

    @Override
    protected boolean isLenient() {
      return false;
    }
  }

  private static final class AwsJsonWriter extends JsonWriter {
    @Override
    protected String name(Member member) {
      return member.name();
    }
  }

  private static final class RestJsonWriter extends JsonWriter {
    @Override
    protected String name(Member member) {
      return member.jsonName();
    }
  }
}
