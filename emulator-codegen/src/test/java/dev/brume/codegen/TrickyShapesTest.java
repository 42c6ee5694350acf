package dev.brume.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.error.AwsError;
import dev.brume.core.schema.Location;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.schema.ShapeType;
import dev.brume.core.schema.Struct;
import dev.brume.core.schema.Unit;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Shapes whose names or structure get in Java's way compile without a warning, and keep their names
 * on the wire. What the traits mean is Smithy's specification (https://smithy.io/2.0/spec/).
 */
final class TrickyShapesTest {
  @TempDir private static Path folder;
  private static GeneratedCode code;

  @BeforeAll
  static void generate() throws IOException {
    code = GeneratedCode.of("tricky.smithy", folder);
  }

  @Test
  void typesThatJavaKnowsGetTheServiceBeforeTheirName() {
    for (String name : List.of("Object", "List", "Record", "Error")) {
      assertThat(schema("Tricky" + name).name()).isEqualTo(name);
    }
  }

  @Test
  void membersThatJavaHasTakenGetAnUnderscore() {
    assertThat(components("Names"))
        .containsExactly(
            "class_",
            "default_",
            "toString_",
            "hashCode_",
            "getClass_",
            "schema_",
            "builder_",
            "get",
            "create",
            "md5OfBody",
            "acl",
            "eTag",
            "_0",
            "class__");
    assertThat(schema("Names").members())
        .extracting(Member::name)
        .startsWith("class", "default", "toString")
        .endsWith("MD5OfBody", "ACL", "ETag", "_0", "class_");
  }

