package dev.brume.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.schema.Location;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.schema.ShapeType;
import dev.brume.core.schema.TimestampFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.w3c.dom.Element;

/**
 * restJson1 and restXml: members in path, query, headers and body.
 *
 * @see <a href="https://smithy.io/2.0/spec/http-bindings.html">Smithy: HTTP binding traits</a>
 */
final class RestWireFormat implements WireFormat {
  private final boolean isXml;
  private final ServiceSchema service;

  RestWireFormat(ProtocolId protocol, ServiceSchema service) {
    this.isXml = protocol == ProtocolId.REST_XML;
    this.service = service;
  }

  // -------------------------------------------------------------------------------- requests

  @Override
  public WireRequest write(Operation<?, ?> operation, ObjectNode input) {
    Schema schema = operation.input();
    WireRequest request = new WireRequest(operation.method(), target(operation, input));
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    boolean hasBody = false;
    for (Member member : schema.members()) {
      hasBody |= member.location() == Location.BODY;
    }
    for (Map.Entry<String, JsonNode> entry : input.properties()) {
      Member member = schema.member(entry.getKey());
      if (member == null || member.location() == Location.BODY) {
        body.set(member == null || isXml ? entry.getKey() : member.jsonName(), entry.getValue());
      } else {
        bind(request, member, entry.getValue());
      }
    }
    if (hasBody && !(isXml && body.isEmpty())) {
      write(request, schema, body);
    }
    return request;
  }

  private void write(WireRequest request, Schema schema, ObjectNode body) {
    if (isXml) {
      String root = schema.xmlName() == null ? schema.name() : schema.xmlName();
      request.header("Content-Type", "application/xml");
      request.body(XmlTrees.write(root, namespace(schema), schema, body));
    } else {
      request.header("Content-Type", "application/json");
      request.body(WireClient.bytes(JsonNames.toWire(schema, body)));
    }
  }

  private String namespace(Schema schema) {
    return schema.xmlNamespace() == null ? service.xmlNamespace() : schema.xmlNamespace();
  }

  private static String target(Operation<?, ?> operation, ObjectNode input) {
    String uri = operation.uri();
    for (Member member : operation.input().members()) {
      if (member.location() == Location.LABEL && input.has(member.name())) {
        String name = member.locationName() == null ? member.name() : member.locationName();
        String text =
            ScalarTexts.write(member, input.get(member.name()), TimestampFormat.DATE_TIME);
        String encoded = WireRequest.encoded(text);
        uri = uri.replace("{" + name + "+}", encoded.replace("%2F", "/"));
        uri = uri.replace("{" + name + "}", encoded);
      }
    }
    return uri;
  }

  private void bind(WireRequest request, Member member, JsonNode value) {
    String name = member.locationName() == null ? member.name() : member.locationName();
    switch (member.location()) {
      case QUERY -> each(value, member).forEach(text -> request.parameter(name, text));
      case QUERY_PARAMS ->
          value
              .properties()
              .forEach(
                  entry ->
                      each(entry.getValue(), member.target().value())
                          .forEach(text -> request.parameter(entry.getKey(), text)));
      case HEADER -> request.header(name, String.join(",", each(value, member)));
      case PREFIX_HEADERS ->
          value
              .properties()
              .forEach(entry -> request.header(name + entry.getKey(), entry.getValue().asText()));
      case PAYLOAD -> payload(request, member, value);
      case LABEL, BODY, RESPONSE_CODE -> {}
    }
  }

  private static List<String> each(JsonNode value, Member member) {
    List<String> texts = new ArrayList<>();
    TimestampFormat usual =
        member.location() == Location.HEADER
            ? TimestampFormat.HTTP_DATE
            : TimestampFormat.DATE_TIME;
    if (value.isArray()) {
      value.forEach(one -> texts.add(ScalarTexts.write(member.target().element(), one, usual)));
    } else if (member.target().mediaType() != null) {
      texts.add(
          Base64.getEncoder().encodeToString(value.asText().getBytes(StandardCharsets.UTF_8)));
    } else {
      texts.add(ScalarTexts.write(member, value, usual));
    }
    return texts;
  }

