package dev.brume.iam.engine;

import dev.brume.core.state.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * When users and roles of an account last called which service, and the reports that were made of
 * it. "All attempts to access an AWS API, not just the successful ones", are counted.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html">Refine
 *     permissions using last accessed information</a>
 */
public final class ServiceUses {
  /** Uses that follow each other faster are not written down one by one. */
  private static final long USE_MILLIS = 60_000;

  /** "IAM reports activity for at least the last 400 days". */
  private static final long TRACKED_MILLIS = 400L * 24 * 3_600_000;

  /** AWS does not document how long it keeps reports; here the latest ones stay. */
  private static final int MAX_REPORTS = 100;

  private final Table<String, ServiceUseRecord> uses;
  private final Table<String, AccessReportRecord> reports;

  ServiceUses(Table<String, ServiceUseRecord> uses, Table<String, AccessReportRecord> reports) {
    this.uses = uses;
    this.reports = reports;
  }

  private static String key(String entityId, String namespace) {
    return entityId + ":" + namespace;
  }

  /** Somebody calls a service. */
  public void used(String entityId, String namespace, String region, long nowMillis) {
    String key = key(entityId, namespace);
    ServiceUseRecord known = uses.get(key);
    if (known == null
        || !known.region().equals(region)
        || nowMillis - known.millis() >= USE_MILLIS) {
      uses.put(key, new ServiceUseRecord(nowMillis, region));
    }
  }

  /** When somebody last called a service; null where he did not, or so long ago that it is over. */
  public ServiceUseRecord last(String entityId, String namespace, long nowMillis) {
    ServiceUseRecord known = uses.get(key(entityId, namespace));
    return known == null || nowMillis - known.millis() > TRACKED_MILLIS ? null : known;
  }

  /** Forgets what somebody did who is gone. */
  public void forget(String entityId) {
    List<String> gone = new ArrayList<>();
    uses.forEach(
        (key, use) -> {
          if (key.startsWith(entityId + ":")) {
            gone.add(key);
          }
        });
    gone.forEach(uses::remove);
  }

  /** Keeps a report. */
  public void put(String jobId, AccessReportRecord report) {
    if (reports.size() >= MAX_REPORTS) {
      List<String> ids = new ArrayList<>();
      reports.forEach((id, each) -> ids.add(id));
      ids.stream()
          .min(Comparator.comparingLong(id -> reports.get(id).createdMillis()))
          .ifPresent(reports::remove);
    }
    reports.put(jobId, report);
  }

  /** The report of a job; null where there is none. */
  public AccessReportRecord report(String jobId) {
    return reports.get(jobId);
  }
}
