package dev.brume.core.gateway.constraint;

import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.schema.Struct;
import java.util.List;

/**
 * Checks inputs against the constraints of the model: required members, lengths, ranges, patterns,
 * enums, unique items, at any depth. Input without constraints costs nothing. Safe for use by many
 * threads.
 *
 * @see <a href="https://smithy.io/2.0/spec/constraint-traits.html">Smithy: constraint traits</a>
 */
public final class ConstraintValidator {
  /** AWS's services report no more. */
  public static final int MAX_VIOLATIONS = 10;

  private enum Wording {
    AWS,
    AWS_WITH_NOT_NULL,
    SMITHY
  }

  private final Wording wording;

  private ConstraintValidator(Wording wording) {
    this.wording = wording;
  }

  /**
   * The validator in the words of AWS's services. Services with JSON bodies of their own protocol
   * (DynamoDB, Kinesis, CodePipeline) omit "Member must not be null" for elements, which the others
   * (Lambda, IAM) add.
   */
  public static ConstraintValidator of(ServiceSchema service) {
    return switch (service.protocols().getFirst()) {
      case AWS_JSON_1_0, AWS_JSON_1_1, AWS_CBOR_1_1 -> new ConstraintValidator(Wording.AWS);
      case AWS_QUERY, EC2_QUERY, REST_JSON_1, REST_XML, RPC_V2_CBOR ->
          new ConstraintValidator(Wording.AWS_WITH_NOT_NULL);
    };
  }

  /** The validator in the words of Smithy's own validation tests. */
  public static ConstraintValidator smithy() {
    return new ConstraintValidator(Wording.SMITHY);
  }

  /** The violations in {@code input}: at most {@value #MAX_VIOLATIONS}, in the model's order. */
  public List<Violation> validate(Struct input) {
    if (!input.schema().isConstrained()) {
      return List.of();
    }
    ConstraintWalk walk =
        switch (wording) {
          case AWS -> new AwsConstraintWalk(false);
          case AWS_WITH_NOT_NULL -> new AwsConstraintWalk(true);
          case SMITHY -> new SmithyConstraintWalk();
        };
    return walk.through(input);
  }
}
