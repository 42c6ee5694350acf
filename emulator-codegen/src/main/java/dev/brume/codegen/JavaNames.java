package dev.brume.codegen;

import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** The Java spellings of a model's names. */
final class JavaNames {
  /**
   * Names that a record's component must not have, because of the language, Struct or the generated
   * methods.
   */
  private static final Set<String> TAKEN_COMPONENTS =
      Set.of(
          "clone",
          "finalize",
          "getClass",
          "hashCode",
          "notify",
          "notifyAll",
          "toString",
          "wait",
          "schema",
          "builder",
          "toBuilder");

  /**
   * Types that readers, or the generated code, would mistake for those of Java or of the schema
   * package.
   */
  private static final Set<String> TAKEN_TYPES =
      Set.of(
          "Appendable",
          "AutoCloseable",
          "AwsError",
          "BigDecimal",
          "BigInteger",
          "Blob",
          "Boolean",
          "Builder",
          "Byte",
          "ByteStream",
          "CharSequence",
          "Character",
          "Class",
          "ClassLoader",
          "Cloneable",
          "Collection",
          "Comparable",
          "Compiler",
          "Constraints",
          "Deprecated",
          "Double",
          "Enum",
          "Error",
          "ErrorTrait",
          "EventStream",
          "Exception",
          "Float",
          "FunctionalInterface",
          "IllegalArgumentException",
          "IllegalStateException",
          "IndexOutOfBoundsException",
          "Instant",
          "Integer",
          "Iterable",
          "JsonNode",
          "List",
          "Location",
          "Long",
          "Map",
          "Math",
          "Member",
          "Module",
          "Number",
          "Object",
          "Objects",
          "Operation",
          "Optional",
          "Override",
          "Package",
          "Process",
          "ProcessBuilder",
          "ProtocolId",
          "Readable",
          "Record",
          "Runnable",
          "Runtime",
          "RuntimeException",
          "SafeVarargs",
          "Schema",
          "SchemaSource",
          "ServiceSchema",
          "Set",
          "ShapeType",
          "Short",
          "StackTraceElement",
          "String",
          "StringBuilder",
          "Struct",
          "SuppressWarnings",
          "System",
          "Thread",
          "ThreadGroup",
          "Throwable",
          "TimestampFormat",
          "Unit",
          "Void");

  private JavaNames() {}

  /**
   * {@code QueueUrl} → {@code queueUrl}, {@code MD5OfBody} → {@code md5OfBody}; taken names get an
   * underscore.
   */
  static String component(String memberName) {
    String name = lowerCamel(identifier(memberName));
    return SourceVersion.isKeyword(name) || TAKEN_COMPONENTS.contains(name) ? name + "_" : name;
  }

  /** The name of a method: the same, except for restrictions on components only. */
  static String method(String shapeName) {
    String name = lowerCamel(identifier(shapeName));
    return SourceVersion.isKeyword(name) ? name + "_" : name;
  }

  /**
   * {@code SendMessage} → {@code SEND_MESSAGE}, {@code ListObjectsV2} → {@code LIST_OBJECTS_V2}.
   */
  static String constant(String name) {
    return identifier(name)
        .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_")
        .replaceAll("__+", "_")
        .toUpperCase(Locale.ROOT);
  }

  /**
   * The shape's name, capitalized; prefixed with {@code prefix} if Java has a well-known type of
   * that name.
   */
  static String type(String shapeName, String prefix) {
    String capital = capitalised(shapeName);
    return TAKEN_TYPES.contains(capital) ? prefix + capital : capital;
  }

  /** The name with a capital first letter. */
  static String capitalised(String modelName) {
    String name = identifier(modelName);
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static String identifier(String name) {
    String legal = name.replaceAll("[^A-Za-z0-9_]", "_");
    return Character.isDigit(legal.charAt(0)) ? "_" + legal : legal;
  }

  private static String lowerCamel(String name) {
    int capitals = 0;
    while (capitals < name.length() && Character.isUpperCase(name.charAt(capitals))) {
      capitals++;
    }
    boolean wordFollows = capitals < name.length() && Character.isLowerCase(name.charAt(capitals));
    int lowered = capitals > 1 && wordFollows ? capitals - 1 : capitals;
    return name.substring(0, lowered).toLowerCase(Locale.ROOT) + name.substring(lowered);
  }
}
