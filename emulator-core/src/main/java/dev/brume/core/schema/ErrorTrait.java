package dev.brume.core.schema;

/**
 * The model's traits of an error structure.
 *
 * @param client whether the client is at fault, else the server
 * @param status the HTTP status: of {@code httpError}, else 400 for client and 500 for server
 *     faults
 * @param queryCode the code of {@code awsQueryError} in the query protocols, or null: the shape's
 *     name
 * @param queryStatus the status of {@code awsQueryError}, or 0: {@code status}
 * @param type the whole {@code __type} in JSON, or null: the shape's name in the service's {@link
 *     ServiceSchema#errorNamespace()}
 */
public record ErrorTrait(
    boolean client, int status, String queryCode, int queryStatus, String type) {

  /** An error with the default {@code __type}. */
  public ErrorTrait(boolean client, int status, String queryCode, int queryStatus) {
    this(client, status, queryCode, queryStatus, null);
  }
}
