package dev.brume.core.gateway.constraint;

import static dev.brume.core.schema.Schema.simple;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.schema.Blob;
import dev.brume.core.schema.Constraints;
import dev.brume.core.schema.DynamicStruct;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.schema.ShapeType;
import dev.brume.core.schema.Struct;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What AWS's services say of input that breaks the constraints of their models (<a
 * href="https://smithy.io/2.0/spec/constraint-traits.html">constraint traits</a>). The sentences
 * are those that users of AWS report: of DynamoDB (lengths, ranges, enums, KeySchemaElement),
 * Kinesis (patterns, blobs), Lambda (elements, which end in "Member must not be null") and Cognito
 * (sensitive members). That counting stops at ten is seen at DynamoDB and Kinesis. How AWS shows
 * structures other than in DynamoDB, in which order it lists an enum, and where it cuts long
 * values, is not known.
 */
class ConstraintValidatorTest {
  private static final String SPACE = "com.example";
  private static final String FAILED = " failed to satisfy constraint: ";

  private static final Schema STRING = simple(ShapeType.STRING, SPACE, "Text");
  private static final Schema NAME =
      simple(ShapeType.STRING, SPACE, "Name")
          .withConstraints(Constraints.length(1L, 8L).withPattern("[a-zA-Z0-9_.-]+"));
  private static final Schema KIND =
      simple(ShapeType.ENUM, SPACE, "Kind").withConstraints(Constraints.oneOf("HASH", "RANGE"));
  private static final Schema SECRET =
      simple(ShapeType.STRING, SPACE, "Secret")
          .withConstraints(Constraints.length(6L, null))
          .withSensitive();
  private static final Schema DATA =
      simple(ShapeType.BLOB, SPACE, "Data").withConstraints(Constraints.length(0L, 3L));
  private static final Schema LIMIT =
      simple(ShapeType.INTEGER, SPACE, "Limit").withConstraints(Constraints.range("1", "100"));
  private static final Schema WEIGHT =
      simple(ShapeType.DOUBLE, SPACE, "Weight").withConstraints(Constraints.range("0", "1"));
  private static final Schema NAMES =
      Schema.list(SPACE, "Names", Member.of("member", NAME))
          .withConstraints(Constraints.length(1L, 2L));
  private static final Schema KINDS =
      Schema.list(SPACE, "Kinds", Member.of("member", KIND))
          .withConstraints(Constraints.NONE.withUniqueItems());
  private static final Schema WEIGHTS =
      Schema.map(SPACE, "Weights", Member.of("key", NAME), Member.of("value", WEIGHT));
  private static final Schema ELEMENT =
      Schema.structure(
          SPACE,
          "KeySchemaElement",
          DynamicStruct.prototype(() -> ConstraintValidatorTest.ELEMENT),
          Member.of("AttributeName", NAME).required(),
          Member.of("KeyType", KIND).required(),
          Member.of("Password", SECRET));
  private static final Schema ELEMENTS =
      Schema.list(SPACE, "Elements", Member.of("member", ELEMENT))
          .withConstraints(Constraints.length(1L, 1L));
  private static final Schema TABLES =
      Schema.map(SPACE, "Tables", Member.of("key", STRING), Member.of("value", ELEMENTS));
  private static final Schema INPUT =
      Schema.structure(
          SPACE,
          "Input",
          DynamicStruct.prototype(() -> ConstraintValidatorTest.INPUT),
          Member.of("StreamName", NAME),
          Member.of("KeyType", KIND),
          Member.of("Password", SECRET),
          Member.of("Data", DATA),
          Member.of("Limit", LIMIT),
          Member.of("Weight", WEIGHT),
          Member.of("Names", NAMES),
          Member.of("Kinds", KINDS),
          Member.of("Weights", WEIGHTS),
          Member.of("KeySchema", ELEMENTS),
          Member.of("RequestItems", TABLES),
          Member.of("Free", STRING),
          Member.of("Short", NAME).constraints(Constraints.length(null, 2L)));
  private static final Schema REQUIRING =
      Schema.structure(
          SPACE,
          "Requiring",
          DynamicStruct.prototype(() -> ConstraintValidatorTest.REQUIRING),
          Member.of("QueueName", STRING).required(),
          Member.of("Password", SECRET).required(),
          Member.of("Limit", LIMIT));

  private static final ConstraintValidator JSON =
      ConstraintValidator.of(service(ProtocolId.AWS_JSON_1_1));
  private static final ConstraintValidator REST =
      ConstraintValidator.of(service(ProtocolId.REST_JSON_1));
  private static final ConstraintValidator SMITHY = ConstraintValidator.smithy();

