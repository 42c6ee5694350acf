package dev.brume.codegen;

import com.palantir.javapoet.CodeBlock;
import software.amazon.smithy.aws.traits.protocols.Ec2QueryNameTrait;
import software.amazon.smithy.model.shapes.MemberShape;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.model.traits.EventHeaderTrait;
import software.amazon.smithy.model.traits.EventPayloadTrait;
import software.amazon.smithy.model.traits.HostLabelTrait;
import software.amazon.smithy.model.traits.HttpHeaderTrait;
import software.amazon.smithy.model.traits.HttpLabelTrait;
import software.amazon.smithy.model.traits.HttpPayloadTrait;
import software.amazon.smithy.model.traits.HttpPrefixHeadersTrait;
import software.amazon.smithy.model.traits.HttpQueryParamsTrait;
import software.amazon.smithy.model.traits.HttpQueryTrait;
import software.amazon.smithy.model.traits.HttpResponseCodeTrait;
import software.amazon.smithy.model.traits.IdempotencyTokenTrait;
import software.amazon.smithy.model.traits.JsonNameTrait;
import software.amazon.smithy.model.traits.RequiredTrait;
import software.amazon.smithy.model.traits.SensitiveTrait;
import software.amazon.smithy.model.traits.TimestampFormatTrait;
import software.amazon.smithy.model.traits.Trait;
import software.amazon.smithy.model.traits.XmlAttributeTrait;
import software.amazon.smithy.model.traits.XmlFlattenedTrait;
import software.amazon.smithy.model.traits.XmlNameTrait;
import software.amazon.smithy.model.traits.XmlNamespaceTrait;

/** The expressions that create the {@code Member}s of a structure, union, list or map. */
final class MemberCode {
  private final ServiceShapes shapes;

  MemberCode(ServiceShapes shapes) {
    this.shapes = shapes;
  }

  CodeBlock of(MemberShape member) {
    CodeBlock.Builder code =
        CodeBlock.builder()
            .add(
                "$T.of($S, $T.INSTANCE, $L /* $L */)",
                Core.MEMBER,
                member.getMemberName(),
                shapes.ownClass("Shapes"),
                shapes.number(member.getTarget()),
                member.getTarget().getName());
    flag(code, member, RequiredTrait.class, "required");
    flag(code, member, HostLabelTrait.class, "hostLabel");
    flag(code, member, IdempotencyTokenTrait.class, "idempotencyToken");
    flag(code, member, EventHeaderTrait.class, "eventHeader");
    flag(code, member, EventPayloadTrait.class, "eventPayload");
    flag(code, member, XmlFlattenedTrait.class, "xmlFlattened");
    flag(code, member, XmlAttributeTrait.class, "xmlAttribute");
    flag(code, member, SensitiveTrait.class, "sensitive");
    location(code, member);
    names(code, member);
    member
        .getTrait(TimestampFormatTrait.class)
        .ifPresent(trait -> code.add(".timestampFormat($L)", SchemaCode.timestampFormat(trait)));
    SchemaCode.constraints(member)
        .ifPresent(expression -> code.add(".constraints($L)", expression));
    return code.build();
  }

  private static void flag(
      CodeBlock.Builder code, Shape member, Class<? extends Trait> trait, String setter) {
    if (member.hasTrait(trait)) {
      code.add(".$L()", setter);
    }
  }

  private static void location(CodeBlock.Builder code, MemberShape member) {
    member.getTrait(HttpHeaderTrait.class).ifPresent(trait -> at(code, "HEADER", trait.getValue()));
    member
        .getTrait(HttpPrefixHeadersTrait.class)
        .ifPresent(trait -> at(code, "PREFIX_HEADERS", trait.getValue()));
    member
        .getTrait(HttpLabelTrait.class)
        .ifPresent(trait -> at(code, "LABEL", member.getMemberName()));
    member.getTrait(HttpQueryTrait.class).ifPresent(trait -> at(code, "QUERY", trait.getValue()));
    member.getTrait(HttpQueryParamsTrait.class).ifPresent(trait -> at(code, "QUERY_PARAMS", null));
    member.getTrait(HttpPayloadTrait.class).ifPresent(trait -> at(code, "PAYLOAD", null));
    member
        .getTrait(HttpResponseCodeTrait.class)
        .ifPresent(trait -> at(code, "RESPONSE_CODE", null));
  }

  private static void at(CodeBlock.Builder code, String location, String name) {
    code.add(".at($T.$L, $S)", Core.LOCATION, location, name);
  }

  private static void names(CodeBlock.Builder code, MemberShape member) {
    member
        .getTrait(JsonNameTrait.class)
        .ifPresent(trait -> code.add(".jsonName($S)", trait.getValue()));
    member
        .getTrait(XmlNameTrait.class)
        .ifPresent(trait -> code.add(".xmlName($S)", trait.getValue()));
    member
        .getTrait(XmlNamespaceTrait.class)
        .ifPresent(
            trait ->
                code.add(".xmlNamespace($S, $S)", trait.getUri(), trait.getPrefix().orElse(null)));
    member
        .getTrait(Ec2QueryNameTrait.class)
        .ifPresent(trait -> code.add(".ec2QueryName($S)", trait.getValue()));
  }
}