  private void payload(WireRequest request, Member member, JsonNode value) {
    Schema target = member.target();
    if (target.type() == ShapeType.BLOB) {
      request.body(Base64.getDecoder().decode(value.asText()));
    } else if (!target.type().isAggregate() && target.type() != ShapeType.DOCUMENT) {
      request.body(value.asText().getBytes(StandardCharsets.UTF_8));
    } else if (isXml) {
      String root = member.xmlName() != null ? member.xmlName() : target.xmlName();
      String namespace = member.xmlNamespace() == null ? namespace(target) : member.xmlNamespace();
      request.header("Content-Type", "application/xml");
      request.body(XmlTrees.write(root == null ? target.name() : root, namespace, target, value));
    } else {
      request.header("Content-Type", "application/json");
      request.body(WireClient.bytes(JsonNames.toWire(target, value)));
    }
  }

  // -------------------------------------------------------------------------------- answers

  @Override
  public WireAnswer read(Operation<?, ?> operation, WireAnswer answer) {
    return answer.status() >= 300 && answer.status() != operation.status()
        ? error(answer)
        : WireFormat.success(answer, output(operation.output(), answer));
  }

  private WireAnswer error(WireAnswer answer) {
    if (!isXml) {
      ObjectNode body = WireClient.object(answer.body());
      return WireFormat.failure(answer, body);
    }
    if (answer.body().length == 0) {
      return WireFormat.failure(answer, JsonNodeFactory.instance.objectNode(), null, null);
    }
    Element error = XmlTrees.find(XmlTrees.parse(answer.body()), "Error");
    return WireFormat.failure(
        answer,
        XmlTrees.texts(error),
        XmlTrees.text(error, "Code"),
        XmlTrees.text(error, "Message"));
  }

  private ObjectNode output(Schema schema, WireAnswer answer) {
    ObjectNode output = body(schema, answer);
    for (Member member : schema.members()) {
      String name = member.locationName() == null ? member.name() : member.locationName();
      switch (member.location()) {
        case HEADER -> {
          if (answer.header(name) != null) {
            output.set(member.name(), header(member, answer.header(name)));
          }
        }
        case PREFIX_HEADERS -> output.set(member.name(), prefixed(name, answer));
        case RESPONSE_CODE -> output.put(member.name(), answer.status());
        case PAYLOAD -> {
          if (answer.body().length > 0) {
            output.set(member.name(), payloadOf(member, answer));
          }
        }
        case BODY, LABEL, QUERY, QUERY_PARAMS -> {}
      }
    }
    return output;
  }

  private ObjectNode body(Schema schema, WireAnswer answer) {
    boolean inBody =
        schema.members().stream().anyMatch(member -> member.location().isInResponseBody());
    if (!inBody || answer.body().length == 0) {
      return JsonNodeFactory.instance.objectNode();
    }
    return isXml
        ? XmlTrees.readBody(schema, XmlTrees.parse(answer.body()))
        : (ObjectNode) JsonNames.toModel(schema, WireClient.object(answer.body()));
  }

  private static JsonNode header(Member member, String text) {
    if (member.target().type() != ShapeType.LIST) {
      return ScalarTexts.read(member, text);
    }
    var list = JsonNodeFactory.instance.arrayNode();
    for (String one : text.split(",")) {
      list.add(ScalarTexts.read(member.target().element(), one.strip()));
    }
    return list;
  }

  private static ObjectNode prefixed(String prefix, WireAnswer answer) {
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    String lower = prefix.toLowerCase(Locale.ROOT);
    answer
        .headers()
        .forEach(
            (name, value) -> {
              if (name.toLowerCase(Locale.ROOT).startsWith(lower)) {
                map.put(name.substring(prefix.length()), value);
              }
            });
    return map;
  }

  private JsonNode payloadOf(Member member, WireAnswer answer) {
    Schema target = member.target();
    if (target.type() == ShapeType.BLOB) {
      return JsonNodeFactory.instance.textNode(Base64.getEncoder().encodeToString(answer.body()));
    }
    if (target.type().isStruct() && !target.isStreaming()) {
      return isXml
          ? XmlTrees.value(member, XmlTrees.parse(answer.body()))
          : JsonNames.toModel(target, WireClient.object(answer.body()));
    }
    return JsonNodeFactory.instance.textNode(answer.text());
  }
}
