package dev.brume.ssm.engine;

import dev.brume.core.kit.Quota;

/**
 * How many documents there can be, and how large they are.
 *
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/ssm.html#limits_ssm">Systems Manager
 *     quotas</a>
 */
public final class DocumentQuotas {
  /** "Total documents: 500", of a region. */
  public static final Quota DOCUMENTS = new Quota(500);

  /** "Document versions: a maximum of 1,000 versions for each document". */
  public static final Quota VERSIONS = new Quota(1_000);

  /** "Size limit of a document: 64 KB". */
  public static final int CONTENT_BYTES = 65_536;

  /** "Privately shared documents: each document can be shared with 1,000 accounts". */
  public static final Quota SHARES = new Quota(1_000);

  /** How many elements lists have where the caller does not say; AWS documents only the most. */
  public static final int LISTED = 50;

  /** The same of DescribeDocumentPermission. */
  public static final int LISTED_PERMISSIONS = 200;

  private DocumentQuotas() {}
}
