package dev.brume.core.gateway;

import dev.brume.core.schema.ProtocolId;
import java.util.List;
import java.util.function.Supplier;

/** A service as routing knows it. The service itself is created when its first request arrives. */
public final class ServiceEntry {
  private final String id;
  private final String signingName;
  private final String endpointPrefix;
  private final String targetPrefix;
  private final String version;
  private final List<ProtocolId> protocols;
  private final boolean offered;
  private final boolean enabled;
  private final Supplier<? extends Service> factory;
  private volatile BoundService bound;
  private volatile boolean used;

  /**
   * @param id such as {@code sqs}
   * @param signingName the service in the credential scope
   * @param endpointPrefix the first labels of the service's host
   * @param targetPrefix the part before the dot in X-Amz-Target, or ""
   * @param version the API version
   * @param protocols all its protocols, the main one first
   * @param offered whether any of its operations is implemented
   * @param enabled whether it is enabled
   * @param factory creates the service
   */
  public ServiceEntry(
      String id,
      String signingName,
      String endpointPrefix,
      String targetPrefix,
      String version,
      List<ProtocolId> protocols,
      boolean offered,
      boolean enabled,
      Supplier<? extends Service> factory) {
    this.id = id;
    this.signingName = signingName;
    this.endpointPrefix = endpointPrefix;
    this.targetPrefix = targetPrefix;
    this.version = version;
    this.protocols = List.copyOf(protocols);
    this.offered = offered;
    this.enabled = enabled;
    this.factory = factory;
  }

  public String id() {
    return id;
  }

  public String signingName() {
    return signingName;
  }

  public String endpointPrefix() {
    return endpointPrefix;
  }

  public String targetPrefix() {
    return targetPrefix;
  }

  public String version() {
    return version;
  }

  public List<ProtocolId> protocols() {
    return protocols;
  }

  /** Whether any of the service's operations is implemented. */
  public boolean isOffered() {
    return offered;
  }

  /** Whether the service is enabled. */
  public boolean isEnabled() {
    return enabled;
  }

  /** Whether a request for the service has arrived. */
  public boolean isUsed() {
    return used;
  }

  void markUsed() {
    if (!used) {
      used = true;
    }
  }

  /** The service, created now if it does not exist. */
  public BoundService bound() {
    BoundService known = bound;
    if (known != null) {
      return known;
    }
    synchronized (this) {
      if (bound == null) {
        bound = new BoundService(factory.get());
      }
      return bound;
    }
  }

  /** Ends the service's pending waits, if the service has been created. */
  public void endWaits() {
    BoundService known = bound;
    if (known != null) {
      known.service().endWaits();
    }
  }

  /** Whether the service speaks {@code protocol}. */
  public boolean speaks(ProtocolId protocol) {
    return protocols.contains(protocol);
  }

  @Override
  public String toString() {
    return id;
  }
}
