package dev.brume.core.protocol;

import com.fasterxml.jackson.core.JsonToken;
import dev.brume.core.error.AwsError;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.ShapeType;

/**
 * The errors for bodies that do not match the model, in the words of AWS's own framework. The texts
 * for wrong types were observed at DynamoDB; a body that is not JSON gets no message there.
 */
public final class SerializationErrors {
  private static final String NO_STRUCTURE = "Start of structure or map found where not expected";

  private SerializationErrors() {}

  /** A SerializationException; {@code message} may be null. */
  public static AwsError error(String message) {
    return AwsError.client("SerializationException", 400, message);
  }

  /** A value of another type than {@code target} was found. */
  public static AwsError unexpected(JsonToken token, Schema target) {
    return error(unexpectedText(token, target));
  }

  private static String unexpectedText(JsonToken token, Schema target) {
    ShapeType wanted = target.type();
    if (token == JsonToken.START_ARRAY) {
      return "Unrecognized collection type " + javaType(target);
    }
    if (token == JsonToken.START_OBJECT) {
      return NO_STRUCTURE;
    }
    if (wanted.isStruct()) {
      return "Unexpected value type in payload";
    }
    if (wanted.isAggregate()) {
      return "Unexpected field type";
    }
    return tokenName(token) + " cannot be converted to " + simpleName(target);
  }

  private static String tokenName(JsonToken token) {
    return switch (token) {
      case VALUE_STRING -> "STRING_VALUE";
      case VALUE_NUMBER_INT -> "NUMBER_VALUE";
      case VALUE_NUMBER_FLOAT -> "DECIMAL_VALUE";
      case VALUE_TRUE -> "TRUE_VALUE";
      case VALUE_FALSE -> "FALSE_VALUE";
      case VALUE_NULL -> "NULL_VALUE";
      case VALUE_EMBEDDED_OBJECT -> "BLOB_VALUE";
      case NOT_AVAILABLE, START_OBJECT, END_OBJECT, START_ARRAY, END_ARRAY, FIELD_NAME ->
          "The value";
    };
  }

  private static String javaType(Schema target) {
    return switch (target.type()) {
      case STRUCTURE, UNION -> "class " + target.namespace() + "." + target.name();
      case MAP -> "java.util.Map<java.lang.String, " + elementType(target.value().target()) + ">";
      case LIST -> "java.util.List<" + elementType(target.element().target()) + ">";
      default -> "class " + elementType(target);
    };
  }

  private static String elementType(Schema target) {
    return switch (target.type()) {
      case STRUCTURE, UNION -> target.namespace() + "." + target.name();
      case LIST -> "java.util.List";
      case MAP -> "java.util.Map";
      case BLOB -> "java.nio.ByteBuffer";
      case TIMESTAMP -> "java.util.Date";
      case BIG_INTEGER, BIG_DECIMAL -> "java.math." + simpleName(target);
      default -> "java.lang." + simpleName(target);
    };
  }

  private static String simpleName(Schema target) {
    return switch (target.type()) {
      case BLOB -> "ByteBuffer";
      case BOOLEAN -> "Boolean";
      case STRING, ENUM -> "String";
      case BYTE -> "Byte";
      case SHORT -> "Short";
      case INTEGER, INT_ENUM -> "Integer";
      case LONG -> "Long";
      case FLOAT -> "Float";
      case DOUBLE -> "Double";
      case BIG_INTEGER -> "BigInteger";
      case BIG_DECIMAL -> "BigDecimal";
      case TIMESTAMP -> "Date";
      case DOCUMENT -> "Document";
      case LIST, MAP, STRUCTURE, UNION -> target.name();
    };
  }
}
