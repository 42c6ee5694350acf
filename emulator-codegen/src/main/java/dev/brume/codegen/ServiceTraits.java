package dev.brume.codegen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.smithy.aws.traits.ServiceTrait;
import software.amazon.smithy.aws.traits.auth.SigV4Trait;
import software.amazon.smithy.aws.traits.protocols.AwsQueryCompatibleTrait;
import software.amazon.smithy.aws.traits.protocols.RestXmlTrait;
import software.amazon.smithy.model.shapes.ServiceShape;
import software.amazon.smithy.model.shapes.ShapeId;
import software.amazon.smithy.model.traits.XmlNamespaceTrait;

/**
 * The evaluated traits of a service; the components are those of {@code ServiceSchema}.
 *
 * @param protocols names of {@code ProtocolId}s
 */
record ServiceTraits(
    String sdkId,
    String targetPrefix,
    String signingName,
    String endpointPrefix,
    List<String> protocols,
    String xmlNamespace,
    boolean queryCompatible,
    boolean wrapsErrors,
    String errorNamespace,
    boolean bodyChecksum) {
  /**
   * In order of preference for services with several protocols: the one of most clients comes
   * first.
   */
  private static final Map<ShapeId, String> PROTOCOLS = protocolsByTrait();

  private static Map<ShapeId, String> protocolsByTrait() {
    Map<ShapeId, String> protocols = new LinkedHashMap<>();
    protocols.put(ShapeId.from("aws.protocols#awsJson1_0"), "AWS_JSON_1_0");
    protocols.put(ShapeId.from("aws.protocols#awsJson1_1"), "AWS_JSON_1_1");
    protocols.put(ShapeId.from("aws.protocols#restJson1"), "REST_JSON_1");
    protocols.put(ShapeId.from("aws.protocols#restXml"), "REST_XML");
    protocols.put(ShapeId.from("aws.protocols#awsQuery"), "AWS_QUERY");
    protocols.put(ShapeId.from("aws.protocols#ec2Query"), "EC2_QUERY");
    protocols.put(ShapeId.from("smithy.protocols#rpcv2Cbor"), "RPC_V2_CBOR");
    protocols.put(OwnTraits.AWS_JSON_CBOR, "AWS_CBOR_1_1");
    return protocols;
  }

  static ServiceTraits of(ServiceShape service) {
    String name = service.getId().getName();
    Optional<ServiceTrait> identity = service.getTrait(ServiceTrait.class);
    String endpointPrefix = identity.map(ServiceTrait::getEndpointPrefix).orElse(name);
    List<String> protocols = new ArrayList<>();
    PROTOCOLS.forEach(
        (trait, protocol) -> {
          if (service.hasTrait(trait)) {
            protocols.add(protocol);
          }
        });
    return new ServiceTraits(
        identity.map(ServiceTrait::getSdkId).orElse(name),
        name,
        service.getTrait(SigV4Trait.class).map(SigV4Trait::getName).orElse(endpointPrefix),
        endpointPrefix,
        protocols,
        service.getTrait(XmlNamespaceTrait.class).map(XmlNamespaceTrait::getUri).orElse(null),
        service.hasTrait(AwsQueryCompatibleTrait.class),
        service.getTrait(RestXmlTrait.class).map(trait -> !trait.isNoErrorWrapping()).orElse(true),
        OwnTraits.text(service, OwnTraits.ERROR_NAMESPACE),
        service.hasTrait(OwnTraits.BODY_CHECKSUM));
  }
}
