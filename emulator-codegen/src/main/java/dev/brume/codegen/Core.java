package dev.brume.codegen;

import com.palantir.javapoet.ClassName;

/** The types of emulator-core that generated code refers to. */
final class Core {
  static final ClassName AWS_ERROR = ClassName.get("dev.brume.core.error", "AwsError");
  static final ClassName BLOB = schema("Blob");
  static final ClassName BYTE_STREAM = schema("ByteStream");
  static final ClassName CONSTRAINTS = schema("Constraints");
  static final ClassName ERROR_TRAIT = schema("ErrorTrait");
  static final ClassName EVENT_STREAM = schema("EventStream");
  static final ClassName LOCATION = schema("Location");
  static final ClassName MEMBER = schema("Member");
  static final ClassName OPERATION = schema("Operation");
  static final ClassName PROTOCOL_ID = schema("ProtocolId");
  static final ClassName SCHEMA = schema("Schema");
  static final ClassName SCHEMA_SOURCE = schema("SchemaSource");
  static final ClassName SERVICE_SCHEMA = schema("ServiceSchema");
  static final ClassName SHAPE_TYPE = schema("ShapeType");
  static final ClassName STRUCT = schema("Struct");
  static final ClassName TIMESTAMP_FORMAT = schema("TimestampFormat");
  static final ClassName UNIT = schema("Unit");

  private Core() {}

  private static ClassName schema(String name) {
    return ClassName.get("dev.brume.core.schema", name);
  }
}
