package dev.brume.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.smithy.model.node.Node;
import software.amazon.smithy.model.shapes.MemberShape;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.model.traits.DefaultTrait;
import software.amazon.smithy.model.traits.StreamingTrait;

/**
 * The expressions for the defaults of members. An absent value becomes the default when the record
 * is created, decoded or built. Blobs are in UTF-8, as Smithy's test suites read them.
 *
 * @see <a href="https://smithy.io/2.0/spec/type-refinement-traits.html#default-trait">default</a>
 */
final class DefaultCode {
  private static final ClassName JSON_NODES =
      ClassName.get("com.fasterxml.jackson.databind.node", "JsonNodeFactory");

  private DefaultCode() {}

  /** The default of a member, or null if it has none. Streams have none. */
  static CodeBlock of(MemberShape member, Shape target) {
    Node node = member.getTrait(DefaultTrait.class).map(DefaultTrait::toNode).orElse(null);
    if (node == null || node.isNullNode() || target.hasTrait(StreamingTrait.class)) {
      return null;
    }
    return switch (target.getType()) {
      case BOOLEAN -> CodeBlock.of("$L", node.expectBooleanNode().getValue());
      case STRING, ENUM -> CodeBlock.of("$S", text(node));
      case BYTE -> CodeBlock.of("(byte) $L", number(node));
      case SHORT -> CodeBlock.of("(short) $L", number(node));
      case INTEGER, INT_ENUM -> CodeBlock.of("$L", number(node));
      case LONG -> CodeBlock.of("$LL", number(node));
      case FLOAT -> CodeBlock.of("$Lf", number(node));
      case DOUBLE -> CodeBlock.of("$Ld", number(node));
      case BIG_INTEGER -> CodeBlock.of("new $T($S)", BigInteger.class, number(node));
      case BIG_DECIMAL -> CodeBlock.of("new $T($S)", BigDecimal.class, number(node));
      case TIMESTAMP -> timestamp(node);
      case BLOB -> CodeBlock.of("$T.ofUtf8($S)", Core.BLOB, text(node));
      case LIST, SET -> CodeBlock.of("$T.of()", List.class);
      case MAP -> CodeBlock.of("$T.of()", Map.class);
      case DOCUMENT -> document(node);
      default -> throw new GenerationException(member.getId() + " can't have a default");
    };
  }

  private static CodeBlock timestamp(Node node) {
    return node.isNumberNode()
        ? CodeBlock.of("$T.ofEpochSecond($L)", Instant.class, number(node))
        : CodeBlock.of("$T.parse($S)", Instant.class, text(node));
  }

  /** Smithy allows scalars, and empty arrays and objects. */
  private static CodeBlock document(Node node) {
    return switch (node.getType()) {
      case BOOLEAN ->
          CodeBlock.of(
              "$T.instance.booleanNode($L)", JSON_NODES, node.expectBooleanNode().getValue());
      case STRING -> CodeBlock.of("$T.instance.textNode($S)", JSON_NODES, text(node));
      case NUMBER -> CodeBlock.of("$T.instance.numberNode($L)", JSON_NODES, number(node));
      case ARRAY -> CodeBlock.of("$T.instance.arrayNode()", JSON_NODES);
      case OBJECT -> CodeBlock.of("$T.instance.objectNode()", JSON_NODES);
      case NULL -> throw new GenerationException("null is no default");
    };
  }

  private static String text(Node node) {
    return node.expectStringNode().getValue();
  }

  private static String number(Node node) {
    return node.expectNumberNode().getValue().toString();
  }
}