  @Test
  void valuesAreReadAndMadeByIndex() {
    Schema schema = schema("Names");
    Object[] values = new Object[schema.memberCount()];
    values[schema.member("class").index()] = "C";
    values[schema.member("hashCode").index()] = 3;
    Struct made = schema.create(values);
    assertThat(made.schema()).isSameAs(schema);
    assertThat(made.get(0)).isEqualTo("C");
    assertThat(made.get(3)).isEqualTo(3);
    assertThat(made.get(1)).isNull();
    assertThat(made).isEqualTo(schema.create(values)).hasSameHashCodeAs(schema.create(values));
    assertThatThrownBy(() -> made.get(schema.memberCount()))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void buildersMakeAndCopyValues() throws ReflectiveOperationException {
    Object builder = code.type("TrickyObject").getMethod("builder").invoke(null);
    builder.getClass().getMethod("key", String.class).invoke(builder, "k");
    Struct built = (Struct) builder.getClass().getMethod("build").invoke(builder);
    assertThat(built.get(0)).isEqualTo("k");
    Object copy = built.getClass().getMethod("toBuilder").invoke(built);
    assertThat(copy.getClass().getMethod("build").invoke(copy)).isEqualTo(built);
  }

  @Test
  void recursiveShapesFindThemselves() {
    Schema shared = schema("Shared");
    assertThat(shared.member("next").target()).isSameAs(shared);
    assertThat(shared.member("children").target().element().target()).isSameAs(shared);
    Schema tree = shared.member("tree").target();
    assertThat(tree.value().target()).isSameAs(shared);
    assertThat(tree.isSparse()).isTrue();
  }

  @Test
  void unionsHaveAFactoryForEveryMember() throws ReflectiveOperationException {
    Class<?> union = code.type("TrickyRecord");
    Struct text = (Struct) union.getMethod("ofText", String.class).invoke(null, "t");
    assertThat(text.schema().type()).isEqualTo(ShapeType.UNION);
    assertThat(text.get(1)).isEqualTo("t");
    Struct nothing = (Struct) union.getMethod("ofNothing", Unit.class).invoke(null, Unit.INSTANCE);
    assertThat(nothing.schema().member("nothing").target()).isSameAs(Unit.SCHEMA);
    assertThat(nothing.get(0)).isSameAs(Unit.INSTANCE);
  }

  @Test
  void secretsAreNotPrinted() {
    Struct secrets = schema("Secrets").create(new Object[] {"seen", "h1", List.of("t1")});
    assertThat(secrets).hasToString("Secrets[open=seen, hidden=***, tokens=***]");
    assertThat(secrets.schema().member("hidden").isSensitive()).isTrue();
  }

  @Test
  void constraintsStandOnTheirShape() {
    Schema token = schema("Secrets").member("tokens").target().element().target();
    assertThat(token.constraints().minLength()).isEqualTo(2);
    assertThat(token.constraints().maxLength()).isEqualTo(5);
    assertThat(token.constraints().pattern()).isEqualTo("^[\"\\\\a-z]+$");
  }

  @Test
  void enumsAreConstantsOfWireValues() {
    assertThat(code.constant("Kind", "PLAIN_OLD", String.class)).isEqualTo("plain-old");
    assertThat(code.constant("Kind", "S3_OBJECT_CREATED", String.class))
        .isEqualTo("s3:ObjectCreated:*");
    assertThat(code.constant("Kind", "UPPER_CASE", String.class)).isEqualTo("UPPER_CASE");
    assertThat(code.constant("Level", "HIGH", Integer.class)).isEqualTo(7);
    assertThat(schema("TrickyError").member("kind").target().constraints().values())
        .containsExactly("plain-old", "s3:ObjectCreated:*", "UPPER_CASE");
  }

  @Test
  void errorsHaveAFactory() throws ReflectiveOperationException {
    AwsError error =
        (AwsError) code.type("TrickyErrors").getMethod("error", String.class).invoke(null, "no");
    assertThat(error).hasMessage("no");
    assertThat(error.code()).isEqualTo("Error");
    assertThat(error.status()).isEqualTo(404);
    assertThat(error.queryCode()).isEqualTo("Tricky.Error");
    assertThat(error.queryStatus()).isEqualTo(400);
  }

  @Test
  void operationsKnowTheirShapesAndBindings() {
    Operation<?, ?> put = operation("PUT_OBJECT");
    assertThat(put.name()).isEqualTo("PutObject");
    assertThat(put.input()).isSameAs(put.output()).isSameAs(schema("TrickyObject"));
    assertThat(put.errors()).containsExactly(schema("TrickyError"));
    assertThat(put.method() + " " + put.uri() + " " + put.status())
        .isEqualTo("PUT /{Key+}?put 201");
    assertThat(put.input().member("Key").location()).isEqualTo(Location.LABEL);
    assertThat(put.input().member("Key").isRequired()).isTrue();
    Operation<?, ?> get = operation("GET_OBJECT");
    assertThat(get.hostPrefix()).isEqualTo("{Key}.");
    assertThat(get.isUnsignedAllowed()).isTrue();
    assertThat(operation("PING").input()).isSameAs(Unit.SCHEMA);
    assertThat(operation("LIST_BY_HTTP_NAME2").input()).isSameAs(schema("Names"));
  }

  @Test
  void theServiceIsDescribed() {
    ServiceSchema service = code.constant("TrickyApi", "SERVICE", ServiceSchema.class);
    assertThat(service.id()).isEqualTo("tricky");
    assertThat(service.sdkId()).isEqualTo("Tricky Things");
    assertThat(service.targetPrefix()).isEqualTo("TrickyThings_2026");
    assertThat(service.signingName()).isEqualTo("tricky");
    assertThat(service.endpointPrefix()).isEqualTo("tricky-things");
    assertThat(service.version()).isEqualTo("2026-01-01");
    assertThat(service.protocols()).containsExactly(ProtocolId.AWS_JSON_1_0);
    assertThat(service.operationMap().keySet())
        .containsExactly("GetObject", "ListByHTTPName2", "Ping", "PutObject");
  }

  private static Schema schema(String className) {
    return code.constant(className, "SCHEMA", Schema.class);
  }

  private static Operation<?, ?> operation(String constant) {
    return code.constant("TrickyApi", constant, Operation.class);
  }

  private static List<String> components(String className) {
    return Arrays.stream(code.type(className).getRecordComponents())
        .map(RecordComponent::getName)
        .toList();
  }
}
