package dev.brume.core.gateway;

import dev.brume.core.http.HttpRequest;
import dev.brume.core.schema.ProtocolId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All services by the names that requests use for them. */
public final class Services {
  private final Map<String, ServiceEntry> byId = new LinkedHashMap<>();
  private final Map<String, List<ServiceEntry>> bySigningName = new HashMap<>();
  private final Map<String, ServiceEntry> byTargetPrefix = new HashMap<>();
  private final Map<String, ServiceEntry> byHostLabel = new HashMap<>();
  private final Map<RequestPattern, ServiceEntry> byMark = new LinkedHashMap<>();
  private final Set<String> reserved;
  private final ServiceEntry fallback;

  /**
   * @param entries every service
   * @param aliases further signing names and host labels, with the ids of their services
   * @param reserved host labels of endpoints that are not implemented: refused by name
   * @param marks patterns of requests by service id: they distinguish services which share a
   *     signing name, and requests that are not signed
   * @param fallbackId the service for requests that match no other
   */
  public Services(
      Collection<ServiceEntry> entries,
      Map<String, String> aliases,
      Set<String> reserved,
      Map<String, RequestPattern> marks,
      String fallbackId) {
    this.reserved = reserved;
    for (ServiceEntry entry : entries) {
      byId.put(entry.id(), entry);
      RequestPattern mark = marks.get(entry.id());
      if (mark == null) {
        bySigningName.computeIfAbsent(entry.signingName(), name -> new ArrayList<>(1)).add(entry);
      } else {
        byMark.put(mark, entry);
      }
      byTargetPrefix.put(entry.targetPrefix(), entry);
      byHostLabel.putIfAbsent(entry.endpointPrefix(), entry);
    }
    // Whose signing name nobody shares needs its pattern for unsigned requests only.
    byMark
        .values()
        .forEach(
            entry -> bySigningName.computeIfAbsent(entry.signingName(), name -> List.of(entry)));
    aliases.forEach(
        (alias, id) -> {
          ServiceEntry entry = require(id);
          bySigningName.putIfAbsent(alias, List.of(entry));
          byHostLabel.putIfAbsent(alias, entry);
        });
    this.fallback = require(fallbackId);
  }

  /** The same, without patterns. */
  public Services(
      Collection<ServiceEntry> entries,
      Map<String, String> aliases,
      Set<String> reserved,
      String fallbackId) {
    this(entries, aliases, reserved, Map.of(), fallbackId);
  }

  private ServiceEntry require(String id) {
    ServiceEntry entry = byId.get(id);
    if (entry == null) {
      throw new IllegalArgumentException("There is no service " + id);
    }
    return entry;
  }

  /** Every service, in the order of the ids. */
  public Collection<ServiceEntry> all() {
    return Collections.unmodifiableCollection(byId.values());
  }

  /** The service with that id, or null. */
  public ServiceEntry find(String id) {
    return byId.get(id);
  }

  /**
   * The service whose pattern {@code request} matches, or null.
   *
   * @param signingName the service in the credential scope; null for an unsigned request
   */
  ServiceEntry markedBy(HttpRequest request, String signingName) {
    for (Map.Entry<RequestPattern, ServiceEntry> marked : byMark.entrySet()) {
      boolean meant = signingName == null || signingName.equals(marked.getValue().signingName());
      if (meant && marked.getKey().isOn(request)) {
        return marked.getValue();
      }
    }
    return null;
  }

  /**
   * The services with the signing name {@code signingName} that need no pattern for it; empty if
   * there is none.
   */
  List<ServiceEntry> signedAs(String signingName) {
    return bySigningName.getOrDefault(signingName, List.of());
  }

  /** The service whose X-Amz-Target or rpcv2Cbor path begins with {@code prefix}, or null. */
  ServiceEntry targetedBy(String prefix) {
    return byTargetPrefix.get(prefix);
  }

  /**
   * The service that the labels before the server's name select: its endpoint prefix, alone or
   * after labels of the operation or the resource.
   */
  ServiceEntry hostedAt(String labels) {
    String rest = labels;
    while (true) {
      ServiceEntry entry = byHostLabel.get(rest);
      if (entry == null && rest.endsWith("-fips")) {
        entry = byHostLabel.get(rest.substring(0, rest.length() - "-fips".length()));
      }
      if (entry != null) {
        return entry;
      }
      int dot = rest.indexOf('.');
      if (dot < 0) {
        return afterDash(rest);
      }
      rest = rest.substring(dot + 1);
    }
  }

  /** The reserved label that {@code labels} end in, or null. */
  String reservedIn(String labels) {
    String last = labels.substring(labels.lastIndexOf('.') + 1);
    return reserved.contains(last) ? last : null;
  }

  /** The service behind a prefix of an operation: {@code stream-logs}, {@code sync-states}. */
  private ServiceEntry afterDash(String label) {
    int dash = label.indexOf('-');
    return dash < 0 ? null : byHostLabel.get(label.substring(dash + 1));
  }

  /**
   * The service that has a query operation {@code action}: the one whose API version is {@code
   * version}, which is unique; or, without a match, the first that has the action.
   *
   * @return null if there is none
   */
  ServiceEntry queried(String version, String action) {
    ServiceEntry knowing = null;
    for (ServiceEntry entry : byId.values()) {
      if (!entry.speaks(ProtocolId.AWS_QUERY) && !entry.speaks(ProtocolId.EC2_QUERY)) {
        continue;
      }
      if (entry.version().equals(version)) {
        return entry;
      }
      boolean better = knowing == null || (entry.isOffered() && !knowing.isOffered());
      if (better && entry.bound().schema().operation(action) != null) {
        knowing = entry;
      }
    }
    return knowing;
  }

  /** The service for requests that match no other. */
  ServiceEntry fallback() {
    return fallback;
  }
}
