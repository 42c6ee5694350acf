package dev.brume.core.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * An operation of a service; one constant each in generated code. Input, output and errors are
 * resolved on first use, so that a service's constants cost next to nothing until an operation is
 * called.
 *
 * @param <I> the generated record of the input
 * @param <O> the generated record of the output
 */
public final class Operation<I extends Struct, O extends Struct> {
  private final String name;
  private final SchemaSource source;
  private final int inputId;
  private final int outputId;
  private final int[] errorIds;
  private String method = "POST";
  private String uri = "/";
  private int status = 200;
  private String hostPrefix;
  private boolean unsignedAllowed;
  private boolean checksumRequired;
  private String checksumAlgorithmMember;
  private String checksumModeMember;
  private List<String> requestEncodings = List.of();
  private boolean outputUnwrapped;

  private Operation(String name, SchemaSource source, int inputId, int outputId, int[] errorIds) {
    this.name = name;
    this.source = source;
    this.inputId = inputId;
    this.outputId = outputId;
    this.errorIds = errorIds;
  }

  /** An operation; an id of -1 stands for {@link Unit}. */
  public static <I extends Struct, O extends Struct> Operation<I, O> of(
      String name, SchemaSource source, int inputId, int outputId, int... errorIds) {
    return new Operation<>(name, source, inputId, outputId, errorIds);
  }

  /** The name as AWS spells it. */
  public String name() {
    return name;
  }

  public Schema input() {
    return inputId < 0 ? Unit.SCHEMA : source.get(inputId);
  }

  public Schema output() {
    return outputId < 0 ? Unit.SCHEMA : source.get(outputId);
  }

  /** The errors that the model lists for this operation. */
  public List<Schema> errors() {
    List<Schema> errors = new ArrayList<>(errorIds.length);
    for (int id : errorIds) {
      errors.add(source.get(id));
    }
    return errors;
  }

  /** The HTTP method in protocols with HTTP bindings. */
  public String method() {
    return method;
  }

  /** The URI pattern, such as {@code /{Bucket}/{Key+}?tagging}. */
  public String uri() {
    return uri;
  }

  /** The status of a success in protocols with HTTP bindings. */
  public int status() {
    return status;
  }

  /** The prefix of the endpoint's host, such as {@code {AccountId}.}; or null. */
  public String hostPrefix() {
    return hostPrefix;
  }

  /** Whether AWS accepts unsigned requests. */
  public boolean isUnsignedAllowed() {
    return unsignedAllowed;
  }

  /** Whether the request must carry Content-MD5 or another checksum. */
  public boolean isChecksumRequired() {
    return checksumRequired;
  }

  /** The input member with the request's checksum algorithm, or null. */
  public String checksumAlgorithmMember() {
    return checksumAlgorithmMember;
  }

  /** The input member that requests checksums in the response, or null. */
  public String checksumModeMember() {
    return checksumModeMember;
  }

  /** The content encodings in which clients may send the request; usually none, or {@code gzip}. */
  public List<String> requestEncodings() {
    return requestEncodings;
  }

  /**
   * Whether the output's only member is the root element of the XML response (S3's
   * GetBucketLocation).
   */
  public boolean isOutputUnwrapped() {
    return outputUnwrapped;
  }

  public Operation<I, O> http(String withMethod, String withUri, int withStatus) {
    method = withMethod;
    uri = withUri;
    status = withStatus;
    return this;
  }

  public Operation<I, O> hostPrefix(String value) {
    hostPrefix = value;
    return this;
  }

  public Operation<I, O> unsignedAllowed() {
    unsignedAllowed = true;
    return this;
  }

  public Operation<I, O> checksums(boolean required, String algorithmMember, String modeMember) {
    checksumRequired = required;
    checksumAlgorithmMember = algorithmMember;
    checksumModeMember = modeMember;
    return this;
  }

  public Operation<I, O> requestEncodings(String... encodings) {
    requestEncodings = List.of(encodings);
    return this;
  }

  public Operation<I, O> outputUnwrapped() {
    outputUnwrapped = true;
    return this;
  }

  @Override
  public String toString() {
    return name;
  }
}