  @Test
  void inputThatKeepsTheConstraintsHasNoViolations() {
    Struct input =
        input(
            "StreamName",
            "abcdefgh",
            "KeyType",
            "HASH",
            "Data",
            Blob.ofUtf8("abc"),
            "Limit",
            100,
            "Weight",
            0.0,
            "Names",
            List.of("a", "b"),
            "Kinds",
            List.of("HASH", "RANGE"),
            "Weights",
            Map.of("a", 1.0),
            "KeySchema",
            List.of(element("a", "HASH")),
            "Free",
            "",
            "Short",
            "ab");

    assertThat(JSON.validate(input)).isEmpty();
    assertThat(SMITHY.validate(input)).isEmpty();
    assertThat(JSON.validate(input())).isEmpty();
  }

  @Test
  void missingMembersAreNull() {
    List<Violation> found = JSON.validate(DynamicStruct.of(REQUIRING));

    assertThat(found)
        .containsExactly(
            new Violation(
                "queueName",
                "QueueName",
                true,
                "Value null at 'queueName'" + FAILED + "Member must not be null"),
            new Violation(
                "password",
                "Password",
                true,
                "Value at 'password'" + FAILED + "Member must not be null"));
  }

  @Test
  void stringsAreHeldToPatternLengthAndEnum() {
    assertThat(texts(input("StreamName", "a b")))
        .containsExactly(
            "Value 'a b' at 'streamName'"
                + FAILED
                + "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
    assertThat(texts(input("StreamName", "")))
        .containsExactly(
            "Value '' at 'streamName'"
                + FAILED
                + "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
            "Value '' at 'streamName'"
                + FAILED
                + "Member must have length greater than or equal to 1");
    assertThat(texts(input("StreamName", "abcdefghi")))
        .containsExactly(
            "Value 'abcdefghi' at 'streamName'"
                + FAILED
                + "Member must have length less than or equal to 8");
    assertThat(texts(input("KeyType", "LIST")))
        .containsExactly(
            "Value 'LIST' at 'keyType'"
                + FAILED
                + "Member must satisfy enum value set: [HASH, RANGE]");
  }

  /** Smithy: the length of a string counts code points. */
  @Test
  void lengthsCountCodePoints() {
    String faces = "\ud83d\ude00".repeat(3);
    Schema shape = simple(ShapeType.STRING, SPACE, "Faces");

    assertThat(ConstraintCheck.fulfils(Constraints.length(3L, 3L), shape, faces)).isTrue();
    assertThat(ConstraintCheck.fulfils(Constraints.length(4L, null), shape, faces)).isFalse();
    assertThat(ConstraintCheck.fulfils(Constraints.length(null, 2L), shape, faces)).isFalse();
  }

  @Test
  void constraintsOfAMemberStandBeforeThoseOfItsShape() {
    assertThat(texts(input("Short", "abc")))
        .containsExactly(
            "Value 'abc' at 'short'" + FAILED + "Member must have length less than or equal to 2");
    assertThat(texts(input("Short", "!")))
        .containsExactly(
            "Value '!' at 'short'"
                + FAILED
                + "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
  }

  @Test
  void numbersAreHeldToRanges() {
    assertThat(texts(input("Limit", 0)))
        .containsExactly(
            "Value '0' at 'limit'" + FAILED + "Member must have value greater than or equal to 1");
    assertThat(texts(input("Limit", 2147483647)))
        .containsExactly(
            "Value '2147483647' at 'limit'"
                + FAILED
                + "Member must have value less than or equal to 100");
    assertThat(texts(input("Weight", 1.5)))
        .containsExactly(
            "Value '1.5' at 'weight'"
                + FAILED
                + "Member must have value less than or equal to 1.0");
    assertThat(texts(input("Weight", Double.NaN))).hasSize(2);
    assertThat(texts(input("Weight", Double.NEGATIVE_INFINITY))).hasSize(1);
  }

  @Test
  void blobsShowAsBuffers() {
    assertThat(texts(input("Data", Blob.ofUtf8("abcd"))))
        .containsExactly(
            "Value 'java.nio.HeapByteBuffer[pos=0 lim=4 cap=4]' at 'data'"
                + FAILED
                + "Member must have length less than or equal to 3");
  }

  @Test
  void sensitiveValuesAreNotShown() {
    assertThat(texts(input("Password", "abc")))
        .containsExactly(
            "Value at 'password'" + FAILED + "Member must have length greater than or equal to 6");
    DynamicStruct element =
        DynamicStruct.of(ELEMENT, "AttributeName", "a", "KeyType", "HASH", "Password", "abcdef");
    assertThat(texts(input("KeySchema", List.of(element, element))).getFirst())
        .doesNotContain("abcdef");
  }

  @Test
  void collectionsAreHeldToLengths() {
    assertThat(texts(input("KeySchema", List.of())))
        .containsExactly(
            "Value '[]' at 'keySchema'"
                + FAILED
                + "Member must have length greater than or equal to 1");
    assertThat(texts(input("KeySchema", List.of(element("a", "HASH"), element("b", "RANGE")))))
        .containsExactly(
            "Value '[KeySchemaElement(attributeName=a, keyType=HASH, password=null), "
                + "KeySchemaElement(attributeName=b, keyType=RANGE, password=null)]' at 'keySchema'"
                + FAILED
                + "Member must have length less than or equal to 1");
  }

  @Test
  void elementsAreBlamedTogetherAtTheirCollection() {
    String element =
        "Member must satisfy constraint: [Member must have length less than or equal to 8, "
            + "Member must have length greater than or equal to 1, "
            + "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+";

    assertThat(texts(input("Names", List.of("a", "!"))))
        .containsExactly("Value '[a, !]' at 'names'" + FAILED + element + "]");
    assertThat(REST.validate(input("Names", List.of("a", "!"))))
        .extracting(Violation::text)
        .containsExactly(
            "Value '[a, !]' at 'names'" + FAILED + element + ", Member must not be null]");
    assertThat(texts(input("Kinds", List.of("HASH", "x", "y"))))
        .containsExactly(
            "Value '[HASH, x, y]' at 'kinds'"
                + FAILED
                + "Member must satisfy constraint: "
                + "[Member must satisfy enum value set: [HASH, RANGE]]");
  }

  @Test
  void keysAndValuesOfMapsAreBlamedAtTheMap() {
    assertThat(REST.validate(input("Weights", Map.of("1", 2.0))))
        .extracting(Violation::text)
        .containsExactly(
            "Value '{1=2.0}' at 'weights'"
                + FAILED
                + "Map value must satisfy constraint: [Member must have value less than or equal "
                + "to 1.0, Member must have value greater than or equal to 0.0, "
                + "Member must not be null]");
    assertThat(texts(input("Weights", Map.of("!", 1.0))))
        .containsExactly(
            "Value '{!=1.0}' at 'weights'"
                + FAILED
                + "Map keys must satisfy constraint: [Member must have length less than or equal "
                + "to 8, Member must have length greater than or equal to 1, "
                + "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+]");
  }

  @Test
  void itemsThatMustBeUniqueAreComparedByValue() {
    assertThat(texts(input("Kinds", List.of("HASH", "HASH"))))
        .containsExactly(
            "Value '[HASH, HASH]' at 'kinds'" + FAILED + "Member must have unique values");
  }

  @Test
  void pathsGoThroughListsAndMaps() {
    DynamicStruct incomplete = DynamicStruct.of(ELEMENT, "AttributeName", "a");
    Map<String, Object> tables = new LinkedHashMap<>();
    tables.put("First", List.of(element("a", "HASH")));
    tables.put("Second", List.of(incomplete));

    assertThat(JSON.validate(input("KeySchema", List.of(incomplete))))
        .containsExactly(
            new Violation(
                "keySchema.1.member.keyType",
                "KeyType",
                true,
                "Value null at 'keySchema.1.member.keyType'" + FAILED + "Member must not be null"));
    assertThat(JSON.validate(input("RequestItems", tables)))
        .extracting(Violation::path)
        .containsExactly("requestItems.Second.member.1.member.keyType");
    assertThat(SMITHY.validate(input("RequestItems", tables)))
        .extracting(Violation::path)
        .containsExactly("/RequestItems/Second/0/KeyType");
  }

  @Test
  void countingStopsAtTen() {
    DynamicStruct empty = DynamicStruct.of(ELEMENT);
    Map<String, Object> tables = new LinkedHashMap<>();
    for (int i = 0; i < 20; i++) {
      tables.put("t" + i, List.of(empty));
    }

    assertThat(JSON.validate(input("RequestItems", tables))).hasSize(10);
    assertThat(JSON.validate(input("Names", Collections.nCopies(1_000, "!")))).hasSize(2);
  }

  @Test
  void longValuesAreCut() {
    String text = texts(input("StreamName", "x".repeat(1_000_000))).getFirst();

    assertThat(text).hasSizeLessThan(ValueText.MAX_LENGTH + 200);
  }

  @Test
  void smithysWordsNameBothEndsAndNoValue() {
    assertThat(SMITHY.validate(input("StreamName", "abcdefghi", "Limit", 0)))
        .extracting(Violation::text)
        .containsExactly(
            "Value with length 9 at '/StreamName'"
                + FAILED
                + "Member must have length between 1 and 8, inclusive",
            "Value at '/Limit'" + FAILED + "Member must be between 1 and 100, inclusive");
    assertThat(SMITHY.validate(input("Names", List.of("a", "!"))))
        .extracting(Violation::text)
        .containsExactly(
            "Value at '/Names/1'"
                + FAILED
                + "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
  }

  private static DynamicStruct element(String name, String kind) {
    return DynamicStruct.of(ELEMENT, "AttributeName", name, "KeyType", kind);
  }

  private static DynamicStruct input(Object... namesAndValues) {
    return DynamicStruct.of(INPUT, namesAndValues);
  }

  private static List<String> texts(Struct input) {
    return JSON.validate(input).stream().map(Violation::text).toList();
  }

  private static ServiceSchema service(ProtocolId protocol) {
    return new ServiceSchema(
        "example",
        "Example",
        SPACE,
        "Example",
        "example",
        "example",
        "2020-01-01",
        List.of(protocol),
        null,
        false,
        true,
        ServiceSchema.operations());
  }
}
