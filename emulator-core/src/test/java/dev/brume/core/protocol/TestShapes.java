package dev.brume.core.protocol;

import static dev.brume.core.schema.Schema.simple;

import dev.brume.core.schema.DynamicStruct;
import dev.brume.core.schema.ErrorTrait;
import dev.brume.core.schema.Location;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.SchemaSource;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.schema.ShapeType;
import dev.brume.core.schema.TimestampFormat;
import java.util.List;

/** A service with a shape of every kind, written by hand. */
public final class TestShapes {
  public static final String NAMESPACE = "com.example.rich";

  public static final Schema STRING = simple(ShapeType.STRING, NAMESPACE, "Text");
  public static final Schema BLOB = simple(ShapeType.BLOB, NAMESPACE, "Bytes");
  public static final Schema INTEGER = simple(ShapeType.INTEGER, NAMESPACE, "Count");
  public static final Schema STRINGS = Schema.list(NAMESPACE, "Texts", Member.of("member", STRING));
  public static final Schema SPARSE_STRINGS =
      Schema.list(NAMESPACE, "SparseTexts", Member.of("member", STRING)).withSparse();
  public static final Schema STRING_MAP =
      Schema.map(NAMESPACE, "TextMap", Member.of("key", STRING), Member.of("value", STRING));
  public static final Schema SPARSE_MAP =
      Schema.map(NAMESPACE, "SparseTextMap", Member.of("key", STRING), Member.of("value", STRING))
          .withSparse();

  private static final SchemaSource LAZY =
      new SchemaSource(2) {
        @Override
        protected Schema create(int id) {
          return id == 0 ? RICH : RICH_LIST;
        }
      };

  public static final Schema CHOICE =
      Schema.union(
          NAMESPACE,
          "Choice",
          DynamicStruct.prototype(() -> TestShapes.CHOICE),
          Member.of("Text", STRING),
          Member.of("Number", INTEGER),
          Member.of("Nested", LAZY, 0));

  /** One member of every kind; recursive by Self, Children and Choice. */
  public static final Schema RICH =
      Schema.structure(
          NAMESPACE,
          "Rich",
          DynamicStruct.prototype(() -> TestShapes.RICH),
          Member.of("Text", STRING).jsonName("text"),
          Member.of("Flag", simple(ShapeType.BOOLEAN, NAMESPACE, "Flag")),
          Member.of("Byte", simple(ShapeType.BYTE, NAMESPACE, "Tiny")),
          Member.of("Short", simple(ShapeType.SHORT, NAMESPACE, "Small")),
          Member.of("Integer", INTEGER),
          Member.of("Long", simple(ShapeType.LONG, NAMESPACE, "Large")),
          Member.of("Float", simple(ShapeType.FLOAT, NAMESPACE, "Rough")),
          Member.of("Double", simple(ShapeType.DOUBLE, NAMESPACE, "Fine")),
          Member.of("BigInteger", simple(ShapeType.BIG_INTEGER, NAMESPACE, "Huge")),
          Member.of("BigDecimal", simple(ShapeType.BIG_DECIMAL, NAMESPACE, "Exact")),
          Member.of("Blob", BLOB),
          Member.of("Kind", simple(ShapeType.ENUM, NAMESPACE, "Kind")),
          Member.of("Level", simple(ShapeType.INT_ENUM, NAMESPACE, "Level")),
          Member.of("Time", simple(ShapeType.TIMESTAMP, NAMESPACE, "Time")),
          Member.of("DateTime", simple(ShapeType.TIMESTAMP, NAMESPACE, "Time"))
              .timestampFormat(TimestampFormat.DATE_TIME),
          Member.of(
              "HttpDate",
              simple(ShapeType.TIMESTAMP, NAMESPACE, "HttpTime")
                  .withTimestampFormat(TimestampFormat.HTTP_DATE)),
          Member.of("Document", simple(ShapeType.DOCUMENT, NAMESPACE, "Anything")),
          Member.of("Texts", STRINGS),
          Member.of("SparseTexts", SPARSE_STRINGS),
          Member.of("TextMap", STRING_MAP),
          Member.of("SparseTextMap", SPARSE_MAP),
          Member.of("Choice", CHOICE),
          Member.of("Self", LAZY, 0),
          Member.of("Children", LAZY, 1),
          Member.of("Header", STRING).at(Location.HEADER, "x-header"));

  public static final Schema RICH_LIST =
      Schema.list(NAMESPACE, "RichList", Member.of("member", LAZY, 0));

  public static final Schema NOT_FOUND =
      Schema.structure(
              NAMESPACE,
              "ThingNotFound",
              DynamicStruct.prototype(() -> TestShapes.NOT_FOUND),
              Member.of("message", STRING),
              Member.of("Resource", STRING))
          .withError(new ErrorTrait(true, 404, "Old.ThingNotFound", 400));

  private static final SchemaSource SHAPES =
      new SchemaSource(1) {
        @Override
        protected Schema create(int id) {
          return RICH;
        }
      };

  public static final Operation<DynamicStruct, DynamicStruct> ECHO =
      Operation.of("Echo", SHAPES, 0, 0);
  public static final Operation<DynamicStruct, DynamicStruct> PING =
      Operation.of("Ping", SHAPES, -1, -1);

  private TestShapes() {}

  /** A service of Echo and Ping under the target {@code Rich_20200101}. */
  public static ServiceSchema service(boolean queryCompatible, boolean bodyChecksum) {
    return new ServiceSchema(
        "rich",
        "Rich",
        NAMESPACE,
        "Rich_20200101",
        "rich",
        "rich",
        "2020-01-01",
        List.of(ProtocolId.AWS_JSON_1_0),
        null,
        queryCompatible,
        true,
        "com.example.rich.v2",
        bodyChecksum,
        ServiceSchema.operations(ECHO, PING));
  }

  /** A structure of {@link #RICH} with members by name. */
  public static DynamicStruct rich(Object... namesAndValues) {
    return DynamicStruct.of(RICH, namesAndValues);
  }
}
