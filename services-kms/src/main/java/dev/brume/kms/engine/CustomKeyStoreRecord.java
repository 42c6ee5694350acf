package dev.brume.kms.engine;

import dev.brume.core.kit.Transition;

/**
 * A key store outside of KMS: a CloudHSM cluster, or an external store behind a proxy. Neither is
 * called here.
 *
 * @param region its region
 * @param id {@code cks-} and 17 hexadecimal digits
 * @param name unique in the region
 * @param createdMillis when it was created
 * @param clusterId null of external key stores
 * @param certificate the cluster's trust anchor; null of external key stores
 * @param proxy null of CloudHSM clusters
 * @param connection {@code CONNECTED} and the like
 */
public record CustomKeyStoreRecord(
    String region,
    String id,
    String name,
    long createdMillis,
    String clusterId,
    String certificate,
    ExternalProxy proxy,
    Transition connection) {

  /** Whether it is reached through a proxy. */
  public boolean isExternal() {
    return proxy != null;
  }

  /** The same with another connection state. */
  public CustomKeyStoreRecord with(Transition next) {
    return new CustomKeyStoreRecord(
        region, id, name, createdMillis, clusterId, certificate, proxy, next);
  }

  /** The same with changed settings; null keeps one. */
  public CustomKeyStoreRecord changed(String newName, String newClusterId, ExternalProxy newProxy) {
    return new CustomKeyStoreRecord(
        region,
        id,
        newName == null ? name : newName,
        createdMillis,
        newClusterId == null ? clusterId : newClusterId,
        certificate,
        newProxy == null ? proxy : newProxy,
        connection);
  }
}
