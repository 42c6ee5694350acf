package dev.brume.core.admin;

import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.RequestBody;
import java.util.List;

/**
 * What a request may say beyond its path. Whatever else it says is refused: a misspelt parameter
 * that was ignored would have all services reset in place of one.
 *
 * @param parameters the names of the query's parameters
 * @param members the names of the members of the JSON object in the body
 */
record AdminInput(List<String> parameters, List<String> members) {
  /** Nothing but the path; a body may be there if it is empty or an empty object. */
  static final AdminInput NONE = new AdminInput(List.of(), List.of());

  static AdminInput query(String... parameters) {
    return new AdminInput(List.of(parameters), List.of());
  }

  static AdminInput body(String... members) {
    return new AdminInput(List.of(), List.of(members));
  }

  /**
   * Looks for what is not known here.
   *
   * @throws AdminRefusal where there is any
   */
  void check(HttpRequest request) {
    new AdminQuery(request, parameters.toArray(String[]::new));
    if (!(request.body() instanceof RequestBody.Whole whole) || whole.bytes().length == 0) {
      return;
    }
    for (String name : Json.readObject(whole.bytes()).keySet()) {
      if (!members.contains(name)) {
        String rest = members.isEmpty() ? "" : "; there are " + String.join(", ", members);
        throw AdminRefusal.badRequest("There is no member '" + name + "' here" + rest);
      }
    }
  }
}
