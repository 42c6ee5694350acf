package dev.brume.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.schema.TimestampFormat;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.w3c.dom.Element;

/** awsQuery and ec2Query: forms as requests, XML as responses. */
final class QueryWireFormat implements WireFormat {
  private final boolean isEc2;
  private final ServiceSchema service;

  QueryWireFormat(ProtocolId protocol, ServiceSchema service) {
    this.isEc2 = protocol == ProtocolId.EC2_QUERY;
    this.service = service;
  }

  @Override
  public WireRequest write(Operation<?, ?> operation, ObjectNode input) {
    StringBuilder form = new StringBuilder();
    parameter(form, "Action", operation.name());
    parameter(form, "Version", service.version());
    members(form, "", operation.input(), input);
    WireRequest request = new WireRequest("POST", "/");
    request.header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
    request.body(form.toString().getBytes(StandardCharsets.UTF_8));
    return request;
  }

  private static void parameter(StringBuilder form, String name, String value) {
    if (!form.isEmpty()) {
      form.append('&');
    }
    form.append(WireRequest.encoded(name)).append('=').append(WireRequest.encoded(value));
  }

  private void members(StringBuilder form, String prefix, Schema schema, JsonNode tree) {
    for (Map.Entry<String, JsonNode> entry : tree.properties()) {
      Member member = schema.member(entry.getKey());
      String name = member == null ? entry.getKey() : name(member);
      value(form, prefix + name, member, entry.getValue());
    }
  }

  private String name(Member member) {
    if (!isEc2) {
      return member.xmlName() == null ? member.name() : member.xmlName();
    }
    if (member.ec2QueryName() != null) {
      return member.ec2QueryName();
    }
    String name = member.xmlName() == null ? member.name() : member.xmlName();
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private void value(StringBuilder form, String name, Member member, JsonNode value) {
    if (value.isNull()) {
      return;
    }
    if (member == null || !member.target().type().isAggregate() || !value.isContainerNode()) {
      parameter(form, name, ScalarTexts.write(member, value, TimestampFormat.DATE_TIME));
      return;
    }
    Schema target = member.target();
    boolean isFlat = isEc2 || member.isXmlFlattened();
    switch (target.type()) {
      case LIST -> {
        String element = target.element().xmlName() == null ? "member" : target.element().xmlName();
        String prefix = isFlat ? name : name + "." + element;
        int index = 1;
        for (JsonNode one : value) {
          value(form, prefix + "." + index++, target.element(), one);
        }
        if (index == 1) {
          parameter(form, name, "");
        }
      }
      case MAP -> map(form, member.isXmlFlattened() ? name : name + ".entry", target, value);
      default -> members(form, name + ".", target, value);
    }
  }

  private void map(StringBuilder form, String prefix, Schema target, JsonNode value) {
    String keyName = target.key().xmlName() == null ? "key" : target.key().xmlName();
    String valueName = target.value().xmlName() == null ? "value" : target.value().xmlName();
    int index = 1;
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      String place = prefix + "." + index++ + ".";
      parameter(form, place + keyName, entry.getKey());
      value(form, place + valueName, target.value(), entry.getValue());
    }
  }

  @Override
  public WireAnswer read(Operation<?, ?> operation, WireAnswer answer) {
    if (answer.body().length == 0) {
      return WireFormat.success(answer, JsonNodeFactory.instance.objectNode());
    }
    Element root = XmlTrees.parse(answer.body());
    if (answer.status() >= 300) {
      Element error = XmlTrees.find(root, "Error");
      return WireFormat.failure(
          answer, XmlTrees.texts(error), XmlTrees.text(error, "Code"), message(error));
    }
    Element result = isEc2 ? root : XmlTrees.child(root, operation.name() + "Result");
    ObjectNode output =
        result == null
            ? JsonNodeFactory.instance.objectNode()
            : XmlTrees.read(operation.output(), result);
    return WireFormat.success(answer, output);
  }

  private static String message(Element error) {
    return XmlTrees.text(error, "Message");
  }
}
