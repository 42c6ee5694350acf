package dev.brume.core.protocol.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.core.schema.DynamicStruct;
import dev.brume.core.schema.ErrorTrait;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.SchemaSource;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.schema.ShapeType;
import dev.brume.core.schema.Struct;
import java.util.List;

/**
 * A service with one operation, Send, whose input nests in every way that the query protocols know:
 * flattened as SQS has it, and wrapped as IAM and SNS have it.
 */
public final class QueryService {
  static final Schema STRING = Schema.simple(ShapeType.STRING, "test", "String");
  static final Schema INTEGER = Schema.simple(ShapeType.INTEGER, "test", "Integer");
  static final Schema BLOB = Schema.simple(ShapeType.BLOB, "test", "Blob");
  static final Schema TIMESTAMP = Schema.simple(ShapeType.TIMESTAMP, "test", "Timestamp");

  static final Schema STRINGS = Schema.list("test", "Strings", Member.of("member", STRING));

  static final Schema VALUE =
      structure("Value", Member.of("StringValue", STRING), Member.of("BinaryValue", BLOB));

  static final Schema NAMED_VALUES =
      Schema.map(
          "test",
          "NamedValues",
          Member.of("key", STRING).xmlName("Name"),
          Member.of("value", VALUE).xmlName("Value"));

  static final Schema TAGS =
      Schema.map("test", "Tags", Member.of("key", STRING), Member.of("value", STRING));

  static final Schema ENTRY =
      structure(
          "Entry",
          Member.of("Id", STRING),
          Member.of("Delay", INTEGER),
          Member.of("Attributes", NAMED_VALUES).xmlName("Attribute").xmlFlattened());

  static final Schema ENTRIES = Schema.list("test", "Entries", Member.of("member", ENTRY));

  public static final Schema INPUT =
      structure(
          "SendInput",
          Member.of("Body", STRING),
          Member.of("Delay", INTEGER),
          Member.of("At", TIMESTAMP),
          Member.of("Names", STRINGS).xmlName("Name").xmlFlattened(),
          Member.of("Attributes", NAMED_VALUES).xmlName("Attribute").xmlFlattened(),
          Member.of("Entries", ENTRIES).xmlName("Entry").xmlFlattened(),
          Member.of("Wrapped", STRINGS),
          Member.of("Tags", TAGS),
          Member.of("Nested", VALUE));

  static final Schema OUTPUT =
      structure(
          "SendOutput",
          Member.of("Id", STRING),
          Member.of("Names", STRINGS),
          Member.of("Flat", STRINGS).xmlFlattened().xmlName("FlatName"),
          Member.of("Tags", TAGS));

  static final Schema TOO_BUSY =
      structure("TooBusy", Member.of("message", STRING), Member.of("RetryAfter", INTEGER))
          .withError(new ErrorTrait(true, 400, "Old.TooBusy", 403));

  private static final SchemaSource SHAPES =
      new SchemaSource(3) {
        @Override
        protected Schema create(int id) {
          return List.of(INPUT, OUTPUT, TOO_BUSY).get(id);
        }
      };

  public static final Operation<Struct, Struct> SEND = Operation.of("Send", SHAPES, 0, 1, 2);
  static final Operation<Struct, Struct> STOP = Operation.of("Stop", SHAPES, -1, -1);

  private QueryService() {}

  private static Schema structure(String name, Member... members) {
    Schema[] made = new Schema[1];
    made[0] = Schema.structure("test", name, DynamicStruct.prototype(() -> made[0]), members);
    return made[0];
  }

  public static ServiceSchema schema(boolean queryCompatible) {
    return new ServiceSchema(
        "test",
        "Test",
        "test",
        "Test",
        "test",
        "test",
        "2012-11-05",
        List.of(ProtocolId.AWS_QUERY),
        "http://test.amazonaws.com/doc/2012-11-05/",
        queryCompatible,
        true,
        ServiceSchema.operations(SEND, STOP));
  }

  public static HttpRequest post(String form) {
    return request("POST", null, form);
  }

  static HttpRequest request(String method, String query, String form) {
    return new HttpRequest(
        method,
        "/",
        query,
        new Headers().add("Content-Type", "application/x-www-form-urlencoded"),
        new RequestBody.Whole(form.getBytes(UTF_8)),
        ClientConnection.INTERNAL);
  }

  static String text(HttpResponse response) {
    return new String(response.bytes(), UTF_8);
  }
}
