package dev.brume.sns.engine;

import dev.brume.core.id.Ids;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The platform applications of a region with their endpoints. */
public final class PlatformApplications {
  /** What stands before the id in ARNs of applications. */
  static final String APPLICATION_PREFIX = "app/";

  private final Object lock = new Object();
  private final Scope scope;
  private final Ids ids;
  private final ApplicationEvents events;
  private final Table<String, PlatformApplication> storedApplications;
  private final Table<String, PlatformEndpoint> storedEndpoints;
  private final NavigableMap<String, PlatformApplication> applications = new TreeMap<>();
  private final NavigableMap<String, PlatformEndpoint> endpoints = new TreeMap<>();
  private final Map<String, String> endpointsByToken = new HashMap<>();

  PlatformApplications(Scope scope, Tables tables, Ids ids, ApplicationEvents events) {
    this.scope = scope;
    this.ids = ids;
    this.events = events;
    storedApplications = tables.table(SnsTables.APPLICATIONS, SnsTables.REGION);
    storedEndpoints = tables.table(SnsTables.ENDPOINTS, SnsTables.REGION);
    storedApplications.forEach(applications::put);
    storedEndpoints.forEach((id, endpoint) -> adopt(endpoint));
  }

  private void adopt(PlatformEndpoint endpoint) {
    endpoints.put(endpoint.id(), endpoint);
    endpointsByToken.put(key(endpoint.application(), endpoint.token()), endpoint.id());
  }

  private static String key(String application, String token) {
    return application + " " + token;
  }

  // -------------------------------------------------------------------------- applications

  /** The ARN of an application. */
  public String arnOf(PlatformApplication application) {
    return scope.arn(SnsTables.SERVICE, APPLICATION_PREFIX + application.id()).toString();
  }

  /** The application with that id, or null. */
  public PlatformApplication application(String id) {
    synchronized (lock) {
      return applications.get(id);
    }
  }

  /** The applications whose ids come after {@code after}. */
  public List<PlatformApplication> applications(String after) {
    synchronized (lock) {
      return new ArrayList<>(applications.tailMap(after, false).values());
    }
  }

  /** Creates an application; an existing one with that id is returned unchanged. */
  public PlatformApplication createOrFind(String id, Map<String, String> attributes) {
    synchronized (lock) {
      PlatformApplication known = applications.get(id);
      if (known != null) {
        return known;
      }
      return put(new PlatformApplication(id, attributes));
    }
  }

  private PlatformApplication put(PlatformApplication application) {
    storedApplications.put(application.id(), application);
    applications.put(application.id(), application);
    return application;
  }

  /** Changes an application's attributes; null if it no longer exists. */
  public PlatformApplication change(String id, Map<String, String> changes) {
    synchronized (lock) {
      PlatformApplication known = applications.get(id);
      return known == null ? null : put(known.with(changes));
    }
  }

  /** Deletes an application with its endpoints; does nothing if it no longer exists. */
  public void delete(String id) {
    synchronized (lock) {
      if (applications.remove(id) != null) {
        storedApplications.remove(id);
        endpoints(id, "").forEach(endpoint -> deleteEndpoint(endpoint.id()));
      }
    }
  }

  // ----------------------------------------------------------------------------- endpoints

  /** The ARN of an endpoint. */
  public String arnOf(PlatformEndpoint endpoint) {
    return scope.arn(SnsTables.SERVICE, PlatformEndpoint.ARN_PREFIX + endpoint.id()).toString();
  }

  /** The endpoint with that ARN or id, or null. */
  public PlatformEndpoint endpoint(String arnOrId) {
    int prefix = arnOrId.indexOf(":" + PlatformEndpoint.ARN_PREFIX);
    String id =
        prefix < 0 ? arnOrId : arnOrId.substring(prefix + 1 + PlatformEndpoint.ARN_PREFIX.length());
    synchronized (lock) {
      return endpoints.get(id);
    }
  }

  /** Whether the endpoint's application sends messages. */
  public boolean isEnabled(PlatformEndpoint endpoint) {
    PlatformApplication application = application(endpoint.application());
    return application != null && application.isEnabled();
  }

  /** The endpoints of an application whose ids come after {@code after}. */
  public List<PlatformEndpoint> endpoints(String application, String after) {
    String first = application + "/";
    synchronized (lock) {
      String from = after.compareTo(first) < 0 ? first : after;
      return new ArrayList<>(endpoints.subMap(from, false, application + "0", false).values());
    }
  }

  /**
   * Creates an endpoint; an existing one of the application with that token is returned unchanged.
   *
   * @return null if there is no such application
   */
  public PlatformEndpoint createOrFind(
      String application, String token, Map<String, String> attributes) {
    synchronized (lock) {
      if (!applications.containsKey(application)) {
        return null;
      }
      String known = endpointsByToken.get(key(application, token));
      if (known != null) {
        return endpoints.get(known);
      }
      PlatformEndpoint made =
          new PlatformEndpoint(application + "/" + ids.uuid(), attributes)
              .with(Map.of(PlatformEndpoint.TOKEN, token));
      storedEndpoints.put(made.id(), made);
      adopt(made);
      events.created(applications.get(application), arnOf(made));
      return made;
    }
  }

  /** Changes an endpoint's attributes; null if it no longer exists. */
  public PlatformEndpoint changeEndpoint(String id, Map<String, String> changes) {
    synchronized (lock) {
      PlatformEndpoint known = endpoints.get(id);
      if (known == null) {
        return null;
      }
      endpointsByToken.remove(key(known.application(), known.token()), id);
      PlatformEndpoint changed = known.with(changes);
      storedEndpoints.put(id, changed);
      adopt(changed);
      events.updated(applications.get(changed.application()), arnOf(changed));
      return changed;
    }
  }

  /** Deletes an endpoint; does nothing if it no longer exists. */
  public void deleteEndpoint(String id) {
    synchronized (lock) {
      PlatformEndpoint removed = endpoints.remove(id);
      if (removed != null) {
        storedEndpoints.remove(id);
        endpointsByToken.remove(key(removed.application(), removed.token()), id);
        events.deleted(applications.get(removed.application()), arnOf(removed));
      }
    }
  }
}
