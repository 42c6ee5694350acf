package dev.brume.kms.engine;

/**
 * The proxy of an external key store.
 *
 * @param connectivity {@code PUBLIC_ENDPOINT} or {@code VPC_ENDPOINT_SERVICE}
 * @param accessKeyId KMS's access key id at the proxy; the secret is not stored
 * @param endpoint with its scheme
 * @param path of the proxy's API
 * @param vpcService null of public endpoints
 * @param vpcServiceOwner null for the account itself
 */
public record ExternalProxy(
    String connectivity,
    String accessKeyId,
    String endpoint,
    String path,
    String vpcService,
    String vpcServiceOwner) {

  /** The same with changed settings; null keeps one. */
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

  /** Whether it has all settings that KMS requires. */
  public boolean isComplete() {
    return connectivity != null
        && accessKeyId != null
        && endpoint != null
        && path != null
        && (connectivity.equals("PUBLIC_ENDPOINT") || vpcService != null);
  }
}
