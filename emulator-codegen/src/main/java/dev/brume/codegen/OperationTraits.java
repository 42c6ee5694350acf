package dev.brume.codegen;

import java.util.List;
import java.util.Optional;
import software.amazon.smithy.aws.traits.HttpChecksumTrait;
import software.amazon.smithy.aws.traits.customizations.S3UnwrappedXmlOutputTrait;
import software.amazon.smithy.model.node.ObjectNode;
import software.amazon.smithy.model.node.StringNode;
import software.amazon.smithy.model.shapes.OperationShape;
import software.amazon.smithy.model.traits.AuthTrait;
import software.amazon.smithy.model.traits.EndpointTrait;
import software.amazon.smithy.model.traits.HttpChecksumRequiredTrait;
import software.amazon.smithy.model.traits.HttpTrait;
import software.amazon.smithy.model.traits.OptionalAuthTrait;
import software.amazon.smithy.model.traits.RequestCompressionTrait;
import software.amazon.smithy.model.traits.Trait;

/**
 * The evaluated traits of an operation.
 *
 * @param http its HTTP binding, or null
 * @param hostPrefix the prefix of the host, or null
 * @param checksumAlgorithmMember the input member with the checksum's algorithm, or null
 * @param checksumModeMember the input member that requests checksums in the response, or null
 */
record OperationTraits(
    HttpTrait http,
    String hostPrefix,
    boolean unsignedAllowed,
    boolean checksumRequired,
    String checksumAlgorithmMember,
    String checksumModeMember,
    List<String> requestEncodings,
    boolean outputUnwrapped) {

  static OperationTraits of(OperationShape operation) {
    boolean noAuthentication =
        operation
            .getTrait(AuthTrait.class)
            .map(trait -> trait.getValueSet().isEmpty())
            .orElse(false);
    Optional<ObjectNode> checksum = checksum(operation);
    return new OperationTraits(
        operation.getTrait(HttpTrait.class).orElse(null),
        operation
            .getTrait(EndpointTrait.class)
            .map(trait -> trait.getHostPrefix().toString())
            .orElse(null),
        noAuthentication || operation.hasTrait(OptionalAuthTrait.class),
        operation.hasTrait(HttpChecksumRequiredTrait.class)
            || checksum
                .map(node -> node.getBooleanMemberOrDefault("requestChecksumRequired"))
                .orElse(false),
        text(checksum, "requestAlgorithmMember"),
        text(checksum, "requestValidationModeMember"),
        operation
            .getTrait(RequestCompressionTrait.class)
            .map(RequestCompressionTrait::getEncodings)
            .orElse(List.of()),
        operation.hasTrait(S3UnwrappedXmlOutputTrait.class));
  }

  boolean hasChecksums() {
    return checksumRequired || checksumAlgorithmMember != null || checksumModeMember != null;
  }

  private static Optional<ObjectNode> checksum(OperationShape operation) {
    return operation
        .findTrait(OwnTraits.HTTP_CHECKSUM)
        .or(() -> operation.findTrait(HttpChecksumTrait.ID))
        .map(Trait::toNode)
        .map(node -> node.expectObjectNode());
  }

  private static String text(Optional<ObjectNode> node, String name) {
    return node.flatMap(object -> object.getStringMember(name))
        .map(StringNode::getValue)
        .orElse(null);
  }
}
