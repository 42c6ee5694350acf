package dev.brume.kms.engine;

/**
 * How an external key store is reached.
 *
 * @param connectivity {@code PUBLIC_ENDPOINT} or {@code VPC_ENDPOINT_SERVICE}
 * @param accessKeyId who KMS is to the proxy; the secret is not kept
 * @param endpoint with its scheme
 * @param path of the proxy's API
 * @param vpcService null of public endpoints
 * @param vpcServiceOwner null where that is the account itself
 */
public record ExternalProxy(
    String connectivity,
    String accessKeyId,
    String endpoint,
    String path,
    String vpcService,
    String vpcServiceOwner) {

  /** The same with other settings; null leaves one as it is. */
  public ExternalProxy changed(ExternalProxy other) {
    return new ExternalProxy(
        or(other.connectivity, connectivity),
        or(other.accessKeyId, accessKeyId),
        or(other.endpoint, endpoint),
        or(other.path, path),
        or(other.vpcService, vpcService),
        or(other.vpcServiceOwner, vpcServiceOwner));
  }

  private static String or(String given, String known) {
    return given == null ? known : given;
  }

  /** Whether all is there that KMS needs. */
  public boolean isComplete() {
    return connectivity != null
        && accessKeyId != null
        && endpoint != null
        && path != null
        && (connectivity.equals("PUBLIC_ENDPOINT") || vpcService != null);
  }
}
